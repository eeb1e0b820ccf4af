import type { AgreementInfo, RankedMeasure } from '../../../shared/protocol/board.ts';
import type { BoardRow } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { countOf, estimateOf, isHuman, isVerdict } from './columns.ts';
import type { Column, MachineScore } from './columns.ts';
import { formatEstimate, formatInterval, modelName } from './words.ts';

type Value = string | number | null;

/** RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvCell(value: Value): string {
  if (value === null) return '';
  // As R, numpy and pandas read it.
  if (typeof value === 'number') return value === Infinity ? 'Inf' : String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

export const csvOf = (lines: readonly (readonly Value[])[]): string =>
  lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');

/** Characters that mean something to LaTeX, and signs that only some of its engines know. */
const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\u2212': '$-$',
  '\u2032': '$^\\prime$',
  '\u221e': '$\\infty$',
  '\u2192': '$\\to$',
  '\u2265': '$\\geq$',
  '\u00a0': '~',
};

/** A text as LaTeX sets it. */
export const latexCell = (text: string): string =>
  text.replace(/[\\~^\u2212\u2032\u221e\u2192\u2265\u00a0]|[&%$#_{}]/g, (sign) => LATEX[sign] ?? `\\${sign}`);

/** A table for booktabs, the first column left, the others right. */
export function latexTable(head: readonly string[], lines: readonly (readonly string[])[], caption: string): string {
  const line = (cells: readonly string[]): string => `  ${cells.map(latexCell).join(' & ')} \\\\`;
  return [
    '% \\usepackage{booktabs}',
    '\\begin{table}',
    `  \\caption{${latexCell(caption)}}`,
    `  \\begin{tabular}{l${'r'.repeat(head.length - 1)}}`,
    '  \\toprule',
    line(head),
    '  \\midrule',
    ...lines.map(line),
    '  \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');
}

/** The league in full digits: value, ends of the interval and n of every column. */
export function leagueCsv(rows: readonly BoardRow[], columns: readonly Column[]): string {
  const head = columns.flatMap((column) => [column, `${column}_low`, `${column}_high`, `${column}_n`]);
  return csvOf([
    ['model', 'name', 'step', 'participants', 'rooms', ...head],
    ...rows.map((row) => [
      row.model.id,
      row.model.generator,
      row.model.step,
      row.participants,
      row.rooms,
      ...columns.flatMap((column): Value[] => {
        const estimate = estimateOf(row, column);
        // The likeliest number too, where the page has a lower end alone.
        const value = (column === 'nEff' ? row.nEff?.value : null) ?? estimate?.value;
        return estimate ? [value!, estimate.low, estimate.high, countOf(row, column)] : [null, null, null, null];
      }),
    ]),
  ]);
}

/** The league as it is read: value and interval in a cell. n counts verdicts; searches and comparisons of walls are in their cells. */
export function leagueLatex(rows: readonly BoardRow[], columns: readonly Column[], caption: string): string {
  const n = columns.some(isVerdict) ? ['n'] : [];
  return latexTable(
    [t('board.model'), ...n, ...columns.map((column) => t(`board.${column}`))],
    rows.map((row) => [
      modelName(row),
      ...n.map(() => String(row.n)),
      ...columns.map((column) => latexCellOf(row, column)),
    ]),
    caption,
  );
}

function latexCellOf(row: BoardRow, column: Column): string {
  const estimate = estimateOf(row, column);
  if (!estimate) return '–';
  const counted = isHuman(column) && !isVerdict(column) ? `, n = ${countOf(row, column)}` : '';
  return `${formatEstimate(column, estimate)} ${formatInterval(column, estimate)}${counted}`;
}

export function agreementCsv(agreement: readonly AgreementInfo[]): string {
  return csvOf([
    ['people', 'score', 'kendall_tau_b', 'low', 'high', 'models'],
    ...agreement.map(({ people, score, tau, low, high, models }): Value[] => [people, score, tau, low, high, models]),
  ]);
}

/** tau and its interval to two digits: 0.80 [0.60, 1.00]. */
export function formatTau({ tau, low, high }: AgreementInfo): { readonly value: string; readonly interval: string } {
  const write = (x: number): string => x.toFixed(2).replace('-', '\u2212');
  return { value: write(tau), interval: low === null || high === null ? '' : `[${write(low)}, ${write(high)}]` };
}

/** A row for each score, a column for each measure of people. */
export function agreementLatex(
  agreement: readonly AgreementInfo[],
  scores: readonly MachineScore[],
  measures: readonly RankedMeasure[],
  caption: string,
): string {
  return latexTable(
    [t('board.score'), ...measures.map((measure) => t(`board.${measure}`))],
    scores.map((score) => [
      t(`board.${score}`),
      ...measures.map((measure) => {
        const found = agreement.find((each) => each.people === measure && each.score === score);
        if (!found) return '–';
        const { value, interval } = formatTau(found);
        return `${value} ${interval}`.trim();
      }),
    ]),
    caption,
  );
}
