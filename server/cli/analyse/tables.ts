import { escape } from './plot.ts';
import { digits } from './plot/svg.ts';

type Row = Readonly<Record<string, unknown>>;

/** Rows that a page shows of a table; the JSON has all. */
const MOST_ROWS = 24;

/** As papers write them. */
const HEADS: Readonly<Record<string, string>> = {
  d_prime: "d'",
  d_prime_pooled: "d', pooled",
  n_eff: 'N_eff',
  n_eff_corrected: 'N_eff, corrected',
  n_eff_birthday: 'N_eff, birthday',
  hype_time: 'HYPE-time',
  se: 's.e.',
  n_needed: 'n needed',
  kl_to_uniform: 'KL to uniform',
  kl_to_data: 'KL to data',
  icc: 'ICC',
  icc_1: 'ICC(1)',
  icc_2: 'ICC(2)',
  icc_3: 'ICC(3)',
  icc_1_mean: 'ICC(1), mean',
  icc_2_mean: 'ICC(2), mean',
  icc_3_mean: 'ICC(3), mean',
  krippendorff_alpha: "Krippendorff's alpha",
  human_inception_score: 'human Inception Score',
  roc: 'ROC',
};

export const headOf = (name: string): string => HEADS[name] ?? name.replaceAll('_', ' ');

/** A table of every list of records, and of every record, nested ones after the one they stand in. */
export function tablesOf(result: Row, within = ''): string[] {
  return Object.entries(result).flatMap(([name, value]) => {
    const title = within ? `${within}, ${headOf(name)}` : headOf(name);
    if (isIntervalOf(name, result)) return [];
    if (isTable(value)) return [tableOf(title, value)];
    if (!isRecord(value)) return [];
    const own = Object.entries(value).filter(([, each]) => !isTable(each) && !isRecord(each));
    // A record of values beside a record of their intervals.
    const intervals = result[`${name}_ci`];
    const merged = isRecord(intervals)
      ? Object.fromEntries(
          own.flatMap(([key, each]) => [
            [key, each],
            [`${key}_ci`, intervals[key]],
          ]),
        )
      : Object.fromEntries(own);
    const rows = cellsOf(merged).map(({ head, text }) => [escape(head), text]);
    const table = rows.length > 0 ? [htmlTable(title, ['measure', 'value'], rows)] : [];
    return [...table, ...tablesOf(nestedIn(value), title)];
  });
}

/** Numbers and words that stand by themselves. */
export function factsOf(result: Row): string {
  const single = Object.entries(result).filter(([, value]) => !isTable(value) && !isRecord(value));
  const facts = cellsOf(Object.fromEntries(single)).filter(({ text }) => text !== '');
  if (facts.length === 0) return '';
  const list = facts.map(({ head, text }) => `<dt>${escape(head)}</dt><dd>${text}</dd>`);
  return `<dl>${list.join('')}</dl>`;
}

function tableOf(title: string, rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const full = rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
  const cells = full.slice(0, MOST_ROWS).map(cellsOf);
  const more = rows.length - MOST_ROWS;
  const rest = more > 0 ? `The first ${MOST_ROWS}; ${more.toLocaleString('en')} more with --json.` : '';
  return htmlTable(
    title,
    cells[0]!.map((each) => each.head),
    cells.map((row) => row.map(({ text }) => text)),
    rest,
  );
}

/** @param rows HTML of each cell */
function htmlTable(title: string, heads: readonly string[], rows: readonly (readonly string[])[], about = ''): string {
  const head = heads.map((each) => `<th>${escape(each)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join('')}</tr>`).join('');
  return `<div class="wide"><table><caption><b class="no">${escape(capital(title))}.</b> ${about}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

interface Cell {
  readonly head: string;
  /** HTML. */
  readonly text: string;
}

/** Whose interval it is: `x_ci` is of `x`, `ci_x` of what ends in x, `ci` of the value before it. */
function ownerOf<Named extends { readonly name: string }>(name: string, cells: readonly Named[]): Named | undefined {
  if (name === 'ci') return cells.findLast((each) => each.name !== 'se');
  if (name.startsWith('ci_')) return cells.find((each) => each.name.endsWith(name.slice(2)));
  return cells.find((each) => `${each.name}_ci` === name);
}

/** A value and its interval share a cell. */
function cellsOf(row: Row): Cell[] {
  const cells: { name: string; text: string }[] = [];
  for (const [name, value] of Object.entries(row)) {
    const owner = ownerOf(name, cells);
    if (owner) {
      if (isInterval(value)) owner.text += ` <small>(${ends(value)})</small>`;
    } else cells.push({ name, text: isInterval(value) && /^ci|ci$/.test(name) ? ends(value) : valueText(value) });
  }
  return cells.map(({ name, text }) => ({ head: headOf(name), text }));
}

const ends = ([low, high]: readonly [number | null, number | null]): string =>
  `${low === null ? '−∞' : number(low)} to ${high === null ? '∞' : number(high)}`;

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return escape(String(value));
}

/** Whole numbers as they are, others to three figures after the point or one, small ones to three that count. */
function number(value: number): string {
  if (Number.isInteger(value)) return digits(value);
  const size = Math.abs(value);
  const text = size < 0.01 ? String(Number(value.toPrecision(3))) : value.toFixed(size >= 10 ? 1 : 3);
  return text.replaceAll('-', '−');
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const isIntervalOf = (name: string, row: Row): boolean => name.endsWith('_ci') && isRecord(row[name.slice(0, -3)]);

const nestedIn = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => isTable(value) || isRecord(value)));

const isRecord = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

const isTable = (value: unknown): value is readonly Row[] =>
  Array.isArray(value) && value.length > 0 && value.every(isRecord);

const isInterval = (value: unknown): value is readonly [number | null, number | null] =>
  Array.isArray(value) && value.length === 2 && value.every((each) => each === null || typeof each === 'number');
