import type { Moments } from '../numeric/moments.ts';

/** A feature lies far out where its mean is so many times what both sets spread and differ. */
const FAR = 100;

/**
 * What both sets have in common and distances do not need: the mean of every feature that lies far out, 0 elsewhere; undefined where
 * none does. |x|^2 + |y|^2 - 2 x.y loses the distance in the offset. Taking it away is exact: both numbers are within a factor of 2
 * (Sterbenz 1974).
 */
export function commonOffset(a: Moments, b: Moments): Float64Array | undefined {
  const d = a.mean.length;
  const spread = (of: Moments, c: number): number => Math.sqrt(of.covariance[c * d + c]!);
  const offset = a.mean.map((mean, c) => {
    const reach = spread(a, c) + spread(b, c) + Math.abs(mean - b.mean[c]!);
    return Math.abs(mean) > FAR * reach ? mean : 0;
  });
  return offset.some((value) => value !== 0) ? offset : undefined;
}
