import { useState } from 'preact/hooks';
import { formatPercent } from '../../i18n/numbers.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { DigitChoice } from '../parts/DigitChoice.tsx';
import { unpacked } from '../parts/bytes.ts';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { Pictures } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import { words } from './words.ts';

interface Components {
  readonly dimensions: number;
  readonly weights: readonly number[];
  readonly pictures: LabPictures;
}

/** The components of the model that ships, each to draw from. */
export function Shipped() {
  const chosen = useModel('gmm');
  const { model } = chosen;
  const [label, setLabel] = useState(4);
  const [component, setComponent] = useState(0);
  const found = useAnswer<Components>(model && { model }, 'components', { label });
  const drawn = useAnswer<{ pictures: LabPictures }>(model && { model }, 'draw', { label, component, n: 10, seed: 1 });
  if (chosen.missing) return chosen.missing;
  if (!found.value) return found.failure ? <LabFailure failure={found.failure} /> : <Loading />;
  const { weights, dimensions } = found.value;
  return (
    <Bench
      part={2}
      line={say(words.fullLine, { k: weights.length, d: dimensions })}
      stage={
        <Pictures
          pictures={unpacked(found.value.pictures)}
          across={5}
          rem={38}
          label={say(words.fullMeans)}
          captions={weights.map(formatPercent)}
          picked={component}
          onPick={setComponent}
        />
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <DigitChoice value={label} onChange={(digit) => (setLabel(digit), setComponent(0))} />
          <p class="small quiet">{say(words.fullMeans)}</p>
          {drawn.value && (
            <>
              <h3>{say(words.drawn)}</h3>
              <Pictures pictures={unpacked(drawn.value.pictures)} across={5} rem={32} label={say(words.drawn)} />
            </>
          )}
          <LabFailure failure={drawn.failure} />
        </>
      }
    />
  );
}
