import { studentQuantile } from '../numeric/quantiles.ts';

/** A number, its standard error and its 95 % interval; both null where nothing tells how it would vary. */
export interface Estimate {
  readonly value: number;
  readonly se: number | null;
  readonly ci: readonly [low: number, high: number] | null;
}

/** 97.5 % quantile of Student's t. */
export function studentT975(df: number): number {
  return studentQuantile(0.975, Math.max(1, df));
}

/** The whole line. */
export const ANY: readonly [number, number] = [-Infinity, Infinity];

/** value -+ t(df) se, clipped to a range. */
export function studentInterval(
  value: number,
  se: number,
  df: number,
  range: readonly [number, number] = ANY,
): [low: number, high: number] {
  const reach = studentT975(df) * se;
  return [Math.max(range[0], value - reach), Math.min(range[1], value + reach)];
}

/**
 * Estimate from bootstrap replicates: the spread of the replicates, times sqrt(units / (units - 1)) because a bootstrap of few
 * units is that much too narrow, and Student's t with units - 1 degrees of freedom around the value (Hesterberg 2015, 5).
 * Percentiles would end at the most extreme of a handful of players. Not-a-number replicates (a resample without such
 * trials) are left out; where all are equal, `se` is 0.
 *
 * @param units how many players (or rooms) were resampled, 2 at least
 * @param range the interval is clipped to it
 */
export function estimateFrom(
  value: number,
  replicates: Float64Array,
  units: number,
  range: readonly [number, number],
): Estimate {
  const known = replicates.filter(Number.isFinite);
  const n = known.length;
  if (n < 2) return { value, se: null, ci: null };
  // Equal but for rounding: nothing tells how it would vary.
  const near = 1e-12 * Math.abs(known[0]!);
  if (known.every((replicate) => Math.abs(replicate - known[0]!) <= near)) return { value, se: 0, ci: null };
  let mean = 0;
  for (const replicate of known) mean += replicate / n;
  let squares = 0;
  for (const replicate of known) squares += (replicate - mean) ** 2;
  const se = Math.sqrt((squares / (n - 1)) * (units / (units - 1)));
  return { value, se, ci: studentInterval(value, se, units - 1, range) };
}
