import type { Dataset, LoadOptions } from '../dataset.ts';
import { classifierPath, loadClassifier, type LoadedClassifier } from '../features/classifier/load.ts';
import { rowsOfTable } from '../features/rows.ts';
import { CheckpointError } from '../generator.ts';
import type { FeatureTable } from '../metric.ts';
import { realismOf, realismReference, type RealismReference } from '../pairs/realism.ts';
import { cachedFeatures, readFeatures } from './features.ts';

/** Training images that pictures are compared with: held-out ones hang in galleries, and would be their own neighbours. */
const REFERENCE = 10_000;

/** Says of single pictures of one data set how near they lie to its training images, in the features of its classifier. */
export interface Appraiser {
  /** Of the classifier whose features are compared. */
  readonly extractor: { readonly id: string; readonly hash: string };
  /** See `realismOf`. @param images [n, height, width, channels] */
  realism(images: Uint8Array, n: number): Promise<Float64Array>;
  dispose(): void;
}

/** @throws CheckpointError where there is no classifier, or it was trained on other data; MetricError */
export async function openAppraiser(
  dataset: Dataset,
  modelsDir: string,
  { cacheDir, signal }: LoadOptions,
): Promise<Appraiser> {
  const file = classifierPath(modelsDir, dataset.name);
  const classifier = await loadClassifier(file);
  try {
    if (classifier.datasetHash !== dataset.hash)
      throw new CheckpointError(`${file} was trained on other data than the "${dataset.name}" here; train it again.`);
    const reference = await referenceOf(classifier, dataset, cacheDir, signal);
    const { id, hash } = classifier;
    return {
      extractor: { id, hash },
      async realism(images, n) {
        return realismOf(rowsOf(await readFeatures(classifier, images, n, { signal })), reference, { signal });
      },
      dispose: () => classifier.dispose(),
    };
  } catch (error) {
    classifier.dispose();
    throw error;
  }
}

async function referenceOf(
  classifier: LoadedClassifier,
  { hash, train }: Dataset,
  cacheDir: string,
  signal?: AbortSignal,
): Promise<RealismReference> {
  const n = Math.min(train.n, REFERENCE);
  const images = train.images.subarray(0, n * train.height * train.width * train.channels);
  const key = { extractorHash: classifier.hash, datasetHash: hash, part: `train-${n}` };
  const features = await cachedFeatures(cacheDir, key, () => readFeatures(classifier, images, n, { signal }));
  return realismReference(rowsOf(features), { signal });
}

const rowsOf = ({ features, n, dimensions }: FeatureTable) => rowsOfTable(features, n, dimensions);
