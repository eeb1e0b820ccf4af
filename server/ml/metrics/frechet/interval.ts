import { gemm } from '../../numeric/gemm.ts';
import { gatherRows, jackknifeVariance, randomBlocks } from '../../numeric/jackknife.ts';
import type { Moments } from '../../numeric/moments.ts';
import type { Rng } from '../../random.ts';
import { factorOf, frechetDistance } from './distance.ts';

/**
 * Standard error of the Frechet distance over both sets of images, by leaving out one of 40 random blocks of one set in turn.
 *
 * The distance of n images is biased upwards, and a bootstrap would add that bias once more: near the floor its spread
 * is up to twice too wide, and intervals of percentiles miss the value. The block jackknife keeps n nearly as it is; its
 * coverage is tested in `frechet.test.ts`. The interval is about the expected distance at this n.
 */
export async function frechetStandardError(
  x: Float32Array | Float64Array,
  a: Moments,
  y: Float32Array | Float64Array,
  b: Moments,
  rng: Rng,
  signal?: AbortSignal,
): Promise<number> {
  const variances: number[] = [];
  for (const [rows, own, other] of [
    [x, a, b],
    [y, b, a],
  ] as const) {
    const factor = await factorOf(other);
    const leftOut: number[] = [];
    for (const block of randomBlocks(own.n, rng)) {
      signal?.throwIfAborted();
      leftOut.push(
        await frechetDistance(other, await without(own, gatherRows(rows, block, own.d), block.length), factor),
      );
    }
    variances.push(jackknifeVariance(leftOut));
  }
  return Math.sqrt(variances[0]! + variances[1]!);
}

/** Moments of the other rows. @param block the rows left out [count, d] */
async function without({ n, d, mean, covariance }: Moments, block: Float64Array, count: number): Promise<Moments> {
  const sum = new Float64Array(d);
  for (let i = 0; i < block.length; i++) {
    block[i]! -= mean[i % d]!;
    sum[i % d]! += block[i]!;
  }
  const left = n - count;
  const scatter = await gemm({ a: block, b: block, m: d, n: d, k: count, transA: true });
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const at = i * d + j;
      scatter[at] = ((n - 1) * covariance[at]! - scatter[at]! - (sum[i]! * sum[j]!) / left) / (left - 1);
    }
  }
  return { n: left, d, mean: mean.map((value, j) => value - sum[j]! / left), covariance: scatter };
}
