import type { Display } from '../../shared/domain/judgment.ts';
import { t } from '../i18n/index.ts';
import type { PlayerScreen } from '../store/screen.ts';
import { Slider } from './Slider.tsx';

interface JudgingPanelProps {
  readonly screen: Extract<PlayerScreen, { readonly kind: 'choosing' | 'said' | 'paused' | 'tooLate' | 'looking' }>;
  readonly onCommit: (trialId: string, pFake: number, input: Display['input']) => void;
}

/** While a lot is up: the slider, or why there is none just now. */
export function JudgingPanel({ screen, onCommit }: JudgingPanelProps) {
  switch (screen.kind) {
    case 'choosing':
      return <Slider said={null} onCommit={(pFake, input) => onCommit(screen.trial.trialId, pFake, input)} />;
    case 'said': {
      const left = Math.max(0, screen.view.of - screen.view.decided);
      return (
        <>
          <Slider said={screen.pFake} onCommit={() => undefined} />
          <p class="panel-line" role="status">
            {screen.kept
              ? t('play.said.kept')
              : screen.view.solo
                ? ''
                : left === 0
                  ? t('play.said.none')
                  : t('play.said.left', { count: left })}
          </p>
        </>
      );
    }
    case 'paused':
    case 'tooLate':
    case 'looking':
      return (
        <div class="panel-words" role="status">
          <h1>{t(`play.${screen.kind}`)}</h1>
          <p>{t(`play.${screen.kind}Line`)}</p>
        </div>
      );
  }
}
