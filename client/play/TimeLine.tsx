import type { JudgingView } from '../../shared/protocol/view.ts';
import { t } from '../i18n/index.ts';
import { timeLeft } from '../store/screen.ts';
import { useTicking } from './useRoom.ts';
import './pieces.css';

interface TimeLineProps {
  readonly view: JudgingView;
  readonly serverNow: () => number;
}

/** Time as a line that burns down from the right; the only thing that moves while people judge. */
export function TimeLine({ view, serverNow }: TimeLineProps) {
  const time = timeLeft(view, serverNow());
  useTicking(time !== null && !time.frozen && time.left > 0, 1000);
  if (time === null) return <div class="timeline timeline--none" />;
  const seconds = Math.ceil(time.left / 1000);
  // Carried by the browser between two drawings: each drawing only says how far it has burnt.
  const share = time.frozen ? time.left / time.of : Math.max(0, time.left - 1000) / time.of;
  return (
    <div
      class={`timeline${time.frozen ? ' timeline--frozen' : ''}${seconds <= 5 ? ' timeline--short' : ''}`}
      role="timer"
      aria-label={t('play.secondsLeft', { seconds })}
    >
      <div class="timeline__rest" style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}

/** Seconds left in words; nothing without a limit. */
export function SecondsLeft({ view, serverNow }: TimeLineProps) {
  const time = timeLeft(view, serverNow());
  useTicking(time !== null && !time.frozen && time.left > 0, 500);
  if (time === null) return <span>{t('play.noLimit')}</span>;
  return <span class="figures">{t('play.secondsLeft', { seconds: Math.ceil(time.left / 1000) })}</span>;
}
