const LOG_ROOT_2PI = 0.5 * Math.log(2 * Math.PI);

/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x - LOG_ROOT_2PI);
}

/** Share of the standard normal distribution below x: Marsaglia's series (2004) near 0, continued fraction in the tails. */
export function normalCdf(x: number): number {
  if (x < -3) return normalDensity(x) * millsRatio(-x);
  if (x > 3) return 1 - normalDensity(x) * millsRatio(x);
  let sum = x;
  let term = x;
  for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) sum += term *= (x * x) / i;
  return 0.5 + sum * normalDensity(x);
}

/** phi(x) / Phi(x), finite however small Phi is; the slope of log Phi. */
export function hazard(x: number): number {
  return x < -3 ? 1 / millsRatio(-x) : normalDensity(x) / normalCdf(x);
}

/** Logarithm of Phi(x), finite however small Phi is. */
export function logNormalCdf(x: number): number {
  return x < -3 ? -0.5 * x * x - LOG_ROOT_2PI + Math.log(millsRatio(-x)) : Math.log(normalCdf(x));
}

/** (1 - Phi(x)) / phi(x), x >= 3, by Laplace's continued fraction. */
function millsRatio(x: number): number {
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / fraction;
  return 1 / fraction;
}
