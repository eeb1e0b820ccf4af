import { fQuantile } from '../numeric/quantiles.ts';
import { fullTable, type Rating } from './full-table.ts';

/** Intraclass correlations of n targets judged by k raters each (Shrout & Fleiss 1979), one rating and the mean of k. */
export interface Icc {
  /** ICC(1,1): every target has raters of its own. */
  readonly oneWay: number;
  /** ICC(2,1): the same raters, a sample of all; differences of level count. */
  readonly twoWayRandom: number;
  /** ICC(3,1): the same raters, the only ones of interest; differences of level do not count. */
  readonly twoWayMixed: number;
  /** ICC(1,k), ICC(2,k), ICC(3,k): of the raters' mean. */
  readonly oneWayMean: number;
  readonly twoWayRandomMean: number;
  readonly twoWayMixedMean: number;
  /** 95 % intervals from F distributions, exact for normal ratings; that of ICC(2) is approximate. */
  readonly intervals: {
    readonly oneWay: readonly [number, number];
    readonly twoWayRandom: readonly [number, number];
    readonly twoWayMixed: readonly [number, number];
  };
}

/**
 * @param ratings [n, k], complete
 * @throws RangeError with fewer than two targets or raters
 */
export function intraclass(ratings: ArrayLike<number>, n: number, k: number): Icc {
  if (n < 2 || k < 2 || ratings.length !== n * k)
    throw new RangeError(
      `At least 2 targets by 2 raters, all rated, are expected but ${ratings.length} ratings of ${n} x ${k} came.`,
    );
  const { between, within, raters, error } = meanSquares(ratings, n, k);
  const random = (between - error) / (between + (k - 1) * error + (k * (raters - error)) / n);
  return {
    oneWay: (between - within) / (between + (k - 1) * within),
    twoWayRandom: random,
    twoWayMixed: (between - error) / (between + (k - 1) * error),
    oneWayMean: (between - within) / between,
    twoWayRandomMean: (between - error) / (between + (raters - error) / n),
    twoWayMixedMean: (between - error) / between,
    intervals: {
      oneWay: ofRatio(between / within, n - 1, n * (k - 1), k),
      twoWayRandom: randomInterval({ between, raters, error }, random, n, k),
      twoWayMixed: ofRatio(between / error, n - 1, (n - 1) * (k - 1), k),
    },
  };
}

export interface IccOfRatings extends Icc {
  readonly targets: number;
  readonly raters: number;
  /** Share of all ratings that stand in the full table. */
  readonly share: number;
}

/**
 * Intraclass correlations of the largest full table that is found in ratings with gaps.
 *
 * @returns null where no two raters share five targets, or where targets or raters leave nothing to compare (all alike)
 */
export function intraclassOf(ratings: readonly Rating[]): IccOfRatings | null {
  const table = fullTable(ratings);
  if (table === null) return null;
  const { values, targets, raters, share } = table;
  const icc = intraclass(values, targets.length, raters.length);
  const known = [icc.oneWay, icc.twoWayRandom, icc.twoWayMixed, ...Object.values(icc.intervals).flat()];
  return known.every(Number.isFinite) ? { ...icc, targets: targets.length, raters: raters.length, share } : null;
}

interface MeanSquares {
  readonly between: number;
  readonly within: number;
  readonly raters: number;
  readonly error: number;
}

function meanSquares(ratings: ArrayLike<number>, n: number, k: number): MeanSquares {
  const targets = new Float64Array(n);
  const raters = new Float64Array(k);
  let grand = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++) {
      const x = ratings[i * k + j]!;
      targets[i]! += x / k;
      raters[j]! += x / n;
      grand += x / (n * k);
    }
  let total = 0;
  for (let at = 0; at < n * k; at++) total += (ratings[at]! - grand) ** 2;
  const ofTargets = k * targets.reduce((sum, mean) => sum + (mean - grand) ** 2, 0);
  const ofRaters = n * raters.reduce((sum, mean) => sum + (mean - grand) ** 2, 0);
  return {
    between: ofTargets / (n - 1),
    within: (total - ofTargets) / (n * (k - 1)),
    raters: ofRaters / (k - 1),
    error: (total - ofTargets - ofRaters) / ((n - 1) * (k - 1)),
  };
}

function ofRatio(f: number, df1: number, df2: number, k: number): [number, number] {
  const low = f / fQuantile(0.975, df1, df2);
  const high = f * fQuantile(0.975, df2, df1);
  return [(low - 1) / (low + k - 1), (high - 1) / (high + k - 1)];
}

/** Shrout & Fleiss 1979, p. 424, with Satterthwaite's degrees of freedom. */
function randomInterval(
  { between, raters, error }: Omit<MeanSquares, 'within'>,
  icc: number,
  n: number,
  k: number,
): [number, number] {
  const f = raters / error;
  const a = k * icc * f + n * (1 + (k - 1) * icc) - k * icc;
  const v =
    ((k - 1) * (n - 1) * a ** 2) / ((n - 1) * k ** 2 * icc ** 2 * f ** 2 + (n * (1 + (k - 1) * icc) - k * icc) ** 2);
  const upper = fQuantile(0.975, n - 1, v);
  const lower = fQuantile(0.975, v, n - 1);
  const rest = k * raters + (k * n - k - n) * error;
  return [
    (n * (between - upper * error)) / (upper * rest + n * between),
    (n * (lower * between - error)) / (rest + n * lower * between),
  ];
}
