import { gemm } from './gemm.ts';

/** A matrix without a Cholesky factor: not positive definite. */
export class NotPositiveDefinite extends Error {
  override readonly name = 'NotPositiveDefinite';
}

/**
 * Lower L with L L^T = matrix.
 *
 * @param matrix [n, n], symmetric; the lower triangle is read
 * @param shift added to the diagonal, so that `cholesky(S, n, -floor)` asks whether every eigenvalue exceeds `floor`
 * @returns [n, n], zero above the diagonal
 * @throws NotPositiveDefinite
 */
export function cholesky(matrix: Float64Array, n: number, shift = 0): Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]! + (i === j ? shift : 0);
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      if (i !== j) l[i * n + j] = sum / l[j * n + j]!;
      else if (sum > 0) l[i * n + i] = Math.sqrt(sum);
      else throw new NotPositiveDefinite(`Pivot ${i} of a ${n} x ${n} matrix is ${sum}, not positive.`);
    }
  }
  return l;
}

/** Rows of the factor between two updates of what is left of the matrix. */
const BLOCK = 64;

/**
 * Factor of a positive semidefinite matrix: F F^T = matrix to rounding, the largest pivot first, stopping where what is
 * left is rounding (Higham 1990, Analysis of the Cholesky decomposition of a semi-definite matrix), in blocks so that
 * nearly all work is matrix products.
 *
 * @param matrix [n, n], symmetric; not written
 * @returns `factor` F^T [rank, n]
 */
export async function semidefiniteFactor(
  matrix: Float64Array,
  n: number,
): Promise<{ factor: Float64Array; rank: number }> {
  const left = Float64Array.from(matrix); // matrix - F F^T of the finished blocks
  const diagonal = Float64Array.from({ length: n }, (_, i) => matrix[i * n + i]!); // the same for all rows so far
  const tolerance = n * Number.EPSILON * diagonal.reduce((a, b) => Math.max(a, b), 0);
  const f = new Float64Array(n * n);
  const done = new Float64Array(n * n);
  let rank = 0;
  for (let blockStart = 0; blockStart < n && rank === blockStart; blockStart += BLOCK) {
    const blockEnd = Math.min(n, blockStart + BLOCK);
    for (; rank < blockEnd; rank++) {
      const pivot = diagonal.reduce((best, value, i) => (value > diagonal[best]! ? i : best), 0);
      if (!(diagonal[pivot]! > tolerance)) break;
      const row = f.subarray(rank * n, rank * n + n);
      row.set(left.subarray(pivot * n, pivot * n + n));
      for (let r = blockStart; r < rank; r++) {
        const weight = f[r * n + pivot]!;
        for (let i = 0; i < n; i++) row[i]! -= weight * f[r * n + i]!;
      }
      const root = Math.sqrt(diagonal[pivot]!);
      for (let i = 0; i < n; i++) {
        row[i]! /= root;
        diagonal[i]! -= row[i]! * row[i]!;
      }
      diagonal[pivot] = 0;
      row[pivot] = root;
    }
    const rows = f.slice(blockStart * n, rank * n);
    if (rank === blockStart) break;
    await gemm({ a: rows, b: rows, m: n, n, k: rank - blockStart, transA: true, out: done });
    for (let i = 0; i < left.length; i++) left[i]! -= done[i]!;
  }
  return { factor: f.slice(0, rank * n), rank };
}

/** Inverse of a lower triangular matrix. [n, n] */
export function invertLower(l: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    inverse[j * n + j] = 1 / l[j * n + j]!;
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= l[i * n + k]! * inverse[k * n + j]!;
      inverse[i * n + j] = sum / l[i * n + i]!;
    }
  }
  return inverse;
}
