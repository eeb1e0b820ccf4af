import type { Rng } from '../random.ts';
import { drawWithoutReplacement } from './permutation.ts';

/** Half width of a 95 % interval in standard errors. */
export const NORMAL_95 = 1.959963984540054;

/** Blocks that a jackknife leaves out in turn; 40 give its standard error to about 11 %. */
const BLOCKS = 40;

/** Rows 0..n-1 at random in blocks of equal size, to one. */
export function randomBlocks(n: number, rng: Rng): Int32Array[] {
  const order = drawWithoutReplacement(n, n, rng);
  const count = Math.min(BLOCKS, n);
  return Array.from({ length: count }, (_, b) =>
    order.slice(Math.floor((b * n) / count), Math.floor(((b + 1) * n) / count)),
  );
}

/** Variance of a statistic from its values with one block left out in turn (Shao & Tu 1995, 2.3). */
export function jackknifeVariance(leftOut: ArrayLike<number>): number {
  const g = leftOut.length;
  let mean = 0;
  for (let b = 0; b < g; b++) mean += leftOut[b]! / g;
  let squares = 0;
  for (let b = 0; b < g; b++) squares += (leftOut[b]! - mean) ** 2;
  return ((g - 1) / g) * squares;
}

/** The rows of x [*, d] that `rows` names, as float64. [rows, d] */
export function gatherRows(x: Float32Array | Float64Array, rows: Int32Array, d: number): Float64Array {
  const out = new Float64Array(rows.length * d);
  rows.forEach((row, i) => out.set(x.subarray(row * d, row * d + d), i * d));
  return out;
}
