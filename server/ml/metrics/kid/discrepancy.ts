import { gemm } from '../../numeric/gemm.ts';

/** Rows of products held at once: what fits in a cache. */
const BLOCK = 256;

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

/** Sum of the kernel over all pairs of two different rows of x [m, d]: each pair is computed once, and counts twice. */
export async function sumWithin(x: Float64Array, d: number): Promise<number> {
  const m = x.length / d;
  let sum = 0;
  for (let start = 0; start < m; start += BLOCK) {
    const end = Math.min(m, start + BLOCK);
    const rows = x.slice(start * d, end * d);
    const [own] = await kernelSums(rows, rows, d, [end - start], 0);
    sum += own!;
    if (end === m) continue;
    const [others] = await kernelSums(rows, x.slice(end * d), d, [m - end]);
    sum += 2 * others!;
  }
  return sum;
}

/** Unbiased MMD^2 of x [m, d] and y [n, d] under the cubic kernel (Gretton et al. 2012, lemma 6); may be negative. */
export async function unbiasedMmd2(x: Float64Array, y: Float64Array, d: number): Promise<number> {
  const m = x.length / d;
  const n = y.length / d;
  const [xy] = await kernelSums(x, y, d, [n]);
  return (await sumWithin(x, d)) / (m * (m - 1)) + (await sumWithin(y, d)) / (n * (n - 1)) - (2 * xy!) / (m * n);
}
