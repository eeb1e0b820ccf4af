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
  if (x.length !== n * d) throw new RangeError(`${n} rows of ${d} numbers were expected; got ${x.length} numbers.`);
  return momentsOfBlocks(blocksIn(x, n, d), d);
}

function* blocksIn(x: Float32Array | Float64Array, n: number, d: number): Generator<Float64Array> {
  for (let start = 0; start < n; start += BLOCK) {
    yield Float64Array.from(x.subarray(start * d, Math.min(n, start + BLOCK) * d));
  }
}

/**
 * Mean and covariance (ddof 1) of rows that come in blocks, in one pass: each block is centred on its own mean and added to
 * those before it (Chan, Golub & LeVeque 1983), so that a mean far from 0 costs no digits.
 *
 * @param blocks [*, d] each; they are overwritten
 * @throws RangeError for fewer than two rows
 */
export async function momentsOfBlocks(
  blocks: Iterable<Float64Array> | AsyncIterable<Float64Array>,
  d: number,
): Promise<Moments> {
  let n = 0;
  const mean = new Float64Array(d);
  const scatter = new Float64Array(d * d);
  const product = new Float64Array(d * d);
  for await (const block of blocks) {
    const rows = block.length / d;
    if (rows === 0) continue;
    const own = new Float64Array(d);
    for (let i = 0; i < rows; i++) for (let j = 0; j < d; j++) own[j]! += block[i * d + j]!;
    for (let j = 0; j < d; j++) own[j]! /= rows;
    for (let i = 0; i < rows; i++) for (let j = 0; j < d; j++) block[i * d + j]! -= own[j]!;
    await gemm({ a: block, b: block, m: d, n: d, k: rows, transA: true, out: product });
    const step = own.map((value, j) => value - mean[j]!);
    const weight = (n * rows) / (n + rows);
    for (let i = 0; i < d; i++) {
      const scaled = weight * step[i]!;
      for (let j = 0; j < d; j++) scatter[i * d + j]! += product[i * d + j]! + scaled * step[j]!;
    }
    n += rows;
    for (let j = 0; j < d; j++) mean[j]! += (step[j]! * rows) / n;
  }
  if (n < 2) throw new RangeError(`A covariance needs two or more rows; got ${n}.`);
  for (let j = 0; j < scatter.length; j++) scatter[j]! /= n - 1;
  return { n, d, mean, covariance: scatter };
}
