import { useMemo, useState } from 'preact/hooks';
import { formatFixed, formatPercent } from '../../i18n/numbers.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { DigitChoice } from '../parts/DigitChoice.tsx';
import { unpacked } from '../parts/bytes.ts';
import type { PictureData } from '../parts/bytes.ts';
import { Fact, Range } from '../parts/controls.tsx';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { Picture, Pictures, signedColours } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import './gaussian.css';
import { words } from './words.ts';

/** As the server's `density` answers. */
interface Density {
  readonly shape: { readonly height: number; readonly width: number; readonly channels: 1 | 3 };
  readonly mean: readonly number[];
  readonly deviations: readonly number[];
  readonly directions: readonly (readonly number[])[];
  readonly share: number;
}

const REACH = 3;

/** The shipped Gaussian of a class: its mean, moved along its principal directions. */
export function Digits() {
  const chosen = useModel('gaussian');
  const { model } = chosen;
  const [label, setLabel] = useState(3);
  const [amounts, setAmounts] = useState<readonly number[]>([]);
  const [seed, setSeed] = useState(0);
  const density = useAnswer<Density>(model && { model }, 'density', { label });
  const drawn = useAnswer<{ pictures: LabPictures }>(seed > 0 && model ? { model } : null, 'sample', {
    n: 8,
    seed,
    label,
  });
  const found = density.value;
  const slid = useMemo(() => found && slide(found, amounts), [found, amounts]);
  if (chosen.missing) return chosen.missing;
  if (!found || !slid) return density.failure ? <LabFailure failure={density.failure} /> : <Loading />;
  const at = (k: number): number => amounts[k] ?? 0;
  return (
    <Bench
      part={1}
      line={say(words.digitsLine)}
      stage={
        <>
          <span class="mount">
            <Picture picture={slid} rem={22} label={say(words.slid)} />
          </span>
          <p class="small quiet">{say(words.names)}</p>
          <Pictures
            pictures={found.directions.map((direction) => directionPicture(found, direction))}
            across={6}
            rem={30}
            label={say(words.names)}
            captions={found.directions.map((_, k) => String(k + 1))}
            colours={signedColours}
          />
          {drawn.value && seed > 0 && (
            <>
              <p class="small quiet">{say(words.drawn)}</p>
              <Pictures pictures={unpacked(drawn.value.pictures)} across={8} rem={30} label={say(words.drawn)} />
            </>
          )}
        </>
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <DigitChoice value={label} onChange={(digit) => (setLabel(digit), setAmounts([]), setSeed(0))} />
          <div class="gaussian__sliders">
            {found.directions.map((_, k) => (
              <Range
                key={k}
                label={say(words.direction, { n: k + 1 })}
                value={at(k)}
                min={-REACH}
                max={REACH}
                step={0.1}
                shown={formatFixed(at(k), 1)}
                onChange={(value) => setAmounts(found.directions.map((_, i) => (i === k ? value : at(i))))}
              />
            ))}
          </div>
          <div class="row">
            <button type="button" class="button button--quiet" onClick={() => setAmounts([])}>
              {say(words.home)}
            </button>
            <button type="button" class="button" disabled={drawn.busy && seed > 0} onClick={() => setSeed(seed + 1)}>
              {say(words.draw)}
            </button>
          </div>
          <Fact name={say(words.share)}>{formatPercent(found.share)}</Fact>
          <LabFailure failure={density.failure ?? drawn.failure} />
        </>
      }
    />
  );
}

/** mean + sum of amount times direction. */
function slide({ shape, mean, directions }: Density, amounts: readonly number[]): PictureData {
  const pixels = mean.map((value, j) =>
    directions.reduce((sum, direction, k) => sum + (amounts[k] ?? 0) * direction[j]!, value),
  );
  return { ...shape, pixels: pixels.map((value) => Math.max(0, Math.min(255, value))) };
}

/** A direction with its largest entry at full strength, 127.5 where it changes nothing. */
function directionPicture({ shape }: Density, direction: readonly number[]): PictureData {
  const most = Math.max(...direction.map(Math.abs), 1e-9);
  return { ...shape, pixels: direction.map((value) => 127.5 * (1 + value / most)) };
}
