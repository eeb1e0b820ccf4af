import { gemm } from './gemm.ts';

/** Singular values below this share of the largest are left short of 1. */
const SMALLEST = 1e-3;
const SETTLED = 1e-3;

/**
 * (A^T A)^(-1/2), by which A becomes the nearest matrix with orthonormal columns, A (A^T A)^(-1/2) (its polar factor).
 *
 * Newton-Schulz iteration of products alone, each step stretched to the cubic that is best on the interval in which the
 * singular values are known to lie (Chen & Chow 2014, A stable scaling of Newton-Schulz). Singular values below 1e-3 of
 * the largest get a bounded weight in place of their inverse, which is what a standard error wants of them.
 *
 * @param a [m, n], with m >= n
 * @returns symmetric [n, n]
 */
export async function inverseRootOfGram(a: Float64Array, m: number, n: number): Promise<Float64Array> {
  const norm = await spectralNorm(a, m, n);
  let p: Float64Array = new Float64Array(n * n);
  if (norm === 0) return p;
  for (let i = 0; i < n; i++) p[i * n + i] = 1 / norm;
  let x: Float64Array = a.map((value) => value / norm); // A p, singular values within [low, 1]
  for (let low = SMALLEST; low < 1 - SETTLED;) {
    const stretch = Math.sqrt(3 / (1 + low + low * low));
    const q = await gemm({ a: x, b: x, m: n, n, k: m, transA: true });
    for (let i = 0; i < q.length; i++) q[i]! *= -0.5 * stretch ** 3;
    for (let i = 0; i < n; i++) q[i * n + i]! += 1.5 * stretch;
    p = await gemm({ a: p, b: q, m: n, n, k: n });
    x = await gemm({ a, b: p, m, n, k: n });
    low = 0.5 * stretch * low * (3 - (stretch * low) ** 2);
  }
  return p;
}

/** At least the largest singular value, and nearly it: power iteration, with a margin for its error. */
async function spectralNorm(a: Float64Array, m: number, n: number): Promise<number> {
  let v: Float64Array = Float64Array.from({ length: n }, (_, i) => 1 + (i % 7) / 7);
  let norm = 0;
  for (let i = 0; i < 30; i++) {
    const length = Math.sqrt(v.reduce((sum, value) => sum + value * value, 0));
    if (length === 0) return 0;
    v = v.map((value) => value / length);
    const u = await gemm({ a, b: v, m, n: 1, k: n });
    norm = Math.sqrt(u.reduce((sum, value) => sum + value * value, 0));
    v = await gemm({ a, b: u, m: n, n: 1, k: m, transA: true });
  }
  return 1.05 * norm;
}
