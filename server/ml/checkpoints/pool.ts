import { readFile } from 'node:fs/promises';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { CheckpointError } from '../generator.ts';
import { writeAtomic } from './atomic.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import type { StoredTensor } from './safetensors.ts';

/** Samples drawn ahead of play: image i is what the checkpoint gives for (seed, firstIndex + i). */
export interface Pool {
  readonly checkpointId: string;
  readonly seed: number;
  readonly firstIndex: number;
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** [n, height, width, channels], 0 to 255. */
  readonly images: Uint8Array;
  /** Class asked of each, null for unconditional models. [n] */
  readonly labels: Uint8Array | null;
  /** The training image nearest to each sample, in Euclidean distance over pixels of 0 to 255. */
  readonly nearestTrain: NearestTrain | null;
}

export interface NearestTrain {
  /** [n] */
  readonly index: Int32Array;
  /** [n] */
  readonly distance: Float32Array;
}

const description = z.object({
  format: z.literal(1),
  kind: z.literal('pool'),
  checkpointId: z.string(),
  seed: z.number().int(),
  firstIndex: z.number().int().min(0),
});

/**
 * Writes a pool: a safetensors file with `images` (U8), and where known `labels`, `nearest.index`, `nearest.distance`, compressed by
 * Brotli, which makes pictures of digits an eighth smaller than gzip does.
 */
export async function writePool(file: string, pool: Omit<Pool, 'n'>): Promise<void> {
  const { checkpointId, seed, firstIndex, height, width, channels, images, labels, nearestTrain } = pool;
  const n = images.length / (height * width * channels);
  const tensors = new Map<string, StoredTensor>([['images', { shape: [n, height, width, channels], data: images }]]);
  if (labels) tensors.set('labels', { shape: [n], data: labels });
  if (nearestTrain) {
    tensors.set('nearest.index', { shape: [n], data: nearestTrain.index });
    tensors.set('nearest.distance', { shape: [n], data: nearestTrain.distance });
  }
  const uncanny = JSON.stringify(description.parse({ format: 1, kind: 'pool', checkpointId, seed, firstIndex }));
  await writeAtomic(file, brotliCompressSync(encodeSafetensors(tensors, { uncanny })));
}

/** Reads a pool. @throws CheckpointError for a missing, damaged or foreign file. */
export async function readPool(file: string): Promise<Pool> {
  let bytes: Buffer;
  try {
    bytes = brotliDecompressSync(await readFile(file));
  } catch (error) {
    throw new CheckpointError(
      `${file} should be a pool of samples under Brotli but can't be read (${(error as NodeJS.ErrnoException).code ?? 'damaged'}); draw it again with \`uncanny sample\`.`,
    );
  }
  const { metadata, tensors } = decodeSafetensors(bytes, file);
  const about = description.safeParse(parse(metadata['uncanny']));
  const images = tensors.get('images');
  if (!about.success || !(images?.data instanceof Uint8Array) || images.shape.length !== 4) {
    throw new CheckpointError(
      `${file} is a safetensors file but not a pool of samples; draw it again with \`uncanny sample\`.`,
    );
  }
  const [n, height, width, channels] = images.shape as [number, number, number, 1 | 3];
  const labels = tensors.get('labels')?.data;
  const index = tensors.get('nearest.index')?.data;
  const distance = tensors.get('nearest.distance')?.data;
  const nearestTrain = index instanceof Int32Array && distance instanceof Float32Array ? { index, distance } : null;
  const { checkpointId, seed, firstIndex } = about.data;
  return {
    checkpointId,
    seed,
    firstIndex,
    n,
    height,
    width,
    channels,
    images: images.data,
    labels: labels instanceof Uint8Array ? labels : null,
    nearestTrain,
  };
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
