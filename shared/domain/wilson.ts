/** Half a 95 % interval, in standard errors. */
const Z = 1.959963984540054;

/** A share k / n and its 95 % score interval (Wilson 1927). @param n above 0 */
export function wilson(k: number, n: number): { readonly value: number; readonly low: number; readonly high: number } {
  const value = k / n;
  const middle = (value + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const reach = (Z / (1 + Z ** 2 / n)) * Math.sqrt((value * (1 - value)) / n + Z ** 2 / (4 * n ** 2));
  return { value, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
