import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { rngFor } from '../../../shared/random.ts';
import { formatCount, formatPercent } from '../../i18n/numbers.ts';
import { Switch } from '../../ui/Field.tsx';
import { Bench } from '../parts/Bench.tsx';
import { Fact, Stepper } from '../parts/controls.tsx';
import { Curve } from '../parts/Curve.tsx';
import { Plane } from '../parts/Plane.tsx';
import { say } from '../words.ts';
import { CLUMPS, COLLAPSING, Duel, FAIR, reached, realPoints } from './duel.ts';
import { words } from './words.ts';

const EXTENT = { x: [-2.4, 2.4], y: [-2.4, 2.4] } as const;
const SHOWN = 300;
/** A clump is reached with a third of its fair share. */
const LEAST = SHOWN / CLUMPS / 3;
/** Share that the newest round has in the running mean. */
const NEWEST = 0.08;
/** The browser plays so long between two drawings, ms. */
const PATIENCE_MS = 40;
const HISTORY = 240;

interface Standing {
  readonly round: number;
  readonly right: number;
  readonly history: readonly { readonly round: number; readonly right: number; readonly clumps: number }[];
}
const START: Standing = { round: 0, right: 0.5, history: [] };

/** A forger and a judge that learn while one watches. */
export function OnThePlane() {
  const [seed, setSeed] = useState(1);
  const [collapse, setCollapse] = useState(false);
  const [standing, setStanding] = useState(START);
  const duel = useRef(new Duel(1));
  useEffect(() => {
    duel.current = new Duel(seed);
    setStanding(START);
  }, [seed]);

  const real = useMemo(() => realPoints(160, rngFor(1, 'shown real')), []);
  const made = useMemo(() => duel.current.made(SHOWN, 1), [standing]);
  const found = useMemo(() => reached(made), [made]);
  const clumps = found.counts.filter((count) => count >= LEAST).length;
  const field = useMemo(() => beliefOf(duel.current), [standing]);

  function play(rounds: number): boolean {
    const until = performance.now() + PATIENCE_MS;
    let { round, right } = standing;
    for (let i = 0; i < rounds && (i < 1 || performance.now() < until); i++) {
      const score = duel.current.play(collapse ? COLLAPSING : FAIR);
      round = score.round;
      right += NEWEST * (score.right - right);
    }
    const now = reached(duel.current.made(SHOWN, 1)).counts.filter((count) => count >= LEAST).length;
    setStanding({ round, right, history: thinned([...standing.history, { round, right, clumps: now / CLUMPS }]) });
    return round < 20_000;
  }

  return (
    <Bench
      part={1}
      line={say(words.duelLine)}
      stage={
        <Plane extent={EXTENT} label={say(words.duelLabel)} field={field}>
          {(scale) => (
            <g class="plane__dot">
              <Dots points={real} x={scale.x} y={scale.y} r={5} fill="#f3ead8" />
              <Dots points={made} x={scale.x} y={scale.y} r={7} fill="#d4504a" />
            </g>
          )}
        </Plane>
      }
      controls={
        <>
          <Stepper
            stepWords={say(words.round10)}
            onStep={() => play(10)}
            onReset={() => setSeed(seed + 1)}
            everyMs={70}
          />
          <Switch label={say(words.collapse)} hint={say(words.collapseHint)} on={collapse} onChange={setCollapse} />
          <div class="facts">
            <Fact name={say(words.round)}>{formatCount(standing.round)}</Fact>
            <Fact name={say(words.reached)}>{say(words.ofEight, { n: clumps })}</Fact>
            <Fact name={say(words.right)} note={say(words.rightNote)}>
              {formatPercent(standing.right)}
            </Fact>
          </div>
          <Curve
            height={190}
            xName={say(words.round)}
            label={say(words.curve)}
            yDomain={[0, 1]}
            lines={[
              {
                name: say(words.judgeLine),
                colour: '#e6be64',
                points: standing.history.map(({ round, right }) => [round, right]),
              },
              {
                name: say(words.clumpLine),
                colour: '#63b2de',
                points: standing.history.map((entry) => [entry.round, entry.clumps]),
              },
            ]}
          />
        </>
      }
    />
  );
}

/** Scores of the judge as light: its own lowest and highest on the plane are dark and bright. */
function beliefOf(duel: Duel): (x: number, y: number) => number {
  const side = 48;
  const points = new Float64Array(2 * side * side);
  const place = (i: number): number => EXTENT.x[0] + ((i + 0.5) / side) * (EXTENT.x[1] - EXTENT.x[0]);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) points.set([place(column), place(row)], 2 * (row * side + column));
  const scores = duel.scores(points);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const cell = (v: number): number =>
    Math.max(0, Math.min(side - 1, Math.floor(((v - EXTENT.x[0]) / (EXTENT.x[1] - EXTENT.x[0])) * side)));
  return (x, y) => ((scores[cell(y) * side + cell(x)]! - low) / Math.max(1e-9, high - low)) ** 3;
}

/** Every second point of the older half goes once there are too many. */
const thinned = <T,>(points: readonly T[]): readonly T[] =>
  points.length <= HISTORY ? points : points.filter((_, i) => i % 2 === 0 || i > HISTORY / 2);

interface DotsProps {
  readonly points: Float64Array;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly r: number;
  readonly fill: string;
}

/** Many points as one path, so that drawing them is cheap. */
function Dots({ points, x, y, r, fill }: DotsProps) {
  let path = '';
  for (let i = 0; i < points.length; i += 2)
    path += `M${(x(points[i]!) - r).toFixed(1)} ${y(points[i + 1]!).toFixed(1)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  return <path d={path} fill={fill} fill-opacity={0.85} />;
}
