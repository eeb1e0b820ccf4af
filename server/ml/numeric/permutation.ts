import type { Rng } from '../random.ts';

/** The first `count` places of a random order of 0..n-1 (Fisher and Yates). [count] */
export function drawWithoutReplacement(n: number, count: number, rng: Rng): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const j = i + rng.int(n - i);
    const swapped = order[i]!;
    order[i] = order[j]!;
    order[j] = swapped;
  }
  return order.slice(0, count);
}
