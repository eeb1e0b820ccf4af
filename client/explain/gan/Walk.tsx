import { useState } from 'preact/hooks';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { DigitChoice } from '../parts/DigitChoice.tsx';
import { unpacked } from '../parts/bytes.ts';
import { Range } from '../parts/controls.tsx';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { Picture, Pictures } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import { words } from './words.ts';

/** From one code of the shipped model to another. */
export function Walk() {
  const chosen = useModel('gan');
  const { model } = chosen;
  const [label, setLabel] = useState(8);
  const [from, setFrom] = useState(1);
  const [at, setAt] = useState(0);
  const walk = useAnswer<{ pictures: LabPictures }>(model && { model }, 'walk', { from, to: from + 1, label });
  if (chosen.missing) return chosen.missing;
  if (!walk.value) return walk.failure ? <LabFailure failure={walk.failure} /> : <Loading />;
  const pictures = unpacked(walk.value.pictures);
  return (
    <Bench
      part={0}
      line={say(words.walkLine)}
      stage={
        <>
          <span class="mount">
            <Picture picture={pictures[at]!} rem={20} label={say(words.picture)} />
          </span>
          <Pictures pictures={pictures} across={8} rem={34} label={say(words.all)} onPick={setAt} picked={at} />
        </>
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <DigitChoice value={label} onChange={setLabel} />
          <Range
            label={say(words.way)}
            value={at}
            min={0}
            max={pictures.length - 1}
            shown={`${at + 1} / ${pictures.length}`}
            ends={[say(words.ends), say(words.endsOther)]}
            onChange={setAt}
          />
          <div class="row">
            <button type="button" class="button" onClick={() => (setFrom(from + 1), setAt(0))}>
              {say(words.turn)}
            </button>
          </div>
          <LabFailure failure={walk.failure} />
        </>
      }
    />
  );
}
