import { useState } from 'preact/hooks';
import { LatentMap } from '../autoencoder/LatentMap.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { DigitChoice } from '../parts/DigitChoice.tsx';
import { unpacked } from '../parts/bytes.ts';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { Pictures } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import { words } from './words.ts';

/** A plane through the prior of a class, and samples of it. */
export function Walk() {
  const chosen = useModel('vae');
  const { model } = chosen;
  const [label, setLabel] = useState(3);
  const [seed, setSeed] = useState(1);
  const drawn = useAnswer<{ pictures: LabPictures }>(model && { model }, 'sample', { n: 10, seed, label });
  if (!model) return null;
  return (
    <Bench
      part={1}
      line={say(words.planeLine)}
      stage={
        <LatentMap
          key={`${model.id} ${label}`}
          subject={{ model }}
          input={{ label }}
          title={say(words.planeTitle, { label })}
          dots={true}
        />
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <DigitChoice value={label} onChange={setLabel} />
          <h3>{say(words.drawn)}</h3>
          {drawn.value && (
            <Pictures pictures={unpacked(drawn.value.pictures)} across={5} rem={32} label={say(words.drawn)} />
          )}
          <button type="button" class="button" disabled={drawn.busy} onClick={() => setSeed(seed + 1)}>
            {say(words.draw)}
          </button>
          <LabFailure failure={drawn.failure} />
        </>
      }
    />
  );
}
