import type { Groups } from '../../pairs/groups.ts';
import { firstNew, type PairVisitor, type Tile } from '../../pairs/tiles.ts';

/** One side of the pairs: its groups for the jackknife, and the rows that each subset takes. */
export interface KernelSide {
  readonly groups: Groups;
  /** Ascending rows of each subset. [subsets][size] */
  readonly subsets: readonly Int32Array[];
}

/**
 * Sums of the kernel (x.y / d + 1)^3 while pairs go by: over each pair of groups, and over the pairs within each subset.
 * Where a set meets itself, a pair of two different rows counts twice and a row with itself not at all.
 */
export class KernelSums implements PairVisitor {
  /** [groups of x, groups of y] */
  readonly byGroup: Float64Array;
  /** [subsets] */
  readonly bySubset: Float64Array;
  readonly #x: KernelSide;
  readonly #y: KernelSide;
  /** Subsets that each row of x is in. [n] */
  readonly #subsetsOf: readonly number[][];

  constructor(x: KernelSide, y: KernelSide) {
    this.#x = x;
    this.#y = y;
    this.byGroup = new Float64Array(x.groups.count * y.groups.count);
    this.bySubset = new Float64Array(x.subsets.length);
    this.#subsetsOf = Array.from(x.groups.of, () => []);
    x.subsets.forEach((rows, subset) => rows.forEach((row) => this.#subsetsOf[row]!.push(subset)));
  }

  visit(tile: Tile): void {
    const { d, dots, xStart, xRows, yStart, yRows, mirrored } = tile;
    const { of } = this.#y.groups;
    const count = this.#y.groups.count;
    const kernel = new Float64Array(yRows);
    const sums = new Float64Array(count);
    const bounds = this.#y.subsets.map((rows) => [from(rows, yStart), from(rows, yStart + yRows)] as const);
    for (let i = 0; i < xRows; i++) {
      const row = xStart + i;
      const first = firstNew(tile, i);
      sums.fill(0);
      for (let j = first; j < yRows; j++) {
        const base = dots[i * yRows + j]! / d + 1;
        sums[of[yStart + j]!]! += kernel[j] = base * base * base;
      }
      const own = this.#x.groups.of[row]!;
      for (let g = 0; g < count; g++) {
        this.byGroup[own * count + g]! += sums[g]!;
        if (mirrored) this.byGroup[g * count + own]! += sums[g]!;
      }
      for (const subset of this.#subsetsOf[row]!) {
        const rows = this.#y.subsets[subset]!;
        const [start, end] = bounds[subset]!;
        let sum = 0;
        for (let at = first === 0 ? start : from(rows, yStart + first); at < end; at++)
          sum += kernel[rows[at]! - yStart]!;
        this.bySubset[subset]! += mirrored ? 2 * sum : sum;
      }
    }
  }
}

/** Where the first of the ascending rows that is at least `row` stands. */
function from(rows: Int32Array, row: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
