import { drawWithoutReplacement } from '../../numeric/permutation.ts';
import { rngFor } from '../../random.ts';

export const SUBSETS = 100;
export const SUBSET_SIZE = 1000;

/** Rows of the samples and of the reals that are compared with each other, ascending. [size] each */
export type Subset = readonly [Int32Array, Int32Array];

/** `count` subsets of `size` images of each side without replacement, or, where neither side has more than that, all of both once. */
export function drawSubsets(
  samples: number,
  reals: number,
  seed: number,
  count = SUBSETS,
  size = SUBSET_SIZE,
): Subset[] {
  const fitting = Math.min(size, samples, reals);
  const rng = rngFor(seed, 'kid', 'subsets');
  const different = fitting === samples && fitting === reals ? 1 : count; // all subsets of everything are the same
  return Array.from(
    { length: different },
    () =>
      [
        drawWithoutReplacement(samples, fitting, rng).sort(),
        drawWithoutReplacement(reals, fitting, rng).sort(),
      ] as const,
  );
}
