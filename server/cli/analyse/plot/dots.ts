import type { Chart, Dot } from '../design.ts';
import { axis, logAxis, type Axis } from './axis.ts';
import {
  COLOURS,
  digits,
  escape,
  FAINT,
  fixed,
  INK,
  line,
  mark,
  placesOf,
  shortened,
  svg,
  text,
  WIDTH,
  widthOf,
} from './svg.ts';

type DotChart = Extract<Chart, { kind: 'dots' }>;

const RIGHT = 150;
const ROW = 20;
const BETWEEN = 10;

/** One row a value, whiskers for intervals, its numbers at the right; values of one name stand together. */
export function dotsOf(chart: DotChart): string {
  const { title, dots, unit, reference } = chart;
  const known = dots.filter(({ value }) => value !== null && Number.isFinite(value));
  if (known.length === 0) return '<p>Unknown for all.</p>';
  const series = [...new Set(dots.flatMap((dot) => dot.series ?? []))];
  const names = [...new Set(dots.map(({ name }) => name))];
  const left = Math.min(270, 24 + Math.max(...names.map(widthOf)));
  const legend = series.length > 0 ? 26 : 0;
  const top = legend + (reference ? 22 : 6);
  const places = placesOf(numbersOf(known));
  const write = (x: number): string => (chart.log ? digits(x) : fixed(x, places));
  const scale = scaleOf(chart, known, [left, WIDTH - RIGHT - 12]);
  let y = top;
  const rows = names.flatMap((name, n) => {
    const own = dots.filter((dot) => dot.name === name);
    const start = y;
    y += own.length * ROW + BETWEEN;
    const between = n > 0 ? [line([left, start], [WIDTH, start], FAINT)] : [];
    const label = text(left - 12, start + (y - start) / 2 + 4.5, shortened(name), 'end');
    return [
      ...between,
      label,
      ...own.map((dot, i) => rowOf(dot, start + BETWEEN / 2 + ROW * (i + 0.5), scale, series, write)),
    ];
  });
  const bottom = y;
  return svg(bottom + 44, title, [
    ...legendOf(series, left),
    ...scale.marks.map(
      (x) => line([scale.at(x), top], [scale.at(x), bottom], FAINT) + text(scale.at(x), bottom + 17, digits(x)),
    ),
    ...(reference ? referenceOf(reference, scale, top, bottom) : []),
    ...rows,
    text((left + WIDTH - RIGHT - 12) / 2, bottom + 37, unit),
  ]);
}

const numbersOf = (dots: readonly Dot[]): number[] =>
  dots.flatMap(({ value, low, high }) => [value!, low ?? value!, high ?? value!]).filter(Number.isFinite);

function scaleOf(
  { reference, log, range, zero }: DotChart,
  known: readonly Dot[],
  place: readonly [number, number],
): Axis {
  const numbers = numbersOf(known).filter((x) => !(log && x <= 0));
  if (zero) numbers.push(0);
  if (reference) numbers.push(reference.value);
  return log ? logAxis(numbers, place) : axis(numbers, place, { low: range?.[0], high: range?.[1] });
}

function rowOf(
  dot: Dot,
  y: number,
  { at, least, most }: Axis,
  series: readonly string[],
  write: (x: number) => string,
): string {
  const i = Math.max(0, series.indexOf(dot.series ?? ''));
  const colour = COLOURS[i % COLOURS.length]!;
  const said = (words: string): string => text(WIDTH - RIGHT, y + 4.5, words, 'start');
  if (dot.value === null || !Number.isFinite(dot.value)) return said('unknown');
  const interval = dot.low !== null || dot.high !== null;
  const end = (x: number | null, open: string): string => (x === null || !Number.isFinite(x) ? open : write(x));
  const numbers = `${write(dot.value)}${interval ? ` (${end(dot.low, '−∞')} to ${end(dot.high, '∞')})` : ''}`;
  const parts = [
    ...(interval ? [line([at(dot.low ?? least), y], [at(dot.high ?? most), y], colour, 2)] : []),
    ...(interval && dot.high === null ? [arrow(at(most), y, colour)] : []),
    mark(i, at(dot.value), y, colour),
    said(numbers),
  ];
  const tip = [dot.name, dot.series, numbers, dot.detail].filter(Boolean).join(', ');
  return `<g><title>${escape(tip)}</title>${parts.join('')}</g>`;
}

const arrow = (x: number, y: number, colour: string): string =>
  line([x, y], [x - 6, y - 4], colour, 2) + line([x, y], [x - 6, y + 4], colour, 2);

function legendOf(series: readonly string[], left: number): string[] {
  let x = left;
  return series.map((name, i) => {
    const at = x;
    x += 36 + widthOf(name);
    return mark(i, at + 5, 10, COLOURS[i % COLOURS.length]!) + text(at + 16, 14.5, name, 'start');
  });
}

/** Its name keeps inside the picture. */
function referenceOf(
  { value, name }: NonNullable<DotChart['reference']>,
  { at }: Axis,
  top: number,
  bottom: number,
): string[] {
  const half = widthOf(name) / 2;
  const x = Math.min(WIDTH - half, Math.max(half, at(value)));
  return [line([at(value), top], [at(value), bottom], INK, 1, '4 3'), text(x, top - 7, name)];
}
