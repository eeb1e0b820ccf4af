import type { JudgmentInfo } from '../../shared/protocol/board.ts';

type Column = readonly [name: string, value: (row: JudgmentInfo) => string | number | boolean | null];

/** Columns of the file; participant, truth, model, response, image, confidence, rt and room are those that `uncanny analyse` reads. */
const COLUMNS: readonly Column[] = [
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

/** RFC 4180; UTF-8 without a mark, so that every reader finds the first column. */
export const csvHead = (): string => `${COLUMNS.map(([name]) => name).join(',')}\r\n`;

export const csvLine = (row: JudgmentInfo): string => `${COLUMNS.map(([, value]) => cell(value(row))).join(',')}\r\n`;

/** A text that a spreadsheet would take for a formula gets an apostrophe before it; quotes are doubled. */
export function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
