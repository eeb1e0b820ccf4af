import type { FeatureTable } from '../../metric.ts';
import { gatherRows } from '../../numeric/jackknife.ts';
import { drawWithoutReplacement } from '../../numeric/permutation.ts';
import { rngFor } from '../../random.ts';
import { unbiasedMmd2 } from './discrepancy.ts';

const SUBSETS = 100;
export const SUBSET_SIZE = 1000;

/** Rows of the samples and of the reals that are compared with each other. [size] each */
export type Subset = readonly [Int32Array, Int32Array];

/** 100 subsets of 1,000 images of each side, or, where there are no more than that, all of both once. */
export function drawSubsets(samples: number, reals: number, seed: number): Subset[] {
  const size = Math.min(SUBSET_SIZE, samples, reals);
  const rng = rngFor(seed, 'kid', 'subsets');
  const count = size === samples && size === reals ? 1 : SUBSETS; // all subsets of everything are the same
  return Array.from(
    { length: count },
    () => [drawWithoutReplacement(samples, size, rng), drawWithoutReplacement(reals, size, rng)] as const,
  );
}

/** Unbiased MMD^2 of each subset. */
export async function subsetDiscrepancies(
  samples: FeatureTable,
  reals: FeatureTable,
  subsets: readonly Subset[],
  signal?: AbortSignal,
): Promise<Float64Array> {
  const d = samples.dimensions;
  const values = new Float64Array(subsets.length);
  for (const [s, [a, b]] of subsets.entries()) {
    signal?.throwIfAborted();
    values[s] = await unbiasedMmd2(gatherRows(samples.features, a, d), gatherRows(reals.features, b, d), d);
  }
  return values;
}
