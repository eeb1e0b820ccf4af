/** A thumbnail's code and how often it was seen. */
export type Seen = readonly [code: number, count: number];

/** An outcome with its interval on [0, 1). */
export interface Interval {
  readonly code: number;
  readonly share: number;
  readonly start: number;
  readonly end: number;
}

/** Intervals as long as the shares, end to end; the last ends at 1. */
export function intervalsOf(seen: readonly Seen[], n: number): Interval[] {
  let counted = 0;
  return seen.map(([code, count]) => {
    const start = counted / n;
    counted += count;
    return { code, share: count / n, start, end: counted / n };
  });
}

/** The interval that holds u, by bisection. @param u in [0, 1) */
export function intervalAt(intervals: readonly Interval[], u: number): Interval {
  let [low, high] = [0, intervals.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (u < intervals[middle]!.end) high = middle;
    else low = middle + 1;
  }
  return intervals[low]!;
}

/** Black and white cells of a code, 0 or 255: cell i is bit i. [side * side] */
export const cellsOf = (code: number, side: number): number[] =>
  Array.from({ length: side * side }, (_, i) => (Math.floor(code / 2 ** i) % 2 === 1 ? 255 : 0));

/** log10 of the number of pictures of side x side pixels with `bits` bits each. */
export const digitsOfTable = (side: number, bits: number): number => side * side * bits * Math.log10(2);

/** Things to compare a table with, log10 of their number. */
export const MILESTONES = {
  people: Math.log10(8.2e9),
  sand: Math.log10(7.5e18),
  atoms: 80,
} as const;
