import type { OwnMeasure } from '../checkpoint.ts';
import type { ImageSet } from '../dataset.ts';
import type { MeasureOptions } from '../generator.ts';
import { rngFor } from '../random.ts';
import { NORMAL_95 } from './jackknife.ts';
import { meanAndDeviation } from './quantile.ts';

/**
 * Log-likelihood of images under a model that knows p(x | class): log of sum_y share_y p(x | y), row by row.
 *
 * @param logs log p(x | y) [n, classes], one column where the model knows no classes
 * @param shares of the classes; empty counts as one class
 * @returns [n]
 */
export function overClasses(logs: Float64Array, shares: Float32Array): Float64Array {
  const classes = Math.max(1, shares.length);
  const priors = Float64Array.from({ length: classes }, (_, c) => (shares.length > 0 ? Math.log(shares[c]!) : 0));
  return Float64Array.from({ length: logs.length / classes }, (_, i) => {
    const joint = priors.map((prior, c) => prior + logs[i * classes + c]!);
    const top = joint.reduce((a, b) => Math.max(a, b), -Infinity);
    return top + Math.log(joint.reduce((sum, value) => sum + Math.exp(value - top), 0));
  });
}

/**
 * Mean log-likelihood of held-out images with its 95 % interval over images, in nats and as bits a dimension.
 *
 * @param logs log p of each image, in nats [n]
 * @param dimensions numbers in an image; bits are left out where it is null
 */
export function likelihoodMeasures(logs: Float64Array, dimensions: number | null): Record<string, OwnMeasure> {
  const { mean, deviation } = meanAndDeviation(logs);
  const n = logs.length;
  const half = (NORMAL_95 * deviation) / Math.sqrt(n);
  const measures: Record<string, OwnMeasure> = {
    logLikelihood: { value: mean, low: mean - half, high: mean + half, unit: 'nats', n },
  };
  if (dimensions !== null) {
    const bits = (nats: number): number => -nats / (dimensions * Math.LN2);
    measures['bitsPerDimension'] = {
      value: bits(mean),
      low: bits(mean + half),
      high: bits(mean - half),
      unit: 'bits/dim',
      n,
    };
  }
  return measures;
}

/**
 * Grey values of images start..end made continuous: uniform noise of one grey level about each (Uria et al. 2013), a stream of
 * its own for each image.
 *
 * @returns [end - start, d]
 */
export function dequantised(set: ImageSet, start: number, end: number, seed: number, what: string): Float64Array {
  const d = set.height * set.width * set.channels;
  const x = new Float64Array((end - start) * d);
  for (let i = start; i < end; i++) {
    const rng = rngFor(seed, 'dequantisation', what, i);
    for (let j = 0; j < d; j++) x[(i - start) * d + j] = set.images[i * d + j]! + rng.uniform() - 0.5;
  }
  return x;
}

/** Images dequantised at once; bounds their float64 copy. */
const CHUNK = 1000;

/**
 * Log-likelihood of held-out images, dequantised, under densities of each class (or one for all).
 *
 * @param densities log p(x | y) of each class, for rows [n, d]
 */
export async function dequantisedLikelihood(
  densities: readonly ((x: Float64Array, n: number) => Promise<Float64Array>)[],
  shares: Float32Array,
  test: ImageSet,
  { seed = 0, signal, onProgress }: MeasureOptions,
): Promise<Record<string, OwnMeasure>> {
  const groups = densities.length;
  const logs = new Float64Array(test.n * groups);
  for (let start = 0; start < test.n; start += CHUNK) {
    const end = Math.min(test.n, start + CHUNK);
    const x = dequantised(test, start, end, seed, 'test');
    for (const [g, density] of densities.entries()) {
      (await density(x, end - start)).forEach((value, i) => (logs[(start + i) * groups + g] = value));
    }
    onProgress?.(end / test.n);
    signal?.throwIfAborted();
  }
  return likelihoodMeasures(overClasses(logs, shares), test.height * test.width * test.channels);
}
