import { jackknifeVariance } from '../../numeric/jackknife.ts';
import { meanAndDeviation } from '../../numeric/quantile.ts';
import type { Groups } from '../../pairs/groups.ts';
import type { KernelSums } from './kernelSums.ts';

/** The three kinds of pairs that the discrepancy of x and y is made of. */
export interface KernelPairs {
  readonly xx: KernelSums;
  readonly yy: KernelSums;
  readonly xy: KernelSums;
}

export interface KernelDistance {
  /** Mean over the subsets. */
  readonly mean: number;
  /** Population standard deviation over the subsets. */
  readonly deviation: number;
  /** Images of each side in a subset. */
  readonly size: number;
  /** Standard error of the mean over both sets of images and the choice of subsets. */
  readonly error: number;
}

/**
 * Kernel inception distance (Binkowski et al. 2018): unbiased MMD^2 (Gretton et al. 2012, lemma 6) of each subset; may be
 * negative. The error is a jackknife of the MMD^2 of all pairs, by leaving out one of 40 random groups of a set in turn.
 */
export function kernelDistance(pairs: KernelPairs, x: Groups, y: Groups, size: number): KernelDistance {
  const { xx, yy, xy } = pairs;
  const within = size * (size - 1);
  const values = xx.bySubset.map((sum, s) => (sum + yy.bySubset[s]!) / within - (2 * xy.bySubset[s]!) / (size * size));
  const { mean, deviation } = meanAndDeviation(values);
  const error = Math.sqrt(varianceOfAll(pairs, x, y) + deviation ** 2 / values.length);
  return { mean, deviation, size, error };
}

/** Variance of the unbiased MMD^2 of all pairs. Leaving a group out of sums by pairs of groups is a subtraction. */
function varianceOfAll({ xx, yy, xy }: KernelPairs, x: Groups, y: Groups): number {
  const [m, n] = [x.of.length, y.of.length];
  const cross = total(xy.byGroup);
  const [inX, inY] = [total(xx.byGroup) / (m * (m - 1)), total(yy.byGroup) / (n * (n - 1))];
  const withoutX = Array.from(x.sizes, (size, g) => {
    const left = m - size;
    const crossLeft = cross - row(xy.byGroup, g, y.count);
    return withoutGroup(xx.byGroup, x.count, g, left) + inY - (2 * crossLeft) / (left * n);
  });
  const withoutY = Array.from(y.sizes, (size, g) => {
    const left = n - size;
    const crossLeft = cross - column(xy.byGroup, g, x.count, y.count);
    return inX + withoutGroup(yy.byGroup, y.count, g, left) - (2 * crossLeft) / (m * left);
  });
  return jackknifeVariance(withoutX) + jackknifeVariance(withoutY);
}

/** Mean of the kernel over pairs of different rows that are not in the group. @param sums [count, count] */
function withoutGroup(sums: Float64Array, count: number, group: number, left: number): number {
  if (left < 2) return 0;
  const sum = total(sums) - 2 * row(sums, group, count) + sums[group * count + group]!;
  return sum / (left * (left - 1));
}

const total = (sums: Float64Array): number => sums.reduce((all, value) => all + value, 0);
const row = (sums: Float64Array, i: number, columns: number): number =>
  total(sums.subarray(i * columns, (i + 1) * columns));

function column(sums: Float64Array, j: number, rows: number, columns: number): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += sums[i * columns + j]!;
  return sum;
}
