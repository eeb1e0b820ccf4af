import { meanAndDeviation, quantileOfSorted } from '../../numeric/quantile.ts';
import type { Rng } from '../../random.ts';

/** Class probabilities of n images, and the negative entropy of each. */
interface Predictions {
  readonly p: Float32Array | Float64Array;
  readonly k: number;
  /** sum p log p [n] */
  readonly negativeEntropy: Float64Array;
}

export interface InceptionScore {
  /** Mean over the splits. */
  readonly mean: number;
  /** Population standard deviation over the splits. */
  readonly deviation: number;
}

/**
 * Inception Score (Salimans et al. 2016): exp of the mean Kullback-Leibler divergence of p(y|x) from p(y), for each split apart.
 *
 * @param p [n, k]
 * @param order the images of all splits after one another; a random order [n]
 */
export function inceptionScore(
  p: Float32Array | Float64Array,
  k: number,
  order: Int32Array,
  splits: number,
): InceptionScore {
  return overSplits(predictionsOf(p, k), order, splits);
}

/**
 * 95 % interval by resampling the images within each split. Resampling lowers p(y)'s entropy once more, so the quantiles
 * are of the deviation from the replicates' own mean.
 */
export function inceptionInterval(
  p: Float32Array | Float64Array,
  k: number,
  order: Int32Array,
  splits: number,
  replicates: number,
  rng: Rng,
): { low: number; high: number } {
  const predictions = predictionsOf(p, k);
  const n = order.length;
  const { mean } = overSplits(predictions, order, splits);
  const drawn = new Int32Array(n);
  const values = Float64Array.from({ length: replicates }, () => {
    for (let s = 0; s < splits; s++) {
      const [start, end] = bounds(s, splits, n);
      for (let i = start; i < end; i++) drawn[i] = order[start + rng.int(end - start)]!;
    }
    return overSplits(predictions, drawn, splits).mean;
  });
  const centre = meanAndDeviation(values).mean;
  values.sort();
  const limit = (q: number): number => Math.min(k, Math.max(1, mean + quantileOfSorted(values, q) - centre));
  return { low: limit(0.025), high: limit(0.975) };
}

function predictionsOf(p: Float32Array | Float64Array, k: number): Predictions {
  const negativeEntropy = new Float64Array(p.length / k);
  for (let i = 0; i < p.length; i++) {
    const value = p[i]!;
    if (value > 0) negativeEntropy[Math.floor(i / k)]! += value * Math.log(value);
  }
  return { p, k, negativeEntropy };
}

function overSplits({ p, k, negativeEntropy }: Predictions, order: Int32Array, splits: number): InceptionScore {
  const scores = new Float64Array(splits);
  const marginal = new Float64Array(k);
  for (let s = 0; s < splits; s++) {
    const [start, end] = bounds(s, splits, order.length);
    const n = end - start;
    marginal.fill(0);
    let divergence = 0;
    for (let i = start; i < end; i++) {
      const image = order[i]!;
      divergence += negativeEntropy[image]! / n;
      for (let c = 0; c < k; c++) marginal[c]! += p[image * k + c]! / n;
    }
    for (const value of marginal) if (value > 0) divergence -= value * Math.log(value);
    scores[s] = Math.exp(divergence);
  }
  return meanAndDeviation(scores);
}

const bounds = (s: number, splits: number, n: number): [number, number] => [
  Math.floor((s * n) / splits),
  Math.floor(((s + 1) * n) / splits),
];
