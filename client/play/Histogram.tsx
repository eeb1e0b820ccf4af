import type { Verdict } from '../../shared/domain/judgment.ts';
import { t } from '../i18n/index.ts';
import { STOPS, stopOf } from '../store/slider.ts';
import { stopWords } from './words.ts';
import './pieces.css';

interface HistogramProps {
  /** Judgments at each of the six stops, sure-genuine first. */
  readonly split: readonly number[];
  readonly truth: Verdict | null;
  /** P(fake) of the reader's own judgment, marked. */
  readonly mine?: number | null;
  readonly small?: boolean;
}

/** How a room split, from surely genuine to surely forgery; the right side stands in full colour. */
export function Histogram({ split, truth, mine = null, small = false }: HistogramProps) {
  const most = Math.max(1, ...split);
  const own = mine === null ? null : stopOf(mine);
  return (
    <figure
      class={`histogram${small ? ' histogram--small' : ''}`}
      role="img"
      aria-label={t('play.wall.splitAlt', { counts: split.join(', ') })}
    >
      <div class="histogram__bars">
        {split.map((count, stop) => {
          const side = stop < STOPS / 2 ? 'real' : 'fake';
          return (
            <div
              key={stop}
              class={`histogram__bar histogram__bar--${side}${truth !== null && side !== truth ? ' histogram__bar--wrong' : ''}`}
              title={stopWords(stop)}
            >
              <span class="histogram__count figures">{count}</span>
              <span class="histogram__fill" style={{ height: `${(count / most) * 100}%` }} />
              {own === stop && <span class="histogram__own" />}
            </div>
          );
        })}
      </div>
      <figcaption class="histogram__ends" aria-hidden="true">
        <span>
          <span class="sign sign--real" /> {small ? t('play.wall.genuineSide') : stopWords(0)}
        </span>
        <span>
          {small ? t('play.wall.forgerySide') : stopWords(STOPS - 1)} <span class="sign sign--fake" />
        </span>
      </figcaption>
    </figure>
  );
}
