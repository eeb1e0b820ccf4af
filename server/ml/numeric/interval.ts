/** Mean of independent values with its 95 % interval by the normal approximation (1.96 standard errors). */
export function meanInterval(values: ArrayLike<number>): { value: number; low: number; high: number; n: number } {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
  const error = 1.96 * Math.sqrt(squares / Math.max(1, n - 1) / n);
  return { value: mean, low: mean - error, high: mean + error, n };
}
