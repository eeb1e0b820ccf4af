import type { JudgmentInfo, TwinsInfo, VarietyInfo, WallInfo, WallsQuery } from '../../shared/protocol/board.ts';

type Column<Row> = readonly [name: string, value: (row: Row) => string | number | boolean | null];

/** Columns of the file; participant, truth, model, response, image, confidence, rt and room are those that `uncanny analyse` reads. */
const COLUMNS: readonly Column<JudgmentInfo>[] = [
  ['participant', (row) => row.participant],
  ['room', (row) => row.room],
  ['game', (row) => row.game],
  ['trial', (row) => row.trial],
  ['at', (row) => new Date(row.at).toISOString()],
  ['mode', (row) => row.mode],
  ['truth', (row) => row.truth],
  ['model', (row) => row.model],
  ['response', (row) => row.response],
  ['confidence', (row) => Math.max(row.pFake, 1 - row.pFake)],
  ['p_fake', (row) => row.pFake],
  ['image', (row) => row.image],
  ['label', (row) => row.label],
  ['rt', (row) => row.responseMs],
  ['simulated', (row) => row.simulated],
];

const commonOf = <Row extends WallInfo>(): Column<Row>[] => [
  ['participant', (row) => row.participant],
  ['room', (row) => row.room],
  ['game', (row) => row.game],
  ['trial', (row) => row.trial],
  ['at', (row) => new Date(row.at).toISOString()],
  ['mode', (row) => row.mode],
  ['wall', (row) => row.wall],
  ['size', (row) => row.size],
];

/** As `uncanny analyse --design twins --pairs one` reads it. */
const TWINS: readonly Column<TwinsInfo>[] = [
  ...commonOf<TwinsInfo>(),
  ['model', (row) => row.model],
  ['planted', (row) => row.planted],
  ['planted_found', (row) => row.plantedFound],
  ['pairs', (row) => row.pairs],
  ['comparisons', (row) => row.comparisons],
  ['pair', (row) => row.pair],
  ['sure', (row) => row.sure],
  ['pictures', (row) => row.pictures],
  ['rt', (row) => row.responseMs],
  ['simulated', (row) => row.simulated],
];

/** As `uncanny analyse --design variety` reads it. */
const VARIETY: readonly Column<VarietyInfo>[] = [
  ...commonOf<VarietyInfo>(),
  ['left', (row) => row.left],
  ['right', (row) => row.right],
  ['winner', (row) => row.winner],
  ['p_right', (row) => row.pRight],
  ['class', (row) => row.label],
  ['left_spread', (row) => row.leftSpread],
  ['right_spread', (row) => row.rightSpread],
  ['left_pictures', (row) => row.leftPictures],
  ['right_pictures', (row) => row.rightPictures],
  ['rt', (row) => row.responseMs],
  ['simulated', (row) => row.simulated],
];

/** RFC 4180; UTF-8 without a mark, so that every reader finds the first column. */
const headOf = <Row>(columns: readonly Column<Row>[]): string => `${columns.map(([name]) => name).join(',')}\r\n`;
const lineOf = <Row>(columns: readonly Column<Row>[], row: Row): string =>
  `${columns.map(([, value]) => cell(value(row))).join(',')}\r\n`;

export const csvHead = (): string => headOf(COLUMNS);
export const csvLine = (row: JudgmentInfo): string => lineOf(COLUMNS, row);

export const wallsHead = (mode: WallsQuery['mode']): string => (mode === 'twins' ? headOf(TWINS) : headOf(VARIETY));
export const wallsLine = (row: WallInfo): string => (row.mode === 'twins' ? lineOf(TWINS, row) : lineOf(VARIETY, row));

/** A text that a spreadsheet would take for a formula gets an apostrophe before it; quotes are doubled. */
export function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
