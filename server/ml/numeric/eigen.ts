import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface Eigen {
  /** Descending. [n] */
  readonly values: Float64Array;
  /** Row i is the unit vector of value i. [n, n] */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and vectors of a real symmetric matrix [n, n]. About 15 ms for n = 128 and 3 s for 784; where only values
 * are needed, `symmetricEigenvalues` is many times faster.
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const rows = new Matrix(n, n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) rows.set(i, j, matrix[i * n + j]!);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(rows, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, i) => i).sort((i, j) => realEigenvalues[j]! - realEigenvalues[i]!);
  const values = Float64Array.from(order, (i) => realEigenvalues[i]!);
  const vectors = new Float64Array(n * n);
  order.forEach((column, i) => {
    for (let j = 0; j < n; j++) vectors[i * n + j] = eigenvectorMatrix.get(j, column);
  });
  return { values, vectors };
}
