import type { Chart, Findings } from './design.ts';

/** Records whose values are all lines of a chart. */
const PLOTTED = new Set(['agreement', 'icc', 'krippendorff_alpha', 'krippendorff_alpha_ci']);

/** Findings for a person at a terminal: every chart as lines, then what has no chart. */
export function textOf({ result, charts, sentences = [], notes }: Findings): string {
  const lines = [
    ...charts.flatMap(chartLines),
    ...Object.entries(result).flatMap(([name, value]) => (PLOTTED.has(name) ? [] : scalarLine(name, value))),
    ...sentences,
    ...notes.map((note) => `Note: ${note}`),
  ];
  return `${lines.join('\n')}\n`;
}

function chartLines(chart: Chart): string[] {
  if (chart.kind !== 'dots') return [];
  const names = chart.dots.map(({ name, series }) => (series ? `${name}, ${series}` : name));
  const width = Math.max(...names.map((name) => name.length), 0);
  return [
    `${chart.title} (${chart.unit})`,
    ...chart.dots.map(({ value, low, high, detail }, i) => {
      const interval = low === null && high === null ? '' : ` (${end(low, '-inf')} to ${end(high, 'inf')})`;
      return `  ${names[i]!.padEnd(width)}  ${value === null ? 'unknown' : short(value)}${interval}${detail ? `  ${detail}` : ''}`;
    }),
  ];
}

const end = (value: number | null, open: string): string => (value === null ? open : short(value));

/** Numbers and words, and a record of them on one line. Tables are in the JSON. */
function scalarLine(name: string, value: unknown): string[] {
  if (typeof value === 'number')
    return [`${name}: ${Math.abs(value) >= 100 ? Number(value.toFixed(3)) : short(value)}`];
  if (typeof value === 'string') return [`${name}: ${value}`];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const parts = Object.entries(value).flatMap(([key, each]) => {
    if (typeof each === 'number') return [`${key} ${short(each)}`];
    if (!isInterval(each)) return [];
    return [`${key} ${end(each[0], '-inf')} to ${end(each[1], 'inf')}`];
  });
  return parts.length > 0 ? [`${name}: ${parts.join(', ')}`] : [];
}

const isInterval = (value: unknown): value is readonly [number | null, number | null] =>
  Array.isArray(value) && value.length === 2 && value.every((each) => each === null || typeof each === 'number');

export const short = (value: number): string =>
  Number.isInteger(value)
    ? String(value)
    : Math.abs(value) >= 100
      ? value.toFixed(1)
      : String(Number(value.toPrecision(3)));
