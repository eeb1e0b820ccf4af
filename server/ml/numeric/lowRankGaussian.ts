import type { Rng } from '../random.ts';
import { cholesky } from './cholesky.ts';
import { gemm } from './gemm.ts';
import { PIXEL_BLOCK, readRows, type PixelRows } from './pixels.ts';

/** N(mean, F^T F + diag(noise^2)): the covariance of factor analysis. */
export interface LowRankGaussian {
  readonly d: number;
  readonly rank: number;
  /** [d] */
  readonly mean: Float32Array;
  /** [rank, d] */
  readonly factors: Float32Array;
  /** Standard deviation of each coordinate's own noise. [d] */
  readonly noise: Float32Array;
}

/** One draw into `out` [d]. */
export function drawLowRank({ d, rank, mean, factors, noise }: LowRankGaussian, rng: Rng, out: Float64Array): void {
  out.set(mean);
  for (let r = 0; r < rank; r++) {
    const z = rng.normal();
    const base = r * d;
    for (let j = 0; j < d; j++) out[j]! += z * factors[base + j]!;
  }
  for (let j = 0; j < d; j++) if (noise[j]! > 0) out[j]! += rng.normal() * noise[j]!;
}

/** Rounds to the nearest grey value. */
export function toPixels(values: Float64Array, out: Uint8Array, offset: number): void {
  for (let j = 0; j < values.length; j++) {
    const value = values[j]!;
    out[offset + j] = value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value);
  }
}

/** Variance of uniform noise in [0, 1), which turns grey values into a continuous density. */
export const DEQUANTISATION = 1 / 12;

/**
 * Mean negative log2 density for a pixel, in bits, of the rows dequantised by uniform noise, in expectation over that
 * noise: the Gaussian gets the noise's own mean and variance. By Woodbury's identity over the factors, so that no d x d
 * matrix is made.
 */
export async function bitsPerPixel(model: LowRankGaussian, data: PixelRows): Promise<number> {
  const { d, rank } = model;
  const { precision, basis, logDeterminant } = await inverseOf(model);
  let trace = 0;
  for (let j = 0; j < d; j++) trace += precision[j]!;
  for (const value of basis) trace -= value * value;
  const mean = Float64Array.from(model.mean);
  let distance = 0;
  for (let start = 0; start < data.rows.length; start += PIXEL_BLOCK) {
    const end = Math.min(data.rows.length, start + PIXEL_BLOCK);
    const x = readRows(data, start, end, mean);
    const along = await gemm({ a: x, b: basis, m: end - start, n: rank, k: d, transB: true });
    for (let i = 0; i < x.length; i++) distance += x[i]! * x[i]! * precision[i % d]!;
    for (const value of along) distance -= value * value;
  }
  const nats =
    0.5 * (d * Math.log(2 * Math.PI) + logDeterminant + distance / data.rows.length + trace * DEQUANTISATION);
  return nats / (d * Math.LN2);
}

/** S^-1 = diag(precision) - basis^T basis and log |S|, with dequantisation's variance in S. `basis` is [rank, d]. */
async function inverseOf(
  model: LowRankGaussian,
): Promise<{ precision: Float64Array; basis: Float64Array; logDeterminant: number }> {
  const { d, rank } = model;
  const precision = Float64Array.from(model.noise, (sd) => 1 / (sd * sd + DEQUANTISATION));
  const factors = Float64Array.from(model.factors);
  const scaled = factors.map((value, i) => value * precision[i % d]!); // F D^-1 [rank, d]
  const inner = await gemm({ a: scaled, b: factors, m: rank, n: rank, k: d, transB: true });
  for (let r = 0; r < rank; r++) inner[r * rank + r]! += 1; // I + F D^-1 F^T
  const l = cholesky(inner, rank);
  let logDeterminant = 0;
  for (let r = 0; r < rank; r++) logDeterminant += 2 * Math.log(l[r * rank + r]!);
  for (let j = 0; j < d; j++) logDeterminant -= Math.log(precision[j]!);
  return { precision, basis: solveRows(l, scaled, rank, d), logDeterminant };
}

/** Log density of each row [n, d], in nats. [n] */
export type LogDensity = (x: Float64Array, n: number) => Promise<Float64Array>;

/** Prepares the log density of a Gaussian whose variances are raised by the noise of dequantisation. */
export async function logDensityOf(model: LowRankGaussian): Promise<LogDensity> {
  const { d, rank } = model;
  const { precision, basis, logDeterminant } = await inverseOf(model);
  const mean = Float64Array.from(model.mean);
  return async (x, n) => {
    const centred = new Float64Array(n * d);
    for (let i = 0; i < centred.length; i++) centred[i] = x[i]! - mean[i % d]!;
    const along = await gemm({ a: centred, b: basis, m: n, n: rank, k: d, transB: true });
    return Float64Array.from({ length: n }, (_, i) => {
      let distance = 0;
      for (let j = 0; j < d; j++) distance += centred[i * d + j]! ** 2 * precision[j]!;
      for (let r = 0; r < rank; r++) distance -= along[i * rank + r]! ** 2;
      return -0.5 * (d * Math.log(2 * Math.PI) + logDeterminant + distance);
    });
  };
}

/** L^-1 X for lower triangular L [n, n] and X [n, d]. */
function solveRows(l: Float64Array, x: Float64Array, n: number, d: number): Float64Array {
  const y = Float64Array.from(x);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const weight = l[i * n + k]!;
      for (let j = 0; j < d; j++) y[i * d + j]! -= weight * y[k * d + j]!;
    }
    for (let j = 0; j < d; j++) y[i * d + j]! /= l[i * n + i]!;
  }
  return y;
}
