import type { RowSource } from '../features/rows.ts';
import type { Estimate } from './manifold.ts';
import { nearestAmong } from './nearest.ts';
import type { PairOptions } from './tiles.ts';

/**
 * How often a sample is nearer to the training set than a held-out image is: P(d(sample, train) < d(held-out, train)), ties
 * counting half (the statistic of Meehan, Chaudhuri & Dasgupta 2020 before standardising). A half: samples are as far from
 * what was learned as new images are. Near 1: they are copies of it. Below a half: they lie off the data.
 */
export async function memorisation(
  samples: RowSource,
  heldOut: RowSource,
  train: RowSource,
  { signal, onProgress }: PairOptions = {},
): Promise<Estimate> {
  const all = samples.n + heldOut.n;
  const ofSamples = await nearestAmong(samples, train, {
    signal,
    onProgress: (fraction) => onProgress?.((fraction * samples.n) / all),
  });
  const ofHeldOut = await nearestAmong(heldOut, train, {
    signal,
    onProgress: (fraction) => onProgress?.((samples.n + fraction * heldOut.n) / all),
  });
  return chanceOfLess(ofSamples, ofHeldOut);
}

/**
 * P(a < b) + P(a = b) / 2, the Mann-Whitney statistic as a share, with the standard error over both sets (DeLong, DeLong &
 * Clarke-Pearson 1988).
 */
export function chanceOfLess(a: Float64Array, b: Float64Array): Estimate {
  const [ofA, ofB] = [a.slice().sort(), b.slice().sort()];
  const above = a.map((value) => 1 - ranked(ofB, value) / b.length);
  const below = b.map((value) => ranked(ofA, value) / a.length);
  const value = mean(above);
  return { value, error: Math.sqrt(varianceOfMean(above) + varianceOfMean(below)) };
}

/** Of the sorted values, how many are less than `value`, those equal to it counting half. */
function ranked(sorted: Float64Array, value: number): number {
  const bound = (past: (other: number) => boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (past(sorted[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return (bound((other) => other >= value) + bound((other) => other > value)) / 2;
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function varianceOfMean(values: Float64Array): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return squares / Math.max(1, values.length - 1) / values.length;
}
