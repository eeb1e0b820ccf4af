import { useCallback } from 'preact/hooks';
import { formatTick } from '../../i18n/numbers.ts';
import { Chart } from '../../ui/Chart.tsx';
import type { Plot } from '../../ui/Chart.tsx';

export interface CurveLine {
  readonly name: string;
  readonly colour: string;
  /** [x, y] in order of x. */
  readonly points: readonly (readonly [number, number])[];
}

interface CurveProps {
  readonly lines: readonly CurveLine[];
  readonly xName: string;
  readonly label: string;
  /** CSS pixels. */
  readonly height?: number;
  /** A value of x to mark. */
  readonly at?: number;
  readonly yDomain?: readonly [number, number];
  readonly xDomain?: readonly [number, number];
}

/** Lines over a common x, in the look of the pages. */
export function Curve({ lines, xName, label, height = 200, at, yDomain, xDomain }: CurveProps) {
  const rows = lines.flatMap(({ name, points }) => points.map(([x, y]) => ({ x, y, name })));
  const draw = useCallback(
    (plot: Plot, width: number) => {
      const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
      return plot.plot({
        width,
        height,
        marginLeft: 3.4 * root,
        marginBottom: 2.4 * root,
        style: { background: 'none', color: '#cfc3ad', fontSize: `${0.85 * root}px`, fontFamily: 'inherit' },
        x: { label: xName, ticks: 5, ...(xDomain && { domain: xDomain }) },
        y: { label: null, grid: true, ticks: 4, nice: true, tickFormat: formatTick, domain: yDomain ?? spanned(rows) },
        color: {
          domain: lines.map(({ name }) => name),
          range: lines.map(({ colour }) => colour),
          legend: lines.length > 1,
        },
        marks: [
          ...(at === undefined ? [] : [plot.ruleX([at], { stroke: '#e6c98b', strokeDasharray: '4 3' })]),
          plot.line(rows, { x: 'x', y: 'y', z: 'name', stroke: 'name', strokeWidth: 2.5 }),
          ...(rows.length < 60 ? [plot.dot(rows, { x: 'x', y: 'y', fill: 'name', r: 3 })] : []),
        ],
      });
    },
    [JSON.stringify(lines), xName, height, at, yDomain?.join(), xDomain?.join()],
  );
  return <Chart draw={draw} label={label} height={height} />;
}

/** From the least to the greatest; a little around a single value. */
function spanned(rows: readonly { readonly y: number }[]): [number, number] {
  const low = Math.min(...rows.map(({ y }) => y));
  const high = Math.max(...rows.map(({ y }) => y));
  const least = Math.max(1e-9, Math.abs(high) * 0.02);
  return high - low < least ? [low - least, high + least] : [low, high];
}
