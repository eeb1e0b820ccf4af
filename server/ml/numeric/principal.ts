import type { Rng } from '../random.ts';
import { gemm } from './gemm.ts';
import { symmetricEigen } from './eigen.ts';
import { PIXEL_BLOCK, readRows, type PixelRows } from './pixels.ts';

export interface PrincipalComponents {
  /** Variances along the components (divided by n - 1), descending. [k] */
  readonly variances: Float64Array;
  /** Unit vectors. [k, d] */
  readonly components: Float64Array;
}

/** Up to this many pixels the covariance is formed once (8 MB at 1,024); beyond, the data are read at each step. */
const COVARIANCE_LIMIT = 1024;
const OVERSAMPLING = 16;
const MAX_STEPS = 80;
const TOLERANCE = 1e-7;

/**
 * The leading principal components of the rows, by subspace iteration from a random start (Halko, Martinsson & Tropp 2011,
 * algorithm 4.4) until the variances of all of them move by less than 1e-7 of the largest. Signs are fixed: the
 * largest entry of each component is positive.
 *
 * @param mean [d]
 * @param k at most d; with fewer than k + 1 rows the last variances are 0
 */
export async function principalComponents(
  data: PixelRows,
  mean: Float64Array,
  k: number,
  rng: Rng,
): Promise<PrincipalComponents> {
  return leadingEigenvectors(await covarianceProduct(data, mean), data.d, k, rng);
}

/** Multiplies [width, d] rows by a symmetric [d, d] matrix. */
export type SymmetricProduct = (rows: Float64Array, width: number) => Promise<Float64Array>;

/** The k largest eigenvalues of a positive semidefinite matrix that is known by its products, and their vectors. */
export async function leadingEigenvectors(
  apply: SymmetricProduct,
  d: number,
  k: number,
  rng: Rng,
): Promise<PrincipalComponents> {
  const width = Math.min(d, k + OVERSAMPLING);
  let basis = Float64Array.from({ length: width * d }, () => rng.normal());
  orthonormalise(basis, width, d);
  let previous = new Float64Array(width);
  for (let step = 0; ; step++) {
    const image = await apply(basis, width); // [width, d]
    const projected = await gemm({ a: basis, b: image, m: width, n: width, k: d, transB: true });
    const { values, vectors } = symmetricEigen(projected, width); // Rayleigh and Ritz
    const settled = values.every((value, i) => i >= k || Math.abs(value - previous[i]!) <= TOLERANCE * values[0]!);
    if (settled || step === MAX_STEPS || width === d) {
      const all = await gemm({ a: vectors, b: basis, m: width, n: d, k: width });
      const components = all.slice(0, k * d);
      fixSigns(components, k, d);
      return { variances: values.slice(0, k).map((value) => Math.max(0, value)), components };
    }
    previous = Float64Array.from(values);
    basis = (await gemm({ a: vectors, b: image, m: width, n: d, k: width })) as typeof basis;
    orthonormalise(basis, width, d);
  }
}

/** Products with the covariance (divided by n - 1) of the rows. */
export async function covarianceProduct(data: PixelRows, mean: Float64Array): Promise<SymmetricProduct> {
  return data.d <= COVARIANCE_LIMIT ? byCovariance(data, mean) : byRows(data, mean);
}

async function byCovariance(data: PixelRows, mean: Float64Array): Promise<SymmetricProduct> {
  const { d, rows } = data;
  const covariance = new Float64Array(d * d);
  for (let start = 0; start < rows.length; start += PIXEL_BLOCK) {
    const end = Math.min(rows.length, start + PIXEL_BLOCK);
    const x = readRows(data, start, end, mean);
    const part = await gemm({ a: x, b: x, m: d, n: d, k: end - start, transA: true });
    for (let i = 0; i < part.length; i++) covariance[i]! += part[i]!;
  }
  for (let i = 0; i < covariance.length; i++) covariance[i]! /= Math.max(1, rows.length - 1);
  return (basis, width) => gemm({ a: basis, b: covariance, m: width, n: d, k: d });
}

function byRows(data: PixelRows, mean: Float64Array): SymmetricProduct {
  const { d, rows } = data;
  return async (basis, width) => {
    const image = new Float64Array(width * d);
    for (let start = 0; start < rows.length; start += PIXEL_BLOCK) {
      const end = Math.min(rows.length, start + PIXEL_BLOCK);
      const x = readRows(data, start, end, mean);
      const scores = await gemm({ a: basis, b: x, m: width, n: end - start, k: d, transB: true });
      const part = await gemm({ a: scores, b: x, m: width, n: d, k: end - start });
      for (let i = 0; i < part.length; i++) image[i]! += part[i]! / Math.max(1, rows.length - 1);
    }
    return image;
  };
}

/** Modified Gram and Schmidt over the rows, twice, in place; rows that vanish stay zero. */
function orthonormalise(rows: Float64Array, width: number, d: number): void {
  for (let i = 0; i < width; i++) {
    const row = rows.subarray(i * d, i * d + d);
    const before = norm(row);
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) {
        const other = rows.subarray(j * d, j * d + d);
        let dot = 0;
        for (let c = 0; c < d; c++) dot += row[c]! * other[c]!;
        for (let c = 0; c < d; c++) row[c]! -= dot * other[c]!;
      }
    }
    const after = norm(row);
    const scale = after > 1e-12 * before ? 1 / after : 0;
    for (let c = 0; c < d; c++) row[c]! *= scale;
  }
}

function norm(row: Float64Array): number {
  let squares = 0;
  for (const value of row) squares += value * value;
  return Math.sqrt(squares);
}

function fixSigns(components: Float64Array, k: number, d: number): void {
  for (let i = 0; i < k; i++) {
    const row = components.subarray(i * d, i * d + d);
    const peak = row.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    if (peak < 0) for (let c = 0; c < d; c++) row[c] = -row[c]!;
  }
}

/** Coordinates of the rows in the components. [n, k] */
export async function projectRows(
  data: PixelRows,
  mean: Float64Array,
  components: Float64Array,
  k: number,
): Promise<Float64Array> {
  const { d, rows } = data;
  const out = new Float64Array(rows.length * k);
  for (let start = 0; start < rows.length; start += PIXEL_BLOCK) {
    const end = Math.min(rows.length, start + PIXEL_BLOCK);
    const x = readRows(data, start, end, mean);
    out.set(await gemm({ a: x, b: components, m: end - start, n: k, k: d, transB: true }), start * k);
  }
  return out;
}
