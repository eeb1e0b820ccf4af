import type { RoomState } from '../game/state.ts';
import { gameMode } from '../../shared/domain/room.ts';
import { MODES } from '../modes/index.ts';
import type { JudgmentRow, PictureSourcesPort } from '../rooms/ports.ts';

export const COLUMNS = [
  'game',
  'mode',
  'trialIndex',
  'nickname',
  'playerId',
  'pictureId',
  'truth',
  'dataset',
  'modelId',
  'checkpointHash',
  'sourceSeed',
  'sourceIndex',
  'label',
  'pixelHash',
  'response',
  'pFake',
  'points',
  'responseMs',
  'serverMs',
  'displaySize',
  'displayScale',
  'devicePixelRatio',
  'frames',
  'blurred',
  'input',
  'dealing',
  'feedback',
  'scoringRule',
  'counts',
  'at',
  'trialId',
  'judgmentId',
] as const;

/** Columns that the modes of these rows add, each once; docs/judgments.md says what all of them hold. */
export function detailColumns(rows: readonly JudgmentRow[]): readonly string[] {
  const modes = gameMode.options.filter((name) => rows.some(({ mode }) => mode === name));
  return [...new Set(modes.flatMap((name) => MODES[name].columns.map((column) => column.name)))];
}

/** All judgments of a room as CSV (RFC 4180, UTF-8 with a mark for spreadsheets). Names cannot become formulas. */
export function judgmentsCsv(state: RoomState, rows: readonly JudgmentRow[], sources: PictureSourcesPort): string {
  const details = detailColumns(rows);
  const lines = rows.map((row) => {
    const { display } = row;
    const source = row.pictureId === null ? null : sources.provenance(row.pictureId);
    const cells: Readonly<Record<(typeof COLUMNS)[number], Cell>> = {
      ...row,
      nickname: state.players[row.playerId]?.nickname ?? state.kicked[row.playerId]?.nickname ?? '',
      dataset: source?.dataset,
      modelId: source?.modelId,
      checkpointHash: source?.checkpointHash,
      sourceSeed: source?.seed,
      sourceIndex: source?.index,
      label: source?.label,
      pixelHash: source?.pixelHash,
      displaySize: display.size,
      displayScale: display.scale,
      devicePixelRatio: display.devicePixelRatio,
      frames: display.frames,
      blurred: display.blurred,
      input: display.input,
      at: new Date(row.at).toISOString(),
    };
    const own = details.map((column) => cell(row.detail?.[column]));
    return [...COLUMNS.map((column) => cell(cells[column])), ...own].join(',');
  });
  return `\ufeff${[[...COLUMNS, ...details].join(','), ...lines].join('\r\n')}\r\n`;
}

type Cell = string | number | boolean | null | undefined;

/** A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
export function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[\s\u0000]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
