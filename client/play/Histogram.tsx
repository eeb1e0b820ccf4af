import type { Verdict } from '../../shared/domain/judgment.ts';
import { t } from '../i18n/index.ts';
import { STOPS, stopOf } from '../store/slider.ts';
import { verdictScale, type SliderScale } from './words.ts';
import './pieces.css';

interface HistogramProps {
  /** Judgments at each of the six stops, sure-genuine first. */
  readonly split: readonly number[];
  /** The right side: genuine is the first half of the stops, or the left. */
  readonly truth: Verdict | null;
  /** P(fake) of the reader's own judgment, marked. */
  readonly mine?: number | null;
  readonly small?: boolean;
  readonly scale?: SliderScale;
}

/** How a room split, from surely genuine to surely forgery (or left to right); the right side stands in full colour. */
export function Histogram({ split, truth, mine = null, small = false, scale = verdictScale() }: HistogramProps) {
  const most = Math.max(1, ...split);
  const own = mine === null ? null : stopOf(mine);
  return (
    <figure
      class={`histogram${small ? ' histogram--small' : ''}${scale.plain ? ' histogram--plain' : ''}`}
      role="img"
      aria-label={t(scale.plain ? 'play.variety.splitAlt' : 'play.wall.splitAlt', { counts: split.join(', ') })}
    >
      <div class="histogram__bars">
        {split.map((count, stop) => {
          const side = stop < STOPS / 2 ? 'real' : 'fake';
          return (
            <div
              key={stop}
              class={`histogram__bar histogram__bar--${side}${truth !== null && side !== truth ? ' histogram__bar--wrong' : ''}`}
              title={scale.words(stop)}
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
          {!scale.plain && <span class="sign sign--real" />} {small ? scale.sides[0] : scale.words(0)}
        </span>
        <span>
          {small ? scale.sides[1] : scale.words(STOPS - 1)} {!scale.plain && <span class="sign sign--fake" />}
        </span>
      </figcaption>
    </figure>
  );
}
