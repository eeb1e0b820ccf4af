/**
 * All eigenvalues of a real symmetric matrix, without vectors.
 *
 * Householder reduction to a tridiagonal matrix, then implicit QL (Golub & Van Loan, Matrix Computations, 8.3). The
 * rank-two update of one reflection and the matrix-vector product of the next run over the lower triangle in one pass,
 * which halves the memory traffic that bounds this algorithm.
 *
 * @param matrix [n, n]; the lower triangle is read, nothing is written
 * @returns ascending. [n]
 * @throws RangeError where an entry is not finite
 */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  const { diagonal, off } = tridiagonalise(Float64Array.from(matrix), n);
  return implicitQl(diagonal, off).sort();
}

/** @returns `diagonal` [n] and `off`, off[i] between i - 1 and i, off[0] = 0. [n] */
function tridiagonalise(a: Float64Array, n: number): { diagonal: Float64Array; off: Float64Array } {
  const diagonal = new Float64Array(n);
  const off = new Float64Array(n);
  let u = new Float64Array(n); // the reflection being made, I - u u^T / h
  let previousU = new Float64Array(n);
  const w = new Float64Array(n); // A u / h, less its part along u; of the previous reflection
  const p = new Float64Array(n);
  let pending = false; // whether the previous reflection has still to be applied to rows 0..i
  for (let i = n - 1; i >= 0; i--) {
    if (pending) updateRow(a, n, i, previousU, w);
    diagonal[i] = a[i * n + i]!;
    if (i === 0) break;
    const h = reflection(a.subarray(i * n, i * n + i), u, off, i);
    p.fill(0, 0, i);
    if (pending && h !== 0) {
      for (let j = 0; j < i; j += 2) updateAndMultiply(a, n, j, i, previousU, w, u, p);
    } else {
      for (let j = 0; j < i; j++) {
        if (pending) updateRow(a, n, j, previousU, w);
        if (h !== 0) multiplyRow(a, n, j, u, p);
      }
    }
    pending = h !== 0;
    if (!pending) continue;
    let along = 0;
    for (let j = 0; j < i; j++) {
      p[j]! /= h;
      along += p[j]! * u[j]!;
    }
    along /= 2 * h;
    for (let j = 0; j < i; j++) w[j] = p[j]! - along * u[j]!;
    [previousU, u] = [u, previousU];
  }
  return { diagonal, off };
}

/** The Householder vector that sends `row` to a multiple of its last unit vector; returns h = |u|^2 / 2, 0 for none. */
function reflection(row: Float64Array, u: Float64Array, off: Float64Array, i: number): number {
  const last = row.length - 1;
  let scale = 0;
  for (let j = 0; j <= last; j++) scale += Math.abs(row[j]!);
  if (!Number.isFinite(scale))
    throw new RangeError('Eigenvalues were asked of a matrix with an entry that is not finite.');
  if (last === 0 || scale === Math.abs(row[last]!)) {
    off[i] = row[last]!;
    return 0;
  }
  let h = 0;
  for (let j = 0; j <= last; j++) {
    u[j] = row[j]! / scale;
    h += u[j]! * u[j]!;
  }
  const f = u[last]!;
  const g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
  off[i] = scale * g;
  u[last] = f - g;
  return h - f * g;
}

/** Row j of A - u w^T - w u^T, up to the diagonal. */
function updateRow(a: Float64Array, n: number, j: number, u: Float64Array, w: Float64Array): void {
  const uj = u[j]!;
  const wj = w[j]!;
  const base = j * n;
  for (let k = 0; k <= j; k++) a[base + k]! -= uj * w[k]! + wj * u[k]!;
}

/** Adds row and column j of the symmetric A to p = A u. */
function multiplyRow(a: Float64Array, n: number, j: number, u: Float64Array, p: Float64Array): void {
  const uj = u[j]!;
  const base = j * n;
  let sum = 0;
  for (let k = 0; k < j; k++) {
    const value = a[base + k]!;
    sum += value * u[k]!;
    p[k]! += value * uj;
  }
  p[j]! += sum + a[base + j]! * uj;
}

/** `updateRow` by v and w, then `multiplyRow` by u, for rows j and j + 1 (below `end`) while they are in the cache. */
function updateAndMultiply(
  a: Float64Array,
  n: number,
  j: number,
  end: number,
  v: Float64Array,
  w: Float64Array,
  u: Float64Array,
  p: Float64Array,
): void {
  if (j + 1 === end) {
    updateRow(a, n, j, v, w);
    multiplyRow(a, n, j, u, p);
    return;
  }
  const row = a.subarray(j * n, j * n + j + 2);
  const next = a.subarray(j * n + n, j * n + n + j + 2);
  const v0 = v[j]!;
  const w0 = w[j]!;
  const u0 = u[j]!;
  const v1 = v[j + 1]!;
  const w1 = w[j + 1]!;
  const u1 = u[j + 1]!;
  let sum0 = 0;
  let sum1 = 0;
  for (let k = 0; k < j; k++) {
    const wk = w[k]!;
    const vk = v[k]!;
    const uk = u[k]!;
    const value0 = row[k]! - (v0 * wk + w0 * vk);
    const value1 = next[k]! - (v1 * wk + w1 * vk);
    row[k] = value0;
    next[k] = value1;
    sum0 += value0 * uk;
    sum1 += value1 * uk;
    p[k]! += value0 * u0 + value1 * u1;
  }
  row[j]! -= 2 * v0 * w0;
  next[j]! -= v1 * w0 + w1 * v0;
  next[j + 1]! -= 2 * v1 * w1;
  p[j]! += sum0 + row[j]! * u0 + next[j]! * u1;
  p[j + 1]! += sum1 + next[j]! * u0 + next[j + 1]! * u1;
}

/** Eigenvalues of a symmetric tridiagonal matrix by the QL iteration with implicit shifts; `d` is overwritten. */
function implicitQl(d: Float64Array, off: Float64Array): Float64Array {
  const n = d.length;
  const e = new Float64Array(n);
  e.set(off.subarray(1));
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; ; sweep++) {
      let m = l;
      for (; m < n - 1; m++) {
        if (Math.abs(e[m]!) <= Number.EPSILON * (Math.abs(d[m]!) + Math.abs(d[m + 1]!))) break;
      }
      if (m === l) break;
      if (sweep === 60) throw new RangeError('The eigenvalue iteration did not settle in 60 sweeps.');
      let g = (d[l + 1]! - d[l]!) / (2 * e[l]!);
      let r = Math.hypot(g, 1);
      g = d[m]! - d[l]! + e[l]! / (g + (g < 0 ? -r : r));
      let s = 1;
      let c = 1;
      let p = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = s * e[i]!;
        const b = c * e[i]!;
        r = Math.hypot(f, g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1]! -= p;
          e[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1]! - p;
        r = (d[i]! - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
      }
      if (r === 0 && i >= l) continue;
      d[l]! -= p;
      e[l] = g;
      e[m] = 0;
    }
  }
  return d;
}
