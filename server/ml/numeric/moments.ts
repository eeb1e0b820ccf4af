import { gemm } from './gemm.ts';

/** Mean and covariance of n points in d dimensions. */
export interface Moments {
  readonly n: number;
  readonly d: number;
  /** [d] */
  readonly mean: Float64Array;
  /** Divided by n - 1. [d, d] */
  readonly covariance: Float64Array;
}

/** Rows centred at once; bounds the float64 copy of the data. */
const BLOCK = 4096;

/**
 * Mean and covariance (ddof 1) of the rows of `x`.
 *
 * @param x [n, d]
 * @throws RangeError for fewer than two rows
 */
export async function momentsOf(x: Float32Array | Float64Array, n: number, d: number): Promise<Moments> {
  if (n < 2 || x.length !== n * d) {
    throw new RangeError(`A covariance needs two or more rows of ${d} numbers; got ${n} rows in ${x.length} numbers.`);
  }
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) mean[j]! += x[i * d + j]!;
  for (let j = 0; j < d; j++) mean[j]! /= n;
  const covariance = new Float64Array(d * d);
  for (let start = 0; start < n; start += BLOCK) {
    const rows = Math.min(BLOCK, n - start);
    const centred = new Float64Array(rows * d);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < d; j++) centred[i * d + j] = x[(start + i) * d + j]! - mean[j]!;
    }
    const part = await gemm({ a: centred, b: centred, m: d, n: d, k: rows, transA: true });
    for (let j = 0; j < part.length; j++) covariance[j]! += part[j]!;
  }
  for (let j = 0; j < covariance.length; j++) covariance[j]! /= n - 1;
  return { n, d, mean, covariance };
}
