import { useEffect, useMemo, useState } from 'preact/hooks';
import { rngFor } from '../../../shared/random.ts';
import { formatFixed, formatPercent } from '../../i18n/numbers.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { unpacked } from '../parts/bytes.ts';
import type { PictureData } from '../parts/bytes.ts';
import { Fact, Range, Stepper } from '../parts/controls.tsx';
import { Curve } from '../parts/Curve.tsx';
import { LabFailure, useModel } from '../parts/model.tsx';
import { Pictures } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import { expectation, maximisation, startAt } from './em.ts';
import type { Mixture } from './em.ts';
import { words } from './words.ts';

/** As the server's `principal` answers. */
interface Principal {
  readonly shape: { readonly height: number; readonly width: number; readonly channels: 1 | 3 };
  readonly n: number;
  readonly dimensions: number;
  readonly points: readonly number[];
  readonly mean: readonly number[];
  readonly components: readonly number[];
  readonly pictures: LabPictures;
  readonly labels: readonly number[] | null;
}

const DIMENSIONS = 12;
const PICTURES = 600;
/** Variance added in every direction, square grey values: some forty grey levels along a component. */
const FLOOR = 1600;
const MEMBERS = 10;

interface Run {
  readonly mixture: Mixture;
  readonly shares: Float64Array;
  readonly curve: readonly number[];
}

/** EM in the browser on held-out real pictures. */
export function Digits() {
  const { model } = useModel('gmm');
  const dataset = model?.dataset ?? 'strokes';
  const found = useAnswer<Principal>({ dataset }, 'principal', { n: PICTURES, dimensions: DIMENSIONS });
  if (!found.value) return found.failure ? <LabFailure failure={found.failure} /> : <Loading />;
  return <Turning key={dataset} data={found.value} />;
}

function Turning({ data }: { readonly data: Principal }) {
  const x = useMemo(() => Float64Array.from(data.points), [data]);
  const pictures = useMemo(() => unpacked(data.pictures), [data]);
  const [k, setK] = useState(10);
  const [seed, setSeed] = useState(1);
  const [picked, setPicked] = useState<number | null>(null);
  const begun = (newK: number, newSeed: number): Run => {
    const mixture = startAt(x, data.dimensions, newK, FLOOR, rngFor(newSeed, 'gmm digits', newK));
    const { shares, logLikelihood } = expectation(mixture, x);
    return { mixture, shares, curve: [logLikelihood / data.n] };
  };
  const [run, setRun] = useState(() => begun(10, 1));
  useEffect(() => setRun(begun(k, seed)), [x, k, seed]);

  function step(): boolean {
    const mixture = maximisation(run.mixture, x, run.shares, FLOOR);
    const { shares, logLikelihood } = expectation(mixture, x);
    setRun({ mixture, shares, curve: [...run.curve, logLikelihood / data.n] });
    return run.curve.length < 60;
  }

  const { mixture, shares, curve } = run;
  const kinds = useMemo(() => kindsOf(shares, mixture.k, data.labels), [run]);
  const order = useMemo(
    () => [...mixture.weights.keys()].sort((a, b) => mixture.weights[b]! - mixture.weights[a]!),
    [run],
  );
  return (
    <Bench
      part={1}
      line={say(words.digitsLine, { n: data.n, d: data.dimensions })}
      stage={
        <>
          <Pictures
            pictures={order.map((c) => meanPicture(data, mixture, c))}
            across={Math.min(5, mixture.k)}
            rem={44}
            label={say(words.means)}
            captions={order.map((c) => {
              const percent = formatPercent(mixture.weights[c]!);
              const digit = kinds.digits[c];
              return digit === undefined ? percent : say(words.mostly, { percent, digit });
            })}
            onPick={(i) => setPicked(order[i]!)}
            picked={picked === null ? null : order.indexOf(picked)}
          />
          {picked === null || picked >= mixture.k ? (
            <p class="small quiet">{say(words.pick)}</p>
          ) : (
            <>
              <p class="small quiet">{say(words.members, { n: order.indexOf(picked) + 1 })}</p>
              <Pictures
                pictures={members(shares, mixture.k, picked).map((i) => pictures[i]!)}
                across={MEMBERS}
                rem={44}
                label={say(words.members, { n: order.indexOf(picked) + 1 })}
              />
            </>
          )}
        </>
      }
      controls={
        <>
          <Stepper
            stepWords={say(words.step)}
            onStep={step}
            onReset={() => setSeed(seed + 1)}
            done={curve.length > 60}
          />
          <Range
            label={say(words.digitsK)}
            value={k}
            min={1}
            max={20}
            onChange={(value) => (setPicked(null), setK(value))}
          />
          <Fact name={say(words.likelihood)} note={say(words.perPicture)}>
            {formatFixed(curve.at(-1)!, 2)}
          </Fact>
          <Curve
            lines={[{ name: say(words.likelihood), colour: '#e6be64', points: curve.map((value, i) => [i, value]) }]}
            xName={say(words.steps)}
            label={say(words.curve)}
            xDomain={[0, Math.max(12, curve.length - 1)]}
          />
          {kinds.pure !== null && <Fact name={say(words.pure)}>{formatPercent(kinds.pure)}</Fact>}
        </>
      }
    />
  );
}

/** mean + components times the component's mean. */
function meanPicture({ shape, mean, components, dimensions }: Principal, { means }: Mixture, c: number): PictureData {
  const pixels = mean.map((value, j) => {
    let sum = value;
    for (let a = 0; a < dimensions; a++) sum += means[c * dimensions + a]! * components[a * mean.length + j]!;
    return Math.max(0, Math.min(255, sum));
  });
  return { ...shape, pixels };
}

/** The digit that most of each component's pictures are of, and the share of pictures with a component of their own digit. */
function kindsOf(
  shares: Float64Array,
  k: number,
  labels: readonly number[] | null,
): { digits: readonly (number | undefined)[]; pure: number | null } {
  if (labels === null) return { digits: [], pure: null };
  const counts = Array.from({ length: k }, () => new Map<number, number>());
  labels.forEach((label, i) => {
    for (let c = 0; c < k; c++) counts[c]!.set(label, (counts[c]!.get(label) ?? 0) + shares[i * k + c]!);
  });
  const digits = counts.map((count) => [...count].sort((a, b) => b[1] - a[1])[0]?.[0]);
  const pure = counts.reduce((sum, count, c) => sum + (count.get(digits[c]!) ?? 0), 0) / labels.length;
  return { digits, pure };
}

/** The pictures with the greatest share in a component. */
function members(shares: Float64Array, k: number, c: number): number[] {
  return Array.from({ length: shares.length / k }, (_, i) => i)
    .sort((a, b) => shares[b * k + c]! - shares[a * k + c]! || a - b)
    .slice(0, MEMBERS);
}
