import { useMemo, useState } from 'preact/hooks';
import { rngFor } from '../../../shared/random.ts';
import { formatFixed, formatPowerOfTen } from '../../i18n/numbers.ts';
import { Bench } from '../parts/Bench.tsx';
import { Fact, Range, Stepper } from '../parts/controls.tsx';
import { Curve } from '../parts/Curve.tsx';
import { Plane } from '../parts/Plane.tsx';
import type { Point, Scale } from '../parts/Plane.tsx';
import { say } from '../words.ts';
import './maximum-likelihood.css';
import { SPREAD, emStep, gradientStep, logDensity, logLikelihood } from './two-means.ts';
import type { Theta } from './two-means.ts';
import { words } from './words.ts';

const REACH = 3;
const EXTENT = { x: [-REACH, REACH], y: [-REACH, REACH] } as const;
const STRIP = { x: [-REACH - 1, REACH + 1], y: [-0.08, 0.5] } as const;
/** Nats below the summit at which the landscape is dark. */
const DEPTH = 60;
/** The summit is reached where a step gains less, nats. */
const FLAT = 1e-5;
const MOST_STEPS = 400;

const COLOUR = { A: '#f3ead8', B: '#63b2de', em: '#e6be64', slope: '#86cd96' } as const;

/** Two halves of thirteen points each. */
function sampled(): number[] {
  const rng = rngFor(6, 'likelihood');
  return Array.from({ length: 26 }, (_, i) => (i % 2 === 0 ? -1.25 : 1.15) + SPREAD * rng.normal());
}

interface Paths {
  readonly em: readonly Theta[];
  readonly slope: readonly Theta[];
}
const from = (theta: Theta): Paths => ({ em: [theta], slope: [theta] });

/** Data, two settings of a model, and the ways up from one of them. */
export function Live() {
  const [data, setData] = useState(sampled);
  const [a, setA] = useState<Theta>([-2.4, -0.8]);
  const [b, setB] = useState<Theta>([1.9, -2.2]);
  const [paths, setPaths] = useState(() => from([-2.4, -0.8]));
  const [rate, setRate] = useState(0.15);

  const field = useMemo(() => {
    let top = -Infinity;
    for (let x = -REACH; x <= REACH; x += 0.1)
      for (let y = -REACH; y <= REACH; y += 0.1) top = Math.max(top, logLikelihood([x, y], data));
    // Squared, so that the summits stand out and the saddle still shows.
    return (x: number, y: number) => Math.max(0, 1 + (logLikelihood([x, y], data) - top) / DEPTH) ** 2;
  }, [data]);

  const done = { em: climbed(paths.em, data), slope: climbed(paths.slope, data) };
  const step = (): boolean => {
    const [em, slope] = [paths.em.at(-1)!, paths.slope.at(-1)!];
    setPaths({
      em: done.em ? paths.em : [...paths.em, emStep(em, data)],
      slope: done.slope ? paths.slope : [...paths.slope, gradientStep(slope, data, rate)],
    });
    return !(done.em && done.slope);
  };
  const move = (id: string, { x, y }: Point): void => {
    if (id === 'B') return setB([x, y]);
    setA([x, y]);
    setPaths(from([x, y]));
  };

  const [ofA, ofB] = [logLikelihood(a, data), logLikelihood(b, data)];
  return (
    <>
      <Bench
        part={0}
        line={say(words.surfaceLine)}
        stage={
          <Plane
            extent={EXTENT}
            label={say(words.surfaceLabel)}
            field={field}
            xName={say(words.theta1)}
            yName={say(words.theta2)}
            handles={[
              { id: 'A', x: a[0], y: a[1], label: say(words.handle, { name: 'A' }), kind: 'setting', colour: COLOUR.A },
              { id: 'B', x: b[0], y: b[1], label: say(words.handle, { name: 'B' }), kind: 'setting', colour: COLOUR.B },
            ]}
            onMove={move}
          >
            {(scale) => (
              <>
                <Path scale={scale} path={paths.slope} colour={COLOUR.slope} />
                <Path scale={scale} path={paths.em} colour={COLOUR.em} />
                {(['A', 'B'] as const).map((name) => {
                  const [x, y] = name === 'A' ? a : b;
                  return (
                    <text
                      key={name}
                      class="likelihood__name"
                      x={scale.x(x) + 24}
                      y={scale.y(y) - 18}
                      fill={COLOUR[name]}
                    >
                      {name}
                    </text>
                  );
                })}
              </>
            )}
          </Plane>
        }
        controls={
          <>
            <h3>{say(words.data)}</h3>
            <Strip
              data={data}
              a={a}
              b={b}
              onMove={(i, x) => (setData(data.map((v, j) => (j === i ? x : v))), setPaths(from(a)))}
            />
            <div class="facts">
              <Fact name={say(words.likelihoodOf, { name: 'A' })}>{formatFixed(ofA, 1)}</Fact>
              <Fact name={say(words.likelihoodOf, { name: 'B' })}>{formatFixed(ofB, 1)}</Fact>
            </div>
            <Fact name={say(words.times)}>{comparison(ofA, ofB)}</Fact>
            <h3>{say(words.climb)}</h3>
            <Stepper onStep={step} onReset={() => setPaths(from(a))} everyMs={160} done={done.em && done.slope} />
            <Range
              label={say(words.rate)}
              value={rate}
              min={0.02}
              max={1}
              step={0.02}
              shown={formatFixed(rate, 2)}
              onChange={setRate}
            />
            <div class="facts">
              {(['em', 'slope'] as const).map((way) => (
                <Fact key={way} name={say(words.reached, { way: say(way === 'em' ? words.byEm : words.bySlope) })}>
                  <span style={{ color: COLOUR[way] }}>
                    {done[way] ? say(words.count, { n: paths[way].length - 1 }) : say(words.climbing)}
                  </span>
                </Fact>
              ))}
            </div>
            <Curve
              height={170}
              xName={say(words.steps)}
              label={say(words.curve)}
              xDomain={[0, Math.max(20, paths.em.length, paths.slope.length)]}
              lines={(['em', 'slope'] as const).map((way) => ({
                name: say(way === 'em' ? words.byEm : words.bySlope),
                colour: COLOUR[way],
                points: paths[way].map((theta, i) => [i, logLikelihood(theta, data)]),
              }))}
            />
          </>
        }
      />
    </>
  );
}

function climbed(path: readonly Theta[], data: readonly number[]): boolean {
  if (path.length < 2) return false;
  const gain = logLikelihood(path.at(-1)!, data) - logLikelihood(path.at(-2)!, data);
  return Math.abs(gain) < FLAT || path.length > MOST_STEPS;
}

/** Which of the two is likelier and by what factor, as far as a factor can be read. */
function comparison(ofA: number, ofB: number): string {
  const gap = Math.abs(ofA - ofB);
  if (gap < 0.005) return say(words.equal);
  const power = Math.floor(gap / Math.LN10);
  const n =
    power < 6
      ? new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 }).format(Math.exp(gap))
      : formatPowerOfTen(power);
  return say(words.factor, { name: ofA > ofB ? 'A' : 'B', n });
}

function Path({
  scale,
  path,
  colour,
}: {
  readonly scale: Scale;
  readonly path: readonly Theta[];
  readonly colour: string;
}) {
  return (
    <g class="plane__dot">
      <polyline
        class="plane__line"
        style={{ stroke: colour }}
        points={path.map(([x, y]) => `${scale.x(x)},${scale.y(y)}`).join(' ')}
      />
      {path.slice(1).map(([x, y], i) => (
        <circle key={i} cx={scale.x(x)} cy={scale.y(y)} r={6} fill={colour} />
      ))}
    </g>
  );
}

interface StripProps {
  readonly data: readonly number[];
  readonly a: Theta;
  readonly b: Theta;
  readonly onMove: (index: number, x: number) => void;
}

/** The points on their line, the densities of both settings above. */
function Strip({ data, a, b, onMove }: StripProps) {
  const xs = Array.from({ length: 161 }, (_, i) => STRIP.x[0] + (i / 160) * (STRIP.x[1] - STRIP.x[0]));
  return (
    <Plane
      extent={STRIP}
      aspect={0.4}
      label={say(words.dataLabel)}
      handles={data.map((x, i) => ({ id: String(i), x, y: 0, label: say(words.point, { n: i + 1 }), still: true }))}
      onMove={(id, to) => onMove(Number(id), to.x)}
    >
      {(scale) => (
        <>
          <line class="plane__line" x1={0} x2={1000} y1={scale.y(0)} y2={scale.y(0)} style={{ strokeWidth: 1 }} />
          {(
            [
              ['A', a],
              ['B', b],
            ] as const
          ).map(([name, theta]) => (
            <polyline
              key={name}
              class="plane__line"
              style={{ stroke: COLOUR[name], strokeWidth: 5 }}
              points={xs.map((x) => `${scale.x(x)},${scale.y(Math.exp(logDensity(theta, x)))}`).join(' ')}
            />
          ))}
        </>
      )}
    </Plane>
  );
}
