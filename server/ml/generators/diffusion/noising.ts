import type { Rng } from '../../random.ts';
import { NOISE_FEATURES, noiseFeatures } from './network.ts';
import { scalings, trainingSigma, type TrainingNoise } from './schedule.ts';

/** Pictures under noise, as F learns from them. */
export interface NoisedBatch {
  /** Scaled to unit variance. [n, pixels] */
  readonly input: Float32Array;
  /** F's own target, (y - skip x) / out, which EDM's weighting makes of unit variance at every noise level. [n, pixels] */
  readonly target: Float32Array;
  /** Rows of `noiseFeatures`. [n, 32] */
  readonly noise: Float32Array;
}

/**
 * Puts each picture under noise of a level drawn for it.
 *
 * @param images grey levels of all pictures, `size` numbers each
 * @param values of each grey level in the network's units [256]
 * @param told called after each picture was noised, with its place in the batch, for what else is drawn from `rng`
 */
export function noised(
  images: Uint8Array,
  size: number,
  indices: Uint32Array,
  values: Float32Array,
  settings: TrainingNoise,
  rng: Rng,
  told: (i: number) => void,
): NoisedBatch {
  const n = indices.length;
  const [input, target] = [new Float32Array(n * size), new Float32Array(n * size)];
  const noise = new Float32Array(n * NOISE_FEATURES);
  indices.forEach((index, i) => {
    const sigma = trainingSigma(rng.normal(), settings);
    const c = scalings(sigma);
    for (let j = 0; j < size; j++) {
      const y = values[images[index * size + j]!]!;
      const x = y + sigma * rng.normal();
      input[i * size + j] = c.input * x;
      target[i * size + j] = (y - c.skip * x) / c.out;
    }
    noise.set(noiseFeatures(sigma), i * NOISE_FEATURES);
    told(i);
  });
  return { input, target, noise };
}
