import type { Product } from './gemm.ts';

/** Columns of `b` worked on at once, so that the rows of the output in use stay in the cache. */
const BLOCK = 512;

/** Matrix product by loops, four steps of the inner sum at once; see {@link Product} for shapes. */
export function plainGemm({ a, b, m, n, k, transA, transB, out }: Product): Float64Array {
  const rows = transA ? transpose(a, k, m) : a; // [m, k]
  const columns = transB ? transpose(b, n, k) : b; // [k, n]
  const c = out ? out.fill(0) : new Float64Array(m * n);
  for (let start = 0; start < n; start += BLOCK) {
    const end = Math.min(n, start + BLOCK);
    for (let i = 0; i < m; i++) {
      let p = 0;
      for (; p + 3 < k; p += 4) {
        const a0 = rows[i * k + p]!;
        const a1 = rows[i * k + p + 1]!;
        const a2 = rows[i * k + p + 2]!;
        const a3 = rows[i * k + p + 3]!;
        const b0 = p * n;
        const b1 = b0 + n;
        const b2 = b1 + n;
        const b3 = b2 + n;
        for (let j = start; j < end; j++) {
          c[i * n + j]! +=
            a0 * columns[b0 + j]! + a1 * columns[b1 + j]! + a2 * columns[b2 + j]! + a3 * columns[b3 + j]!;
        }
      }
      for (; p < k; p++) {
        const a0 = rows[i * k + p]!;
        for (let j = start; j < end; j++) c[i * n + j]! += a0 * columns[p * n + j]!;
      }
    }
  }
  return c;
}

/** [rows, columns] to [columns, rows]. */
export function transpose(x: Float64Array, rows: number, columns: number): Float64Array {
  const y = new Float64Array(x.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) y[j * rows + i] = x[i * columns + j]!;
  return y;
}
