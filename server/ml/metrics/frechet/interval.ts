import { blocksOf, momentsOfRows, type RowSource } from '../../features/rows.ts';
import { gemm } from '../../numeric/gemm.ts';
import type { Moments } from '../../numeric/moments.ts';
import { inverseRootOfGram } from '../../numeric/polar.ts';
import { factorOf, type CovarianceFactor } from './distance.ts';

/**
 * Standard error of the Frechet distance over both sets of images: the influence of each image on it (infinitesimal
 * jackknife, Efron 1981).
 *
 * The derivative of Tr (S1 S2)^1/2 with respect to S1 is T/2, T = G^T (G S1 G^T)^(-1/2) G, S2 = G^T G: the matrix of the
 * optimal transport from the first Gaussian to the second. So an image x of the first set moves the distance by
 * 2 (m1 - m2).(x - m1) + (x - m1)^T (I - T) (x - m1), less its mean, divided by n.
 *
 * The distance of n images is biased upwards, and a bootstrap would add that bias once more: near the floor its spread
 * is up to twice too wide, and intervals of percentiles miss the value. The coverage of this one is tested in
 * `frechet.test.ts`; the interval is about the expected distance at this n.
 */
export async function frechetStandardError(
  x: RowSource,
  a: Moments,
  y: RowSource,
  b: Moments,
  factors: readonly [CovarianceFactor, CovarianceFactor],
  signal?: AbortSignal,
): Promise<number> {
  const [f, g] = factors;
  const { d } = a;
  const wide = f.rank < g.rank; // the root is taken of the smaller Gram matrix
  const [tall, short] = wide ? [g, f] : [f, g];
  const cross = await gemm({ a: tall.factor, b: short.factor, m: tall.rank, n: short.rank, k: d, transB: true });
  const root = await inverseRootOfGram(cross, tall.rank, short.rank);
  const ofTall = await transport(short.factor, root, short.rank, d);
  // (C C^T)^(-1/2) = U (C^T C)^(-1/2) U^T with the polar factor U = C (C^T C)^(-1/2).
  const polar = await gemm({ a: cross, b: root, m: tall.rank, n: short.rank, k: short.rank });
  const turned = await gemm({ a: polar, b: tall.factor, m: short.rank, n: d, k: tall.rank, transA: true });
  const ofShort = await transport(turned, root, short.rank, d);
  const [ofX, ofY] = wide ? [ofShort, ofTall] : [ofTall, ofShort];
  const shift = a.mean.map((value, j) => value - b.mean[j]!);
  const varianceX = await influenceVariance(x, a.mean, shift, ofX, signal);
  const back = shift.map((value) => -value);
  return Math.sqrt(varianceX + (await influenceVariance(y, b.mean, back, ofY, signal)));
}

/** The same, from the features alone. */
export async function frechetErrorOf(x: RowSource, y: RowSource, signal?: AbortSignal): Promise<number> {
  const [a, b] = [await momentsOfRows(x, signal), await momentsOfRows(y, signal)];
  return frechetStandardError(x, a, y, b, [await factorOf(a), await factorOf(b)], signal);
}

/** I - G^T R G. @param g [rank, d] @param root [rank, rank] */
async function transport(g: Float64Array, root: Float64Array, rank: number, d: number): Promise<Float64Array> {
  const half = await gemm({ a: root, b: g, m: rank, n: d, k: rank });
  const matrix = await gemm({ a: g, b: half, m: d, n: d, k: rank, transA: true });
  for (let i = 0; i < matrix.length; i++) matrix[i] = -matrix[i]!;
  for (let j = 0; j < d; j++) matrix[j * d + j]! += 1;
  return matrix;
}

/** Variance of the mean influence. @param quadratic [d, d] */
async function influenceVariance(
  source: RowSource,
  mean: Float64Array,
  shift: Float64Array,
  quadratic: Float64Array,
  signal?: AbortSignal,
): Promise<number> {
  const { n, d } = source;
  let [sum, squares] = [0, 0];
  for await (const block of blocksOf(source, signal)) {
    const rows = block.length / d;
    for (let i = 0; i < rows; i++) for (let j = 0; j < d; j++) block[i * d + j]! -= mean[j]!;
    const moved = await gemm({ a: block, b: quadratic, m: rows, n: d, k: d });
    for (let i = 0; i < rows; i++) {
      let value = 0;
      for (let j = 0; j < d; j++) value += block[i * d + j]! * (moved[i * d + j]! + 2 * shift[j]!);
      sum += value;
      squares += value * value;
    }
  }
  const average = sum / n;
  return Math.max(0, squares / n - average * average) / (n - 1);
}
