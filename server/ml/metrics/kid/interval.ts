import { gatherRows, jackknifeVariance, randomBlocks } from '../../numeric/jackknife.ts';
import type { Rng } from '../../random.ts';
import { kernelSums } from './discrepancy.ts';

/**
 * Variance of the unbiased MMD^2 of all pairs over both sets of images, by leaving out one of 40 random blocks of a set in
 * turn. The kernel is summed once for each pair of blocks; leaving one out is then a subtraction.
 *
 * @param x [m, d]
 * @param y [n, d]
 */
export async function discrepancyVariance(
  x: Float32Array | Float64Array,
  y: Float32Array | Float64Array,
  d: number,
  rng: Rng,
  signal?: AbortSignal,
): Promise<number> {
  const a = blocked(x, d, rng);
  const b = blocked(y, d, rng);
  const xx = await pairSums(a, a, d, true, signal);
  const yy = await pairSums(b, b, d, true, signal);
  const xy = await pairSums(a, b, d, false, signal);
  const cross = total(xy);
  const [xOut, yOut] = [lines(xy, 'row'), lines(xy, 'column')];
  const within = (sums: Float64Array[], left: number, out: number): number => {
    if (out < 0) return total(sums) / (left * (left - 1));
    const sum = total(sums) - 2 * lines(sums, 'row')[out]! + sums[out]![out]!;
    return sum / (left * (left - 1));
  };
  const [m, n] = [a.rows.length / d, b.rows.length / d];
  const withoutX = a.sizes.map((size, i) => {
    const left = m - size;
    return within(xx, left, i) + within(yy, n, -1) - (2 * (cross - xOut[i]!)) / (left * n);
  });
  const withoutY = b.sizes.map((size, i) => {
    const left = n - size;
    return within(xx, m, -1) + within(yy, left, i) - (2 * (cross - yOut[i]!)) / (m * left);
  });
  return jackknifeVariance(withoutX) + jackknifeVariance(withoutY);
}

interface Blocked {
  /** Block after block. [n, d] */
  readonly rows: Float64Array;
  readonly sizes: readonly number[];
  readonly ends: readonly number[];
}

function blocked(x: Float32Array | Float64Array, d: number, rng: Rng): Blocked {
  const blocks = randomBlocks(x.length / d, rng);
  const order = Int32Array.from(blocks.flatMap((block) => [...block]));
  const sizes = blocks.map((block) => block.length);
  let end = 0;
  return { rows: gatherRows(x, order, d), sizes, ends: sizes.map((size) => (end += size)) };
}

/** Kernel sums of each pair of blocks: one row for each block of a. */
async function pairSums(
  a: Blocked,
  b: Blocked,
  d: number,
  same: boolean,
  signal?: AbortSignal,
): Promise<Float64Array[]> {
  const sums: Float64Array[] = [];
  for (const [i, end] of a.ends.entries()) {
    signal?.throwIfAborted();
    const start = end - a.sizes[i]!;
    sums.push(await kernelSums(a.rows.slice(start * d, end * d), b.rows, d, b.ends, same ? start : undefined));
  }
  return sums;
}

const total = (sums: Float64Array[]): number => sums.reduce((all, row) => row.reduce((s, value) => s + value, all), 0);

function lines(sums: Float64Array[], of: 'row' | 'column'): number[] {
  if (of === 'row') return sums.map((row) => row.reduce((s, value) => s + value, 0));
  return Array.from(sums[0]!, (_, j) => sums.reduce((s, row) => s + row[j]!, 0));
}
