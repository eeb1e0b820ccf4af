import { gemm } from '../../numeric/gemm.ts';

/** Rows of products held at once: what fits in a cache. */
const BLOCK = 128;

/**
 * Sums of the kernel (x.y / d + 1)^3 over all pairs, by blocks of the columns.
 *
 * @param x [m, d]
 * @param y [n, d]
 * @param ends where each block of y ends, ascending; the last is n
 * @param sameRows where the rows of x stand in y: pairs of a row with itself are left out
 * @returns one sum for each block
 */
export async function kernelSums(
  x: Float64Array,
  y: Float64Array,
  d: number,
  ends: readonly number[],
  sameRows?: number,
): Promise<Float64Array> {
  const m = x.length / d;
  const n = y.length / d;
  const sums = new Float64Array(ends.length);
  for (let start = 0; start < m; start += BLOCK) {
    const rows = Math.min(BLOCK, m - start);
    const dots = await gemm({ a: x.slice(start * d, (start + rows) * d), b: y, m: rows, n, k: d, transB: true });
    let at = 0;
    for (let i = start; i < start + rows; i++) {
      if (sameRows !== undefined) dots[at + i + sameRows] = -d; // the kernel is 0 there
      let j = 0;
      for (let block = 0; block < ends.length; block++) {
        let sum = 0;
        for (const end = ends[block]!; j < end; j++) {
          const base = dots[at++]! / d + 1;
          sum += base * base * base;
        }
        sums[block]! += sum;
      }
    }
  }
  return sums;
}

/** Unbiased MMD^2 of x [m, d] and y [n, d] under the cubic kernel (Gretton et al. 2012, lemma 6); may be negative. */
export async function unbiasedMmd2(x: Float64Array, y: Float64Array, d: number): Promise<number> {
  const m = x.length / d;
  const n = y.length / d;
  const [xx] = await kernelSums(x, x, d, [m], 0);
  const [yy] = await kernelSums(y, y, d, [n], 0);
  const [xy] = await kernelSums(x, y, d, [n]);
  return xx! / (m * (m - 1)) + yy! / (n * (n - 1)) - (2 * xy!) / (m * n);
}
