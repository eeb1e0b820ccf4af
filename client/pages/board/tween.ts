import type { BoardRow, Estimate } from '../../../shared/protocol/http.ts';

/** An estimate on its way from one to another. @param share 0 is from, 1 is to. */
export function between(from: Estimate | null, to: Estimate | null, share: number): Estimate | null {
  if (from === null || to === null) return to;
  const mix = (a: number, b: number): number => a + (b - a) * share;
  return { value: mix(from.value, to.value), low: mix(from.low, to.low), high: mix(from.high, to.high) };
}

/** Rows on their way: what people said moves, everything else is the newest. A row that was not there is there at once. */
export function rowsBetween(from: readonly BoardRow[], to: readonly BoardRow[], share: number): readonly BoardRow[] {
  if (share >= 1) return to;
  const before = new Map(from.map((row) => [row.model.id, row]));
  return to.map((row) => {
    const old = before.get(row.model.id);
    if (old === undefined) return row;
    return {
      ...row,
      fooled: between(old.fooled, row.fooled, share),
      errorRate: between(old.errorRate, row.errorRate, share),
      dPrime: between(old.dPrime, row.dPrime, share),
      varied: row.varied && { ...row.varied, ...between(old.varied, row.varied, share) },
    };
  });
}

/** Slow at both ends. @param t 0 to 1. */
export const eased = (t: number): number => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2);
