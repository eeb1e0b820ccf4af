import { useEffect, useMemo, useState } from 'preact/hooks';
import { formatFixed } from '../../i18n/numbers.ts';
import { Choices } from '../../ui/Field.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { DIGITS } from '../parts/DigitChoice.tsx';
import { unpacked } from '../parts/bytes.ts';
import { Fact, Range, Stepper } from '../parts/controls.tsx';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { Pictures } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import { Pair } from './Pair.tsx';
import { words } from './words.ts';

interface Trajectory {
  readonly levels: readonly number[];
  readonly at: LabPictures;
  readonly guessed: LabPictures;
  readonly evaluations: number;
}

/** The shipped model's sampler, step by step. */
export function Sampler() {
  const chosen = useModel('diffusion');
  const { model } = chosen;
  const [seed, setSeed] = useState(3);
  const [label, setLabel] = useState<number | null>(3);
  const [steps, setSteps] = useState(12);
  const [guidance, setGuidance] = useState(0.5);
  const [order, setOrder] = useState<1 | 2>(2);
  const [step, setStep] = useState(0);
  const found = useAnswer<Trajectory>(model && { model }, 'trajectory', { seed, label, steps, order, guidance });
  const value = found.value;
  const shown = useMemo(() => value && { at: unpacked(value.at), guessed: unpacked(value.guessed) }, [value]);
  const last = (shown?.at.length ?? 1) - 1;
  useEffect(() => setStep((now) => Math.min(now, last)), [last]);
  if (chosen.missing) return null;
  if (!value || !shown) return found.failure ? <LabFailure failure={found.failure} /> : <Loading />;
  const now = Math.min(step, last);
  return (
    <Bench
      part={1}
      line={say(words.backLine)}
      stage={
        <>
          <Pair
            pictures={[
              { picture: shown.at[now]!, words: say(words.stands) },
              { picture: shown.guessed[now]!, words: say(words.guessed) },
            ]}
          />
          <p class="small quiet">{say(words.strip)}</p>
          <Pictures
            pictures={shown.guessed}
            across={acrossOf(shown.guessed.length)}
            rem={48}
            label={say(words.strip)}
            onPick={setStep}
            picked={now}
          />
        </>
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <Range
            label={say(words.time)}
            value={now}
            min={0}
            max={last}
            shown={`${say(words.stepOf, { i: now, n: last })}, ${say(words.sigma, { sigma: formatFixed(value.levels[now]!, 2) })}`}
            onChange={setStep}
          />
          <Stepper
            everyMs={250}
            done={now >= last}
            onStep={() => {
              setStep(Math.min(last, now + 1));
              return now + 1 < last;
            }}
            onReset={() => setStep(0)}
          />
          <Range label={say(words.steps)} value={steps} min={2} max={30} onChange={setSteps} />
          <Range
            label={say(words.guidance)}
            value={guidance}
            min={0}
            max={8}
            step={0.25}
            shown={formatFixed(guidance, 2)}
            onChange={setGuidance}
          />
          <Choices
            label={say(words.digit)}
            value={String(label)}
            onChange={(to) => setLabel(to === 'null' ? null : Number(to))}
            options={[...DIGITS, { value: 'null', label: say(words.any) }]}
          />
          <Choices
            label={say(words.solver)}
            value={String(order)}
            onChange={(to) => setOrder(to === '1' ? 1 : 2)}
            options={[
              { value: '2', label: say(words.heun) },
              { value: '1', label: say(words.euler) },
            ]}
          />
          <div class="row">
            <button type="button" class="button button--quiet" onClick={() => setSeed(seed + 1)}>
              {say(words.otherNoise)}
            </button>
          </div>
          <Fact name={say(words.looks)}>{value.evaluations}</Fact>
          <LabFailure failure={found.failure} />
        </>
      }
    />
  );
}

/** Pictures in a row of so many: on a phone as few as a thumb can tell apart. */
function acrossOf(pictures: number): number {
  return Math.ceil(pictures / Math.ceil(pictures / (innerWidth < 640 ? 8 : 16)));
}
