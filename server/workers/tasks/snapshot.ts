import { openGalleryWriter } from '../../gallery/hang.ts';
import type { ImageSet } from '../../ml/dataset.ts';
import { openGenerator } from '../../ml/generators/open.ts';
import { nearestTraining } from '../../ml/training/nearest.ts';

/** Seed of the pools that this server draws. */
const POOL_SEED = 1;

export interface SnapshotOptions {
  readonly dataDir: string;
  readonly runId: string;
  /** The data it was trained on, for the nearest image of each sample. */
  readonly train: ImageSet;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

/**
 * Draws samples of a checkpoint until `n` of them hang, and makes the gallery know the model.
 *
 * @returns the model's id
 */
export async function hangSnapshot(file: string, n: number, options: SnapshotOptions): Promise<string> {
  const { header, hash, id, generator } = await openGenerator(file);
  const writer = await openGalleryWriter(options.dataDir);
  try {
    writer.putModel({ id, hash, header, path: file, runId: options.runId });
    const firstIndex = writer.count(header.dataset, id);
    if (firstIndex >= n) return id;
    const { images, labels } = await generator.sample({ n: n - firstIndex, seed: POOL_SEED, firstIndex, ...options });
    const { height, width, channels } = header.shape;
    writer.hang({
      dataset: header.dataset,
      modelId: id,
      seed: POOL_SEED,
      height,
      width,
      channels,
      images,
      labels,
      indices: Array.from({ length: n - firstIndex }, (_, i) => firstIndex + i),
      nearest: await nearestTraining(images, options.train, options.signal),
    });
    return id;
  } finally {
    generator.dispose();
    await writer.close();
  }
}
