import { MACHINE_HIGHER_IS_BETTER, MACHINE_SCORES, type MachineScore } from '../../../shared/domain/scores.ts';
import type { BoardRow, Estimate } from '../../../shared/protocol/http.ts';

/** What people say of a model: from verdicts, which are always offered, and of its variety. */
export const HUMAN_COLUMNS = ['fooled', 'errorRate', 'dPrime', 'nEff', 'varied'] as const;
export type HumanColumn = (typeof HUMAN_COLUMNS)[number];

/** What the league can show and be sorted by. */
export const COLUMNS = [...HUMAN_COLUMNS, ...MACHINE_SCORES] as const;
export type Column = (typeof COLUMNS)[number];
export { MACHINE_SCORES, type MachineScore };

/** Shown until the reader chooses others. */
export const USUAL_COLUMNS: readonly Column[] = [
  'fooled',
  'dPrime',
  'nEff',
  'varied',
  'frechet',
  'kid',
  'inceptionScore',
  'precision',
  'recall',
  'coverage',
];

/** People beside machines on how varied a model is. */
export const DIVERSITY_COLUMNS: readonly Column[] = ['nEff', 'varied', 'inceptionScore', 'recall', 'coverage'];

export const isHuman = (column: Column): column is HumanColumn => (HUMAN_COLUMNS as readonly Column[]).includes(column);

/** Counted over verdicts of single pictures. */
export const isVerdict = (column: Column): boolean => isHuman(column) && column !== 'nEff' && column !== 'varied';

/** True where a higher number means a better forger. */
export const HIGHER_IS_BETTER: Readonly<Record<Column, boolean>> = {
  fooled: true,
  errorRate: true,
  dPrime: false,
  nEff: true,
  varied: true,
  ...MACHINE_HIGHER_IS_BETTER,
};

export interface Sorting {
  readonly by: Column;
  /** Best forger first. */
  readonly bestFirst: boolean;
}

/** The number of a row in a column with its interval; null where nobody has counted it. Infinite where it is known from below alone: without an upper end the likeliest number says as little as any other above the lower one. */
export function estimateOf(row: BoardRow, column: Column): Estimate | null {
  if (column === 'nEff') {
    if (row.nEff === null) return null;
    const { value, low, high } = row.nEff;
    return { value: value === null || high === null ? Infinity : value, low, high: high ?? Infinity };
  }
  return isHuman(column) ? row[column] : (row.model.scores?.values[column] ?? null);
}

/** What the number of a row in a column was counted over: judgments, or images. */
export function countOf(row: BoardRow, column: Column): number {
  if (column === 'nEff' || column === 'varied') return row[column]?.n ?? 0;
  return isHuman(column) ? row.n : (row.model.scores?.values[column]?.n ?? 0);
}

/** Columns in their usual order of which some row has a number. */
export const filledColumns = (rows: readonly BoardRow[]): readonly Column[] =>
  COLUMNS.filter((column) => isVerdict(column) || rows.some((row) => estimateOf(row, column) !== null));

/** Rows in order; those without a number last, whichever way; those known from below by their lower ends; equal ones by kind, step and id, so that the order never flickers. */
export function sorted(rows: readonly BoardRow[], { by, bestFirst }: Sorting): readonly BoardRow[] {
  const up = HIGHER_IS_BETTER[by] !== bestFirst;
  return [...rows].sort((a, b) => {
    const x = estimateOf(a, by);
    const y = estimateOf(b, by);
    if (x === null || y === null) {
      if (x !== y) return x === null ? 1 : -1;
    } else if (x.value !== y.value) {
      return up ? x.value - y.value : y.value - x.value;
    } else if (x.value === Infinity && x.low !== y.low) {
      return up ? x.low - y.low : y.low - x.low;
    }
    return byKindAndStep(a, b);
  });
}

function byKindAndStep({ model: a }: BoardRow, { model: b }: BoardRow): number {
  if (a.generator !== b.generator) return a.generator < b.generator ? -1 : 1;
  return a.step - b.step || (a.id < b.id ? -1 : 1);
}

/** Sorting after a column's head was pressed: another column starts with its best, the same one turns round. */
export function pressed(now: Sorting, column: Column): Sorting {
  return now.by === column ? { by: column, bestFirst: !now.bestFirst } : { by: column, bestFirst: true };
}

/** Snapshots of the same run as a row, by step; the row alone where it stands alone. */
export function curveOf(rows: readonly BoardRow[], row: BoardRow): readonly BoardRow[] {
  if (row.model.runId === null) return [row];
  return rows.filter((other) => other.model.runId === row.model.runId).sort((a, b) => a.model.step - b.model.step);
}

/** Runs of which people have judged two snapshots at least, each by step. */
export function judgedRuns(rows: readonly BoardRow[]): readonly (readonly BoardRow[])[] {
  const runs = new Set(rows.flatMap(({ model }) => model.runId ?? []));
  return [...runs]
    .map((run) =>
      curveOf(
        rows,
        rows.find(({ model }) => model.runId === run)!,
      ),
    )
    .filter((curve) => curve.filter(({ fooled }) => fooled !== null).length > 1);
}

/** Of each training the newest snapshot that people have judged, or the newest where they judged none; the others are its curve. */
export function oneOfEachRun(rows: readonly BoardRow[]): readonly BoardRow[] {
  const standing = new Map<string, BoardRow>();
  for (const row of rows) {
    const { runId } = row.model;
    if (runId === null) continue;
    const before = standing.get(runId);
    const [judged, was] = [isJudged(row), before !== undefined && isJudged(before)];
    if (!before || (judged === was ? row.model.step > before.model.step : judged)) standing.set(runId, row);
  }
  return rows.filter((row) => row.model.runId === null || standing.get(row.model.runId) === row);
}

export const isJudged = ({ fooled, nEff, varied }: BoardRow): boolean =>
  fooled !== null || nEff !== null || varied !== null;
