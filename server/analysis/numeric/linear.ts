/** A matrix that cannot be inverted, or is not positive definite where it must be. */
export class SingularMatrix extends Error {
  override readonly name = 'SingularMatrix';
}

/** Lower L with L L' = a. @param a [n, n], symmetric, lower triangle read @throws SingularMatrix */
export function choleskyOf(a: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      if (i !== j) l[i * n + j] = sum / l[j * n + j]!;
      else if (sum > 1e-13 * Math.abs(a[i * n + i]!)) l[i * n + i] = Math.sqrt(sum);
      else throw new SingularMatrix(`Row ${i} of the matrix depends on those before it.`);
    }
  }
  return l;
}

/** Solves L L' x = b. @param l [n, n] of `choleskyOf` @param b [n] */
export function solveCholesky(l: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * x[k]!;
    x[i] = sum / l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < n; k++) sum -= l[k * n + i]! * x[k]!;
    x[i] = sum / l[i * n + i]!;
  }
  return x;
}

/** Inverse of a symmetric positive definite matrix. [n, n] @throws SingularMatrix */
export function inverseOf(a: Float64Array, n: number): Float64Array {
  const l = choleskyOf(a, n);
  const inverse = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = solveCholesky(l, n, unit);
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i]!;
  }
  return inverse;
}

/** Sum of the logarithms of the squared diagonal: log determinant of L L'. */
export function logDeterminant(l: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += 2 * Math.log(l[i * n + i]!);
  return sum;
}
