import type { OwnMeasure } from '../../checkpoint.ts';
import type { ImageSet } from '../../dataset.ts';
import type { MeasureOptions } from '../../generator.ts';
import { meanInterval } from '../../numeric/interval.ts';
import { squaredErrors } from '../../numeric/reconstruction.ts';
import { rngFor } from '../../random.ts';
import type { Vae } from './vae.ts';

/** Pictures in one pass. */
const BATCH = 100;
/** Draws of the code for each picture of the tighter bound, and pictures it is computed on. */
const IWAE = { draws: 64, pictures: 500 };

/**
 * On held-out images, each binarised once with its grey values as probabilities: the bound on -ln p(x), its parts, the tighter bound
 * by importance weights (Burda, Grosse & Salakhutdinov 2016), and the error of the reconstructions of the grey images.
 *
 * A model told the class bounds -ln p(x | y); -ln p(x) <= -ln p(x, y) = -ln p(x | y) - ln p(y) adds what the class itself costs,
 * which makes the numbers comparable with those of models that are not told.
 */
export async function measureVae(
  model: Pick<Vae, 'bounds' | 'reconstruct' | 'classNats'>,
  test: ImageSet,
  { seed = 0, signal, onProgress }: MeasureOptions,
): Promise<Record<string, OwnMeasure>> {
  const size = test.height * test.width * test.channels;
  const binary = binarised(test.images, seed);
  const passes = Math.ceil(test.n / BATCH);
  const extra = Math.ceil(Math.min(IWAE.pictures, test.n) / BATCH) * IWAE.draws;
  let done = 0;
  const pass = async (first: number, draw: number): Promise<BatchBound> => {
    signal?.throwIfAborted();
    const count = Math.min(BATCH, test.n - first);
    const pixels = new Float32Array(BATCH * size); // a short last batch is filled up with black, so that one graph does
    pixels.set(binary.subarray(first * size, (first + count) * size));
    const labels = Array.from({ length: BATCH }, (_, i) => test.labels?.[Math.min(first + i, test.n - 1)] ?? -1);
    const parts = await model.bounds.of(pixels, labels, BATCH, rngFor(seed, 'bound', first, draw));
    onProgress?.(++done / (passes + extra));
    return { count, labels, ...parts };
  };
  const [reconstruction, kl, elbo, errors]: number[][] = [[], [], [], []];
  for (let first = 0; first < test.n; first += BATCH) {
    const bound = await pass(first, 0);
    for (let i = 0; i < bound.count; i++) {
      reconstruction!.push(bound.reconstruction[i]!);
      kl!.push(bound.kl[i]!);
      elbo!.push(bound.reconstruction[i]! + bound.kl[i]! + model.classNats(bound.labels[i]!));
    }
    const images = test.images.subarray(first * size, (first + bound.count) * size);
    errors!.push(...squaredErrors(images, await model.reconstruct(images, bound.labels, bound.count), size));
  }
  const tighter: number[] = [];
  for (let first = 0; first < Math.min(IWAE.pictures, test.n); first += BATCH) {
    const weights: Float64Array[] = [];
    let last: BatchBound | null = null;
    for (let draw = 1; draw <= IWAE.draws; draw++) {
      last = await pass(first, draw);
      weights.push(Float64Array.from(last.reconstruction, (value, i) => -value - last!.logRatio[i]!));
    }
    const { count, labels } = last!;
    for (let i = 0; i < count; i++)
      tighter.push(model.classNats(labels[i]!) - logMeanExp(weights.map((row) => row[i]!)));
  }
  return {
    negativeElbo: { ...meanInterval(elbo!), unit: 'nats' },
    [`iwae${IWAE.draws}`]: { ...meanInterval(tighter), unit: 'nats' },
    reconstruction: { ...meanInterval(reconstruction!), unit: 'nats' },
    kl: { ...meanInterval(kl!), unit: 'nats' },
    reconstructionError: {
      ...meanInterval(errors!),
      unit: 'squared, 0 to 1, a pixel',
    },
  };
}

interface BatchBound {
  readonly count: number;
  readonly labels: readonly number[];
  readonly reconstruction: Float32Array;
  readonly kl: Float32Array;
  readonly logRatio: Float32Array;
}

/** Each pixel 0 or 1, white with its grey value as probability. */
export function binarised(images: Uint8Array, seed: number): Float32Array {
  const rng = rngFor(seed, 'binarised');
  return Float32Array.from(images, (grey) => (grey > 0 && 255 * rng.uniform() < grey ? 1 : 0));
}

/** ln of the mean of exp, without overflow. */
export function logMeanExp(values: readonly number[]): number {
  const peak = Math.max(...values);
  return peak + Math.log(values.reduce((sum, value) => sum + Math.exp(value - peak), 0) / values.length);
}
