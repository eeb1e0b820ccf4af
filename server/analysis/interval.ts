import { probit } from './probit.ts';

/** A number, its standard error and its 95 % interval; both null where nothing tells how it would vary. */
export interface Estimate {
  readonly value: number;
  readonly se: number | null;
  readonly ci: readonly [low: number, high: number] | null;
}

/** 97.5 % quantiles of Student's t for 1 to 10 degrees of freedom. */
const T = [12.7062, 4.30265, 3.18245, 2.77645, 2.57058, 2.44691, 2.36462, 2.306, 2.26216, 2.22814];

/** 97.5 % quantile of Student's t; beyond 10 degrees of freedom by Fisher & Cornish's expansion, to 1e-4. */
export function studentT975(df: number): number {
  if (df <= T.length) return T[Math.max(1, Math.floor(df)) - 1]!;
  const z = probit(0.975);
  return (
    z +
    (z ** 3 + z) / (4 * df) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * df ** 3)
  );
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
  if (known.every((replicate) => replicate === known[0])) return { value, se: 0, ci: null };
  let mean = 0;
  for (const replicate of known) mean += replicate / n;
  let squares = 0;
  for (const replicate of known) squares += (replicate - mean) ** 2;
  const se = Math.sqrt((squares / (n - 1)) * (units / (units - 1)));
  const reach = studentT975(units - 1) * se;
  const clip = (x: number): number => Math.min(range[1], Math.max(range[0], x));
  return { value, se, ci: [clip(value - reach), clip(value + reach)] };
}
