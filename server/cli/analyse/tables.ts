import { escape } from './plot.ts';
import { digits } from './plot/svg.ts';

type Row = Readonly<Record<string, unknown>>;

/** Rows that a page shows of a table; the JSON has all. */
const MOST_ROWS = 24;

/** As papers write them. */
const HEADS: Readonly<Record<string, string>> = {
  d_prime: "d'",
  n_eff: 'N_eff',
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

function headOf(name: string): string {
  const [, base = name, suffix] = /^(.+)_(pooled|corrected)$/.exec(name) ?? [];
  return `${HEADS[base] ?? base.replaceAll('_', ' ')}${suffix ? `, ${suffix}` : ''}`;
}

/** A table of every list of records, and of every record, nested ones after the one they stand in. */
export function tablesOf(result: Row, within = ''): string[] {
  return Object.entries(result).flatMap(([name, value]) => {
    const title = within ? `${within}, ${headOf(name)}` : headOf(name);
    if (isIntervalOf(name, result)) return [];
    if (isTable(value)) return [tableOf(title, value)];
    if (!isRecord(value)) return [];
    if (isConfusion(value)) return [confusionTable(title, value)];
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
  return partsOf(cells)
    .map((places, part) =>
      htmlTable(
        part === 0 ? title : `${title}, continued`,
        places.map((place) => cells[0]![place]!.head),
        cells.map((row) => places.map((place) => row[place]!.text)),
        part === 0 ? rest : '',
      ),
    )
    .join('');
}

/** Characters that stand side by side on the page. */
const MOST_ACROSS = 150;
/** Between two columns. */
const GUTTER = 3;

/** Places of the columns of each part of a table that is too wide for the page; the first column leads them all. */
function partsOf(rows: readonly (readonly Cell[])[]): number[][] {
  const plain = (html: string): number => html.replace(/<[^>]*>/g, '').replace(/&#\d+;/g, '.').length;
  const widths = rows[0]!.map(
    ({ head }, place) => rows.reduce((most, row) => Math.max(most, plain(row[place]!.text)), head.length) + GUTTER,
  );
  const parts: number[][] = [[0]];
  let across = widths[0]!;
  for (let place = 1; place < widths.length; place++) {
    if (across + widths[place]! > MOST_ACROSS && parts.at(-1)!.length > 1) {
      parts.push([0]);
      across = widths[0]!;
    }
    parts.at(-1)!.push(place);
    across += widths[place]!;
  }
  return parts;
}

interface Confusion {
  readonly classes: readonly string[];
  /** [classes][classes and none] */
  readonly labelled: readonly (readonly number[])[];
}

const isConfusion = (value: Row): value is Row & Confusion =>
  Array.isArray(value.classes) && Array.isArray(value.labelled) && value.labelled.every(Array.isArray);

function confusionTable(title: string, { classes, labelled }: Confusion): string {
  return htmlTable(
    title,
    ['is', ...classes.map((name) => `called ${name}`), 'none'],
    labelled.map((row, k) => [escape(classes[k]!), ...row.map((share) => share.toFixed(3))]),
    'Shares of the labels of real pictures of each class.',
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
  const cells: { name: string; value: unknown; text: string }[] = [];
  for (const [name, value] of Object.entries(row)) {
    const owner = ownerOf(name, cells);
    if (!owner) {
      const alone = isInterval(value) && /^ci|ci$/.test(name);
      cells.push({ name, value, text: alone ? ends(value) : valueText(value) });
    } else if (isInterval(value)) owner.text += ` <small>(${ends(value, owner.value)})</small>`;
  }
  return cells.map(({ name, text }) => ({ head: headOf(name), text }));
}

/** @param like the value whose interval it is */
function ends([low, high]: readonly [number | null, number | null], like?: unknown): string {
  const write = (x: number): string => number(x, typeof like === 'number' && !Number.isInteger(like) ? like : x);
  return `${low === null ? '−∞' : write(low)} to ${high === null ? '∞' : write(high)}`;
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return escape(String(value));
}

/** Whole numbers as they are; others as `like` is written: three figures after the point or one, of small ones three that count. */
function number(value: number, like = value): string {
  if (value === 0 || (Number.isInteger(value) && like === value)) return digits(value);
  const size = Math.abs(like);
  const places = size >= 10 ? 1 : size < 0.001 && size > 0 ? 2 - Math.floor(Math.log10(size)) : 3;
  return value.toFixed(Math.min(20, places)).replace('-', '−');
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
