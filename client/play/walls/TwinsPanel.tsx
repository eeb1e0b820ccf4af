import { SURENESS_STOPS, type Display, type TwinsResponse } from '../../../shared/domain/judgment.ts';
import { t } from '../../i18n/index.ts';
import { surePercent } from '../../store/screen.ts';
import { answerOf, UNMARKED, type TwinsChoice } from '../../store/twins.ts';

interface TwinsPanelProps {
  readonly choice: TwinsChoice;
  readonly onChoice: (choice: TwinsChoice) => void;
  /** What was said: the panel is closed and tells it. */
  readonly said: TwinsResponse | null;
  readonly onCommit: (response: TwinsResponse, input: Display['input']) => void;
}

/** Below a wall: two marked pictures or none, and then how sure, which hands it in. */
export function TwinsPanel({ choice, onChoice, said, onCommit }: TwinsPanelProps) {
  if (said !== null) return <p class="twins__said">{saidWords(said)}</p>;
  const answer = answerOf(choice);
  if (answer === undefined) {
    const one = choice.kind === 'marking' && choice.places.length === 1;
    return (
      <div class="twins">
        <p class="twins__words" role="status">
          {t(one ? 'play.twins.oneMore' : 'play.twins.how')}
        </p>
        <button
          type="button"
          class="button button--quiet button--large twins__none"
          onClick={() => onChoice({ kind: 'none' })}
        >
          {t('play.twins.none')}
        </button>
      </div>
    );
  }
  return (
    <div class="twins">
      <p class="twins__words" role="status">
        {t(answer === null ? 'play.twins.noneChosen' : 'play.twins.pair')}
      </p>
      <p class="quiet small twins__hint">{t('play.twins.howSure')}</p>
      <div class="twins__sure">
        {SURENESS_STOPS.map((sure) => (
          <button
            key={sure}
            type="button"
            class="button button--large"
            onClick={(event) => {
              const coarse = matchMedia('(pointer: coarse)').matches;
              navigator.vibrate?.(24);
              onCommit(
                { pair: answer === null ? null : [answer[0], answer[1]], sure },
                event.detail === 0 ? 'keyboard' : coarse ? 'touch' : 'mouse',
              );
            }}
          >
            <span>{t(`play.twins.sure${Math.round(sure * 100)}`)}</span>
            <span class="small figures">{surePercent(sure)} %</span>
          </button>
        ))}
      </div>
      <button type="button" class="button button--quiet" onClick={() => onChoice(UNMARKED)}>
        {t('play.twins.clear')}
      </button>
    </div>
  );
}

/** 'You chose two, 75 % sure.' */
export const saidWords = ({ pair, sure }: TwinsResponse): string =>
  t(pair === null ? 'play.twins.saidNone' : 'play.twins.saidPair', { sure: surePercent(sure) });
