import { useEffect, useMemo, useState } from 'preact/hooks';
import { rngFor } from '../../../shared/random.ts';
import { formatFixed } from '../../i18n/numbers.ts';
import { Bench } from '../parts/Bench.tsx';
import { Fact, Range } from '../parts/controls.tsx';
import { Curve } from '../parts/Curve.tsx';
import { blended, colourOf } from '../parts/palette.ts';
import { Ellipse, Plane } from '../parts/Plane.tsx';
import { say } from '../words.ts';
import { expectation, maximisation, startAt } from './em.ts';
import type { Mixture } from './em.ts';
import './gmm.css';
import { words } from './words.ts';

const EXTENT = { x: [-3, 3], y: [-3, 3] } as const;
/** Added to every variance: a curve never becomes narrower than a dot. */
const FLOOR = 4e-3;
/** Between the steps of a run, ms. */
const PACE_MS = 350;
/** The end: a step that gains less, nats. */
const SETTLED = 1e-4;

interface Run {
  readonly mixture: Mixture;
  /** Of the last E-step; null after an M-step, when the points have not chosen again. */
  readonly shares: Float64Array | null;
  /** Log-likelihood before the first and after each M-step. */
  readonly curve: readonly number[];
}

/** Three clumps, one of them bent. [60, 2] */
function clumps(): Float64Array {
  const rng = rngFor(8, 'gmm points');
  const x = new Float64Array(120);
  for (let i = 0; i < 60; i++) {
    const [u, v] = [rng.normal(), rng.normal()];
    const clump = i % 3;
    const [px, py] =
      clump === 0
        ? [-1.4 + 0.35 * u, 1.2 + 0.3 * v]
        : clump === 1
          ? [1.3 + 0.55 * u, 1 + 0.25 * v + 0.45 * u]
          : [0.2 + 0.7 * u, -1.5 + 0.22 * v];
    x[2 * i] = px!;
    x[2 * i + 1] = py!;
  }
  return x;
}

const begun = (x: Float64Array, k: number, seed: number): Run => {
  const mixture = startAt(x, 2, k, FLOOR, rngFor(seed, 'gmm start', k));
  return { mixture, shares: null, curve: [expectation(mixture, x).logLikelihood] };
};

/** Half a turn: E where the points have not chosen yet, else M. */
function halfTurn(run: Run, x: Float64Array): Run {
  const { mixture, shares, curve } = run;
  if (shares === null) return { ...run, shares: expectation(mixture, x).shares };
  const moved = maximisation(mixture, x, shares, FLOOR);
  return { mixture: moved, shares: null, curve: [...curve, expectation(moved, x).logLikelihood] };
}

const settled = ({ curve, shares }: Run): boolean =>
  shares === null && curve.length > 2 && curve.at(-1)! - curve.at(-2)! < SETTLED;

/** Points to drag and curves that find them, half a turn at a time. */
export function OnThePlane() {
  const [x, setX] = useState(clumps);
  const [k, setK] = useState(3);
  const [seed, setSeed] = useState(1);
  const [run, setRun] = useState(() => begun(x, 3, 1));
  const [running, setRunning] = useState(false);
  const { mixture, shares, curve } = run;
  const shown = useMemo(() => shares ?? (curve.length > 1 ? expectation(mixture, x).shares : null), [run, x]);

  useEffect(() => {
    if (!running) return;
    if (settled(run)) return setRunning(false);
    const timer = setTimeout(() => setRun(halfTurn(run, x)), PACE_MS);
    return () => clearTimeout(timer);
  }, [running, run, x]);

  function restart(newK: number, newSeed: number): void {
    setRunning(false);
    setK(newK);
    setSeed(newSeed);
    setRun(begun(x, newK, newSeed));
  }

  /** A moved point or centre makes the old curve of likelihoods another problem's. */
  function onMove(id: string, to: { x: number; y: number }): void {
    const i = Number(id.slice(1));
    if (id.startsWith('p')) {
      const moved = x.slice();
      moved.set([to.x, to.y], 2 * i);
      setX(moved);
      setRun({ mixture, shares: null, curve: [expectation(mixture, moved).logLikelihood] });
    } else {
      const means = mixture.means.slice();
      means.set([to.x, to.y], 2 * i);
      const moved = { ...mixture, means };
      setRun({ mixture: moved, shares: null, curve: [expectation(moved, x).logLikelihood] });
    }
  }

  const handles = [
    ...Array.from({ length: k }, (_, c) => ({
      id: `c${c}`,
      x: mixture.means[2 * c]!,
      y: mixture.means[2 * c + 1]!,
      label: say(words.centre, { n: c + 1 }),
      kind: 'centre',
      colour: colourOf(c),
    })),
    ...Array.from({ length: x.length / 2 }, (_, i) => ({
      id: `p${i}`,
      x: x[2 * i]!,
      y: x[2 * i + 1]!,
      label: say(words.point, { n: i + 1 }),
      colour: shown ? blended(shown.subarray(i * k, (i + 1) * k)) : undefined,
      still: true,
    })),
  ];

  return (
    <Bench
      part={0}
      line={say(words.planeLine)}
      stage={
        <Plane extent={EXTENT} label={say(words.planeLabel)} handles={handles} onMove={onMove}>
          {(scale) =>
            Array.from({ length: k }, (_, c) => (
              <g key={c} style={{ color: colourOf(c) }}>
                <Ellipse
                  scale={scale}
                  class="gmm__ellipse"
                  mean={[mixture.means[2 * c]!, mixture.means[2 * c + 1]!]}
                  covariance={[
                    mixture.covariances[4 * c]!,
                    mixture.covariances[4 * c + 1]!,
                    mixture.covariances[4 * c + 3]!,
                  ]}
                />
              </g>
            ))
          }
        </Plane>
      }
      controls={
        <>
          <div class="row">
            <button
              type="button"
              class={shares === null ? 'button' : 'button button--quiet'}
              disabled={running || shares !== null}
              onClick={() => setRun(halfTurn(run, x))}
            >
              {say(words.e)}
            </button>
            <button
              type="button"
              class={shares === null ? 'button button--quiet' : 'button'}
              disabled={running || shares === null}
              onClick={() => setRun(halfTurn(run, x))}
            >
              {say(words.m)}
            </button>
          </div>
          <div class="row">
            <button
              type="button"
              class="button button--quiet"
              disabled={!running && settled(run)}
              onClick={() => setRunning(!running)}
            >
              {say(running ? words.stop : words.run)}
            </button>
            <button type="button" class="button button--quiet" onClick={() => restart(k, seed + 1)}>
              {say(words.restart)}
            </button>
          </div>
          <Range label={say(words.k)} value={k} min={1} max={6} onChange={(value) => restart(value, seed)} />
          <Fact name={say(words.likelihood)}>{formatFixed(curve.at(-1)!, 1)}</Fact>
          <Curve
            lines={[{ name: say(words.likelihood), colour: '#e6be64', points: curve.map((value, i) => [i, value]) }]}
            xName={say(words.steps)}
            label={say(words.curve)}
            xDomain={[0, Math.max(10, curve.length - 1)]}
          />
        </>
      }
    />
  );
}
