import type { Chart, Dot } from './design.ts';

const WIDTH = 760;
const INK = '#1d1d1f';
const FAINT = '#d8d8dc';
const COLOURS = ['#0b62c4', '#c2410c', '#15803d', '#7c3aed', '#a16207', '#be185d', '#0f766e', '#475569'];

/** A chart as SVG that needs no script and no style sheet. */
export function plotOf(chart: Chart): string {
  return chart.kind === 'dots' ? dotsOf(chart) : curvesOf(chart);
}

type DotChart = Extract<Chart, { kind: 'dots' }>;
type CurveChart = Extract<Chart, { kind: 'curves' }>;

function dotsOf({ title, dots, unit, reference }: DotChart): string {
  const known = dots.filter(({ value }) => value !== null && Number.isFinite(value));
  if (known.length === 0) return '<p>Unknown for all.</p>';
  const left = Math.min(260, 24 + 8 * Math.max(...dots.map(({ name }) => name.length)));
  const top = 18;
  const rowHeight = 26;
  const bottom = top + rowHeight * dots.length;
  const numbers = known
    .flatMap(({ value, low, high }) => [value!, low ?? value!, high ?? value!])
    .filter(Number.isFinite);
  if (reference) numbers.push(reference.value);
  const { at, marks } = axis(Math.min(...numbers), Math.max(...numbers), left, WIDTH - 90);
  const row = (dot: Dot, i: number): string => {
    const y = top + rowHeight * (i + 0.5);
    const label = text(left - 12, y + 4, shortened(dot.name), 'end');
    if (dot.value === null || !Number.isFinite(dot.value)) return label;
    const whisker =
      dot.low === null || dot.high === null
        ? ''
        : line(at(dot.low), y, at(finite(dot.high, dot.value)), y, COLOURS[0]!, 2);
    const tip = `${dot.name}: ${digits(dot.value)}${dot.low === null || dot.high === null ? '' : ` (${digits(dot.low)} to ${digits(dot.high)})`}${dot.detail ? `, ${dot.detail}` : ''}`;
    return `<g><title>${escape(tip)}</title>${label}${whisker}<circle cx="${px(at(dot.value))}" cy="${px(y)}" r="5" fill="${COLOURS[0]}"/>${text(WIDTH - 80, y + 4, digits(dot.value), 'start')}</g>`;
  };
  const parts = [
    ...marks.map((mark) => line(at(mark), top, at(mark), bottom, FAINT, 1) + text(at(mark), bottom + 18, digits(mark))),
    ...(reference
      ? [
          line(at(reference.value), top, at(reference.value), bottom, INK, 1, '4 3') +
            text(at(reference.value), 12, reference.name),
        ]
      : []),
    ...dots.map(row),
    text((left + WIDTH - 90) / 2, bottom + 38, unit),
  ];
  return svg(bottom + 46, title, parts);
}

function curvesOf({ title, x, y, curves, diagonal }: CurveChart): string {
  const points = curves.flatMap(({ points: each }) => each);
  if (points.length === 0) return '<p>No points.</p>';
  const [left, top, size] = [70, 16, 380];
  const across = axis(Math.min(...points.map(([a]) => a)), Math.max(...points.map(([a]) => a)), left, left + size);
  const up = axis(Math.min(...points.map(([, b]) => b)), Math.max(...points.map(([, b]) => b)), top + size, top);
  const parts = [
    ...across.marks.map(
      (mark) =>
        line(across.at(mark), top, across.at(mark), top + size, FAINT, 1) +
        text(across.at(mark), top + size + 18, digits(mark)),
    ),
    ...up.marks.map(
      (mark) =>
        line(left, up.at(mark), left + size, up.at(mark), FAINT, 1) +
        text(left - 8, up.at(mark) + 4, digits(mark), 'end'),
    ),
    ...(diagonal ? [line(across.at(0), up.at(0), across.at(1), up.at(1), INK, 1, '4 3')] : []),
    ...curves.map(({ name, points: each }, i) => {
      const colour = COLOURS[i % COLOURS.length]!;
      const path = each.map(([a, b]) => `${px(across.at(a))},${px(up.at(b))}`).join(' ');
      return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${line(left + size + 24, top + 14 + 22 * i, left + size + 44, top + 14 + 22 * i, colour, 3)}${text(left + size + 52, top + 18 + 22 * i, shortened(name), 'start')}`;
    }),
    text(left + size / 2, top + size + 38, x),
    text(left, 12, y, 'start'),
  ];
  return svg(top + size + 46, title, parts);
}

/** Round marks and a place for every number between. */
function axis(low: number, high: number, from: number, to: number): { at: (x: number) => number; marks: number[] } {
  const span = high - low || Math.max(1e-9, Math.abs(high)) * 0.1;
  const [least, most] = [low - 0.05 * span, high + 0.05 * span];
  const rough = (most - least) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough)!;
  const marks: number[] = [];
  for (let mark = Math.ceil(least / step); mark * step <= most; mark++) marks.push(mark * step);
  return { at: (x) => from + ((Math.min(most, Math.max(least, x)) - least) / (most - least)) * (to - from), marks };
}

const finite = (x: number, otherwise: number): number => (Number.isFinite(x) ? x : otherwise);
const px = (x: number): string => x.toFixed(1);
const shortened = (name: string): string => (name.length > 30 ? `${name.slice(0, 29)}…` : name);

function digits(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  return Math.abs(x) >= 100 ? x.toFixed(0) : String(Number(x.toFixed(3)));
}

function svg(height: number, title: string, parts: readonly string[]): string {
  return `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escape(title)}" font-family="system-ui,sans-serif" font-size="13">${parts.join('')}</svg>`;
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string, width: number, dashes?: string): string {
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${colour}" stroke-width="${width}"${dashes ? ` stroke-dasharray="${dashes}"` : ''}/>`;
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end' = 'middle'): string {
  return `<text x="${px(x)}" y="${px(y)}" text-anchor="${anchor}" fill="${INK}">${escape(words)}</text>`;
}

/** For text and attributes of HTML and SVG. */
export function escape(words: string): string {
  return words.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
