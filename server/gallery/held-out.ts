import type { Dataset, ImageSet } from '../ml/dataset.ts';
import { drawMany } from '../ml/datasets/strokes/index.ts';
import { rngFor } from '../ml/random.ts';
import type { GalleryWriter } from './hang.ts';

/** Reals that hang of each data set: as many as of a model, so that neither side repeats sooner. */
export const REALS = 1000;
/** Seed of the choice; 0 stands for the first ones in order. */
const SEED = 1;

/**
 * Hangs held-out pictures of a data set, chosen by a seeded shuffle of its test split: published sets often have the neater
 * pictures first.
 *
 * @returns new pictures
 */
export function hangReals(writer: GalleryWriter, { name, hash, classes, test }: Dataset): number {
  const indices = sample(test.n, Math.min(test.n, REALS));
  const size = test.height * test.width * test.channels;
  const images = new Uint8Array(indices.length * size);
  indices.forEach((from, i) => images.set(test.images.subarray(from * size, (from + 1) * size), i * size));
  const labels = test.labels && Uint8Array.from(indices, (i) => test.labels![i]!);
  writer.putDataset({ name, hash, classes });
  return hang(writer, name, SEED, { ...test, images, labels, n: indices.length }, indices);
}

/** Hangs the first held-out strokes, drawing no more than these; they are made by chance, so any are as good as the first. */
export async function hangStrokes(writer: GalleryWriter): Promise<number> {
  const reals = await drawMany('test', REALS);
  writer.putDataset({ name: 'strokes', hash: null, classes: [...'0123456789'] });
  const indices = Array.from({ length: reals.n }, (_, i) => i);
  return hang(writer, 'strokes', 0, reals, indices);
}

function hang(writer: GalleryWriter, dataset: string, seed: number, set: ImageSet, indices: readonly number[]): number {
  const { images, labels, height, width, channels } = set;
  return writer.hang({ dataset, modelId: null, seed, height, width, channels, images, labels, indices, nearest: null });
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
