import type { RowSource } from '../features/rows.ts';
import { gemm } from '../numeric/gemm.ts';

/** Rows of a side that meet at once: their products are 8 MB, and the native kernel is at its full speed. */
const TILE = 1024;

/** Some rows of one set and some of another, with all inner products. */
export interface Tile {
  readonly d: number;
  readonly xStart: number;
  readonly xRows: number;
  readonly yStart: number;
  readonly yRows: number;
  /** [xRows, d] */
  readonly x: Float64Array;
  /** [yRows, d] */
  readonly y: Float64Array;
  /** [xRows, yRows] */
  readonly dots: Float64Array;
  /** True for pairs within one set: of this tile only those with a later y than x are new. */
  readonly mirrored: boolean;
}

/** Something summed or found over all pairs of rows. */
export interface PairVisitor {
  visit(tile: Tile): void;
}

export interface PairOptions {
  readonly signal?: AbortSignal;
  /** Share of the pairs that has been visited. */
  readonly onProgress?: (fraction: number) => void;
}

/** Takes every pair of a row of x and a row of y once past all visitors, in memory that does not grow with their number. */
export async function visitPairs(
  x: RowSource,
  y: RowSource,
  visitors: readonly PairVisitor[],
  options: PairOptions = {},
): Promise<void> {
  await visitTiles(x, y, false, visitors, options);
}

/** Every pair of two different rows of x once. */
export async function visitPairsWithin(
  x: RowSource,
  visitors: readonly PairVisitor[],
  options: PairOptions = {},
): Promise<void> {
  await visitTiles(x, x, true, visitors, options);
}

async function visitTiles(
  x: RowSource,
  y: RowSource,
  mirrored: boolean,
  visitors: readonly PairVisitor[],
  { signal, onProgress }: PairOptions,
): Promise<void> {
  const { d } = x;
  const products = new Float64Array(Math.min(TILE, x.n) * Math.min(TILE, y.n));
  let done = 0;
  const all = mirrored ? (x.n * (x.n + TILE)) / 2 : x.n * y.n;
  for (let xStart = 0; xStart < x.n; xStart += TILE) {
    const xRows = Math.min(TILE, x.n - xStart);
    const a = await x.rows(xStart, xStart + xRows);
    for (let yStart = mirrored ? xStart : 0; yStart < y.n; yStart += TILE) {
      signal?.throwIfAborted();
      const yRows = Math.min(TILE, y.n - yStart);
      const b = mirrored && yStart === xStart ? a : await y.rows(yStart, yStart + yRows);
      const out = products.subarray(0, xRows * yRows);
      const dots = await gemm({ a, b, m: xRows, n: yRows, k: d, transB: true, out });
      const tile: Tile = { d, xStart, xRows, yStart, yRows, x: a, y: b, dots, mirrored };
      for (const visitor of visitors) visitor.visit(tile);
      done += xRows * yRows;
      onProgress?.(Math.min(1, done / all));
    }
  }
}

/** Where the new pairs of row i of a tile begin. */
export const firstNew = ({ mirrored, xStart, yStart }: Tile, i: number): number =>
  mirrored ? Math.max(0, xStart + i + 1 - yStart) : 0;

/** |x|^2 of each row. [rows] */
export function squaresOf(rows: Float64Array, d: number): Float64Array {
  const n = rows.length / d;
  const squares = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = i * d; j < i * d + d; j++) sum += rows[j]! * rows[j]!;
    squares[i] = sum;
  }
  return squares;
}

/** |x_i - y_j|^2 term by term: the same bits for the same two rows wherever they stand. */
export function squaredDistance(x: Float64Array, i: number, y: Float64Array, j: number, d: number): number {
  const [a, b] = [i * d, j * d];
  let sum = 0;
  for (let c = 0; c < d; c++) sum += (x[a + c]! - y[b + c]!) ** 2;
  return sum;
}

/** Error bound of |x|^2 + |y|^2 - 2 x.y as a share of |x|^2 + |y|^2. */
export const distanceError = (d: number): number => (d + 16) * Number.EPSILON;
