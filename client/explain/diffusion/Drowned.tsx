import { useMemo, useState } from 'preact/hooks';
import { Switch } from '../../ui/Field.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { unpacked } from '../parts/bytes.ts';
import { Range } from '../parts/controls.tsx';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { Pictures } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import { Pair } from './Pair.tsx';
import { words } from './words.ts';

interface Noised {
  readonly levels: readonly number[];
  readonly real: LabPictures;
  readonly noisy: LabPictures;
  readonly guessed: LabPictures;
}

/** A real picture under noise, and what the model makes of it. */
export function Drowned() {
  const chosen = useModel('diffusion');
  const { model } = chosen;
  const [index, setIndex] = useState(4);
  const [seed, setSeed] = useState(1);
  const [tell, setTell] = useState(false);
  const [level, setLevel] = useState(5);
  const found = useAnswer<Noised>(model && { model }, 'noised', { index, seed, tell, guidance: 0 });
  const value = found.value;
  const shown = useMemo(
    () => value && { noisy: unpacked(value.noisy), guessed: unpacked(value.guessed), real: unpacked(value.real)[0]! },
    [value],
  );
  if (chosen.missing) return chosen.missing;
  if (!value || !shown) return found.failure ? <LabFailure failure={found.failure} /> : <Loading />;
  // On a phone every second one, so that a thumb can pick it.
  const strip = shown.noisy.map((_, i) => i).filter((i) => innerWidth >= 640 || i % 2 === 0);
  return (
    <Bench
      part={0}
      line={say(words.forwardLine)}
      stage={
        <>
          <Pair
            pictures={[
              { picture: shown.noisy[level]!, words: say(words.noisy) },
              { picture: shown.guessed[level]!, words: say(words.guessed) },
            ]}
          />
          <Pictures
            pictures={[shown.noisy, shown.guessed].flatMap((row) => strip.map((i) => row[i]!))}
            across={strip.length}
            rem={48}
            label={say(words.noisy)}
            onPick={(i) => setLevel(strip[i % strip.length]!)}
            picked={strip.indexOf(level)}
          />
        </>
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <Range
            label={say(words.noise)}
            value={level}
            min={0}
            max={value.levels.length - 1}
            shown={say(words.sigma, { sigma: value.levels[level]! })}
            ends={[say(words.none), say(words.drowned)]}
            onChange={setLevel}
          />
          <Switch label={say(words.tell)} hint={say(words.tellHint)} on={tell} onChange={setTell} />
          <div class="row">
            <button type="button" class="button" onClick={() => setIndex((index + 1) % 400)}>
              {say(words.another)}
            </button>
            <button type="button" class="button button--quiet" onClick={() => setSeed(seed + 1)}>
              {say(words.otherNoise)}
            </button>
          </div>
          <Pair pictures={[{ picture: shown.real, words: say(words.original) }]} />
          <LabFailure failure={found.failure} />
        </>
      }
    />
  );
}
