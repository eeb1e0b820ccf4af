/**
 * Half N(theta_1, s^2), half N(theta_2, s^2): the smallest mixture whose likelihood is a surface over the plane.
 */
export type Theta = readonly [number, number];

/** Standard deviation of both halves, known. */
export const SPREAD = 0.6;

const logNormal = (x: number, mean: number): number =>
  -0.5 * Math.log(2 * Math.PI * SPREAD ** 2) - (x - mean) ** 2 / (2 * SPREAD ** 2);

/** log p(x | theta), nats. */
export function logDensity(theta: Theta, x: number): number {
  const [a, b] = [logNormal(x, theta[0]), logNormal(x, theta[1])];
  const top = Math.max(a, b);
  return top + Math.log(0.5 * (Math.exp(a - top) + Math.exp(b - top)));
}

/** Log-likelihood of all points together, nats. */
export const logLikelihood = (theta: Theta, data: readonly number[]): number =>
  data.reduce((sum, x) => sum + logDensity(theta, x), 0);

/** Probability that the first half drew x. */
export const shareOfFirst = (theta: Theta, x: number): number =>
  1 / (1 + Math.exp(logNormal(x, theta[1]) - logNormal(x, theta[0])));

/** Slope of the log-likelihood: sum of share times (x - theta) over the variance. */
export function gradient(theta: Theta, data: readonly number[]): Theta {
  let [first, second] = [0, 0];
  for (const x of data) {
    const share = shareOfFirst(theta, x);
    first += (share * (x - theta[0])) / SPREAD ** 2;
    second += ((1 - share) * (x - theta[1])) / SPREAD ** 2;
  }
  return [first, second];
}

/** One step uphill. @param rate of the mean slope over the points */
export function gradientStep(theta: Theta, data: readonly number[], rate: number): Theta {
  const [first, second] = gradient(theta, data);
  return [theta[0] + (rate * first) / data.length, theta[1] + (rate * second) / data.length];
}

/** One E and M: each mean moves to the points' share-weighted mean. */
export function emStep(theta: Theta, data: readonly number[]): Theta {
  let [w, first, second] = [0, 0, 0];
  for (const x of data) {
    const share = shareOfFirst(theta, x);
    w += share;
    first += share * x;
    second += (1 - share) * x;
  }
  return [w > 1e-9 ? first / w : theta[0], data.length - w > 1e-9 ? second / (data.length - w) : theta[1]];
}
