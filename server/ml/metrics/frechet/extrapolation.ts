import { momentsOfRows, type RowSource } from '../../features/rows.ts';
import { drawWithoutReplacement } from '../../numeric/permutation.ts';
import { rngFor } from '../../random.ts';
import { frechetDistance } from './distance.ts';

/** Sizes that the line is fitted through (Chong & Forsyth 2020). */
export const SIZES = 15;
/** The smallest size as a share of all images. */
const LEAST_SHARE = 0.1;

export interface Extrapolation {
  /** Where the line meets 1/n = 0; below 0 where the sets are as alike as chance allows. */
  readonly value: number;
  /** Standard error of that from the scatter about the line alone. */
  readonly error: number;
  readonly points: readonly { readonly share: number; readonly distance: number }[];
}

/**
 * The Frechet distance at infinite n: its bias falls as 1/n, so a line through the distances of 15 sizes is followed to
 * 1/n = 0 (Chong & Forsyth 2020, Effectively unbiased FID). Both sets are thinned by the same share, so that the limit is the
 * distance of the distributions; where features outnumber images the bias is no line and the value is not to be trusted.
 */
export async function frechetAtInfinity(
  x: RowSource,
  y: RowSource,
  seed: number,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (fraction: number) => void } = {},
): Promise<Extrapolation> {
  const points: { share: number; distance: number }[] = [];
  const rng = rngFor(seed, 'frechet', 'infinity');
  for (let i = 0; i < SIZES; i++) {
    options.signal?.throwIfAborted();
    const share = LEAST_SHARE + ((1 - LEAST_SHARE) * i) / (SIZES - 1);
    const [a, b] = [await thinned(x, share, rng), await thinned(y, share, rng)];
    const distance = await frechetDistance(
      await momentsOfRows(a, options.signal),
      await momentsOfRows(b, options.signal),
    );
    points.push({ share, distance });
    options.onProgress?.((i + 1) / SIZES);
  }
  return { ...lineAtZero(points.map(({ share, distance }) => [1 / share, distance])), points };
}

async function thinned(source: RowSource, share: number, rng: ReturnType<typeof rngFor>): Promise<RowSource> {
  const count = Math.max(2, Math.round(share * source.n));
  if (count >= source.n) return source;
  const rows = drawWithoutReplacement(source.n, count, rng).sort();
  return {
    n: count,
    d: source.d,
    rows: (start, end) => source.gather(rows.subarray(start, end)),
    gather: (indices) => source.gather(Int32Array.from({ length: indices.length }, (_, i) => rows[indices[i]!]!)),
  };
}

/** Intercept of the least squares line, and its standard error. */
export function lineAtZero(points: readonly (readonly [number, number])[]): { value: number; error: number } {
  const n = points.length;
  const mean = points.reduce((sum, [x]) => sum + x, 0) / n;
  const level = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const spread = points.reduce((sum, [x]) => sum + (x - mean) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - mean) * (y - level), 0) / spread;
  const value = level - slope * mean;
  const residual = points.reduce((sum, [x, y]) => sum + (y - value - slope * x) ** 2, 0) / (n - 2);
  return { value, error: Math.sqrt(residual * (1 / n + mean ** 2 / spread)) };
}
