import { ANY, studentInterval, type Estimate } from './estimate.ts';

/** A scale on which a statistic's errors are nearly normal. */
export interface Scale {
  readonly to: (value: number) => number;
  readonly from: (scaled: number) => number;
}

export const PLAIN: Scale = { to: (value) => value, from: (scaled) => scaled };
/** For positive numbers whose errors are relative. */
export const LOG: Scale = { to: Math.log, from: Math.exp };
/** For agreement and correlations, which end at 1: -log(1 - value). */
export const BELOW_ONE: Scale = { to: (value) => -Math.log1p(-value), from: (scaled) => -Math.expm1(-scaled) };

/** A spread that rounding alone makes, beside the size of the numbers. */
const isRounding = (spread: number, size: number): boolean => spread <= 1e-12 * Math.max(Math.abs(size), 1e-300);

/**
 * Interval by leaving out one unit (a player, a room, a picture) at a time (Quenouille; Tukey 1958): the variance is
 * (n - 1) / n times the sum of squares of the left-out values about their mean, with Student's t of n - 1 degrees of freedom.
 * For a mean that is exactly the usual t interval.
 *
 * @param value of all units
 * @param without the statistic without unit i
 * @param n units
 * @param scale on which the interval is symmetric
 */
export function jackknife(
  value: number,
  without: (i: number) => number,
  n: number,
  scale: Scale = PLAIN,
  range: readonly [number, number] = ANY,
): Estimate {
  if (n < 2 || !Number.isFinite(scale.to(value))) return { value, se: null, ci: null };
  const left = Float64Array.from({ length: n }, (_, i) => without(i));
  if (!left.every((each) => Number.isFinite(scale.to(each)))) return { value, se: null, ci: null };
  const spread = jackknifeSpread(left.map(scale.to));
  if (isRounding(spread, Math.max(...[value, scale.to(value)].map(Math.abs)))) return { value, se: 0, ci: null };
  const [low, high] = studentInterval(scale.to(value), spread, n - 1);
  return {
    value,
    se: jackknifeSpread(left),
    ci: [Math.max(range[0], scale.from(low)), Math.min(range[1], scale.from(high))],
  };
}

/** Standard error from the values that leave out one unit each. */
export function jackknifeSpread(left: ArrayLike<number>): number {
  const n = left.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += left[i]! / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (left[i]! - mean) ** 2;
  return Math.sqrt((squares * (n - 1)) / n);
}

/** A mean of units and its t interval; a single unit has none. */
export function meanOf(values: ArrayLike<number>, range: readonly [number, number] = ANY): Estimate {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  if (n < 2) return { value: mean, se: null, ci: null };
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
  const spread = Math.sqrt(squares / (n - 1) / n);
  const se = isRounding(spread, mean) ? 0 : spread;
  return { value: mean, se, ci: se === 0 ? null : studentInterval(mean, se, n - 1, range) };
}
