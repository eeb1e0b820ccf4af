import type { BoardRow, Estimate } from '../../../shared/protocol/http.ts';

/** What the league can be sorted by. */
export const COLUMNS = ['fooled', 'dPrime', 'frechet', 'inceptionScore', 'kid'] as const;
export type Column = (typeof COLUMNS)[number];

/** The machine scores among them: what the scatter plot can have across. */
export const MACHINE_SCORES = ['frechet', 'inceptionScore', 'kid'] as const;
export type MachineScore = (typeof MACHINE_SCORES)[number];

/** True where a higher number means a better forger. */
export const HIGHER_IS_BETTER: Readonly<Record<Column, boolean>> = {
  fooled: true,
  dPrime: false,
  frechet: false,
  inceptionScore: true,
  kid: false,
};

export interface Sorting {
  readonly by: Column;
  /** Best forger first. */
  readonly bestFirst: boolean;
}

/** The number of a row in a column with its interval; null where nobody has counted it. */
export function estimateOf(row: BoardRow, column: Column): Estimate | null {
  switch (column) {
    case 'fooled':
      return row.fooled;
    case 'dPrime':
      return row.dPrime;
    default:
      return row.model.scores?.[column] ?? null;
  }
}

/** Rows in order; those without a number last, whichever way; equal ones by kind, step and id, so that the order never flickers. */
export function sorted(rows: readonly BoardRow[], { by, bestFirst }: Sorting): readonly BoardRow[] {
  const up = HIGHER_IS_BETTER[by] !== bestFirst;
  return [...rows].sort((a, b) => {
    const x = estimateOf(a, by)?.value;
    const y = estimateOf(b, by)?.value;
    if (x === undefined || y === undefined) {
      if (x !== y) return x === undefined ? 1 : -1;
    } else if (x !== y) {
      return up ? x - y : y - x;
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
