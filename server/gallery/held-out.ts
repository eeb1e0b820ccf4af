import type { Dataset } from '../ml/dataset.ts';
import { rngFor } from '../ml/random.ts';
import type { GalleryWriter } from './hang.ts';

/** Reals that hang of each data set: as many as of a model, so that neither side repeats sooner. */
export const REALS = 1000;
const SEED = 1;

/**
 * Hangs held-out pictures of a data set, chosen by a seeded shuffle of its test split: published sets often have the neater
 * pictures first.
 *
 * @returns new pictures
 */
export function hangReals(writer: GalleryWriter, { name, hash, classes, test }: Dataset): number {
  const { images, labels, n, height, width, channels } = test;
  const indices = sample(n, Math.min(n, REALS));
  const size = height * width * channels;
  const chosen = new Uint8Array(indices.length * size);
  indices.forEach((from, i) => chosen.set(images.subarray(from * size, (from + 1) * size), i * size));
  writer.putDataset({ name, hash, classes });
  return writer.hang({
    dataset: name,
    modelId: null,
    seed: SEED,
    height,
    width,
    channels,
    images: chosen,
    indices,
    labels: labels && indices.map((i) => labels[i]!),
    nearest: null,
  });
}

/** `count` of the numbers below n without replacement: the head of a Fisher-Yates shuffle, always the same one. */
export function sample(n: number, count: number): number[] {
  const rng = rngFor(SEED, 'held out', n);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const j = i + rng.int(n - i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order.slice(0, count);
}
