import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomic } from '../checkpoints/atomic.ts';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from '../checkpoints/safetensors.ts';
import type { LoadedClassifier } from '../features/classifier/load.ts';
import type { FeatureTable } from '../metric.ts';

/** Pictures read between two reports of progress. */
const CHUNK = 1000;

/** Which extractor, which images: features are only looked up under exactly these. */
export interface FeatureKey {
  readonly extractorHash: string;
  readonly datasetHash: string;
  /** E.g. `test` or `train-10000`. */
  readonly part: string;
}

/** Features and class probabilities of pictures [n, height, width, channels]. */
export async function readFeatures(
  classifier: LoadedClassifier,
  images: Uint8Array,
  n: number,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (done: number) => void } = {},
): Promise<FeatureTable> {
  const size = images.length / n;
  const parts: Awaited<ReturnType<LoadedClassifier['features']>>[] = [];
  for (let first = 0; first < n; first += CHUNK) {
    const end = Math.min(n, first + CHUNK);
    parts.push(await classifier.features(images.subarray(first * size, end * size), options.signal));
    options.onProgress?.(end);
  }
  const features = joined(parts.map((part) => part.features));
  const { classes } = classifier;
  const probabilities = joined(parts.map((part) => part.probabilities));
  return { n, dimensions: features.length / n, features, classes, probabilities };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

/** Features from the cache, or computed and kept there. A file that is damaged, or of other images, is replaced. */
export async function cachedFeatures(
  cacheDir: string,
  key: FeatureKey,
  compute: () => Promise<FeatureTable>,
): Promise<FeatureTable> {
  const part = key.part.replace(/[^\w.-]+/g, '_');
  const name = `${key.datasetHash.slice(0, 12)}-${key.extractorHash.slice(0, 12)}-${part}.safetensors`;
  const file = path.join(cacheDir, 'features', name);
  const kept = await lookUp(file, key);
  if (kept) return kept;
  const table = await compute();
  await keep(file, key, table);
  return table;
}

async function lookUp(file: string, key: FeatureKey): Promise<FeatureTable | null> {
  try {
    const { metadata, tensors } = decodeSafetensors(await readFile(file), file);
    const [features, probabilities] = [tensors.get('features')!, tensors.get('probabilities')!];
    if (Object.entries(key).some(([field, value]) => metadata[field] !== value)) return null;
    if (metadata.hash !== hashOf(features, probabilities)) return null;
    const [n, dimensions] = features.shape as [number, number];
    const classes = probabilities.shape[1]!;
    return {
      n,
      dimensions,
      features: features.data as Float32Array,
      classes,
      probabilities: probabilities.data as Float32Array,
    };
  } catch {
    return null; // not there, or damaged: computed anew
  }
}

async function keep(file: string, key: FeatureKey, { n, dimensions, classes, ...table }: FeatureTable): Promise<void> {
  const features = { shape: [n, dimensions], data: Float32Array.from(table.features) };
  const probabilities = { shape: [n, classes], data: Float32Array.from(table.probabilities) };
  const tensors = new Map<string, StoredTensor>(Object.entries({ features, probabilities }));
  await writeAtomic(file, encodeSafetensors(tensors, { ...key, hash: hashOf(features, probabilities) }));
}

function hashOf(...tensors: readonly StoredTensor[]): string {
  const sha = createHash('sha256');
  for (const { shape, data } of tensors) {
    sha.update(`${shape.join()}\n`).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return sha.digest('hex');
}
