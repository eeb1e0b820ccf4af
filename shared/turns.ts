import type { Rng } from './random.ts';

/** Endless turns over n players; every round is a new shuffle. */
export function turns(rng: Rng, n: number): () => number {
  let order: number[] = [];
  return () => {
    if (order.length === 0) order = shuffled(rng, n);
    return order.pop()!;
  };
}

/** 0 to n - 1 in a random order (Fisher-Yates). */
export function shuffled(rng: Rng, n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
