import { betaCdf, gammaCdf } from './gamma.ts';

/** Where a rising function crosses `target`, by bisection to the last figure. */
function crossing(rising: (x: number) => number, target: number, low: number, high: number): number {
  let [from, to] = [low, high];
  for (let i = 0; i < 200; i++) {
    const middle = (from + to) / 2;
    if (middle === from || middle === to) break;
    if (rising(middle) < target) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

/** Share of Student's t below x. @param df degrees of freedom, above 0 */
export function studentCdf(x: number, df: number): number {
  const tail = betaCdf(df / (df + x * x), df / 2, 0.5) / 2;
  return x > 0 ? 1 - tail : tail;
}

const known = new Map<string, number>();

/** Quantile of Student's t; equal arguments are computed once. @param p in (0, 1) */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, df);
  const key = `${p} ${df}`;
  let value = known.get(key);
  if (value === undefined) {
    const share = crossing((b) => betaCdf(b, df / 2, 0.5), 2 * (1 - p), 0, 1);
    value = Math.sqrt(df / share - df);
    known.set(key, value);
  }
  return value;
}

/** Quantile of a gamma distribution of scale 1. */
export function gammaQuantile(p: number, shape: number): number {
  let high = shape + 10;
  while (gammaCdf(high, shape) < p) high *= 2;
  return crossing((x) => gammaCdf(x, shape), p, 0, high);
}

/** Quantile of a beta distribution. */
export function betaQuantile(p: number, a: number, b: number): number {
  return crossing((x) => betaCdf(x, a, b), p, 0, 1);
}

/** Quantile of Fisher's F. */
export function fQuantile(p: number, df1: number, df2: number): number {
  const share = betaQuantile(p, df1 / 2, df2 / 2);
  return (df2 * share) / (df1 * (1 - share));
}

/** Exact 95 % interval of the mean of a Poisson count (Garwood 1936). */
export function poissonInterval(count: number): [low: number, high: number] {
  return [count === 0 ? 0 : gammaQuantile(0.025, count), gammaQuantile(0.975, count + 1)];
}

/** Exact 95 % interval of a share (Clopper & Pearson 1934). */
export function binomialInterval(successes: number, n: number): [low: number, high: number] {
  return [
    successes === 0 ? 0 : betaQuantile(0.025, successes, n - successes + 1),
    successes === n ? 1 : betaQuantile(0.975, successes + 1, n - successes),
  ];
}
