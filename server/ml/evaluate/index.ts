import type { AutomaticScores, MetricScore } from '../checkpoint.ts';
import type { Dataset, LoadOptions } from '../dataset.ts';
import { loadDataset } from '../datasets/index.ts';
import { classifierPath, loadClassifier, type LoadedClassifier } from '../features/classifier/load.ts';
import { CheckpointError, type ImageShape } from '../generator.ts';
import { openGenerator } from '../generators/open.ts';
import type { FeatureTable } from '../metric.ts';
import { findMetric } from '../metrics/index.ts';
import { frechetDistance } from '../metrics/frechet/distance.ts';
import { frechetAtInfinity } from '../metrics/frechet/extrapolation.ts';
import { frechetErrorOf } from '../metrics/frechet/interval.ts';
import { momentsOfRows, rowsOfTable, type RowSource } from '../features/rows.ts';
import { drawWithoutReplacement } from '../numeric/permutation.ts';
import { normalInterval, shareInterval } from '../pairs/interval.ts';
import { memorisation } from '../pairs/memorisation.ts';
import { rngFor } from '../random.ts';
import { twoSampleTest, type TwoSampleSettings } from '../two-sample/test.ts';
import { cachedFeatures, readFeatures } from './features.ts';

export interface EvaluateOptions {
  /** Samples to draw. */
  readonly n?: number;
  /** Seed of the samples, and of the subsets and resamples of the measures. */
  readonly seed?: number;
  /** Where the data set is found; features of real images are kept in its `cacheDir`. */
  readonly datasetOptions: LoadOptions;
  /** Folder with the classifier of each data set, `<dataset>/classifier.safetensors`. */
  readonly modelsDir: string;
  /** Settings that matter when sampling and differ from the checkpoint's. */
  readonly overrides?: Readonly<Record<string, unknown>>;
  /** Also trains a network to tell samples from held-out images: minutes. True for the usual settings. */
  readonly twoSample?: boolean | Partial<TwoSampleSettings>;
  readonly onProgress?: (progress: { readonly what: string; readonly fraction: number }) => void;
  /** What a reader must know beside the scores, one sentence each. */
  readonly onNote?: (note: string) => void;
  readonly signal?: AbortSignal;
}

/** As many as the held-out split of MNIST and its kin has. */
export const DEFAULT_SAMPLES = 10_000;
/** Below this the measures are noise. */
const FEWEST_SAMPLES = 100;

/**
 * Scores a checkpoint: draws samples, reads them and the held-out images with the data set's own classifier, and computes the
 * measures with their intervals, beside the floor that as many training images reach.
 *
 * @throws CheckpointError where the checkpoint, the classifier and the data set do not belong together
 * @throws MetricError, DatasetError, CheckpointError as the parts do
 */
export async function evaluateCheckpoint(file: string, options: EvaluateOptions): Promise<AutomaticScores> {
  const { seed = 0, signal, onNote, overrides, onProgress, datasetOptions } = options;
  const n = options.n ?? DEFAULT_SAMPLES;
  if (n < FEWEST_SAMPLES) {
    throw new CheckpointError(`At least ${FEWEST_SAMPLES} samples are needed for scores but n is ${n}; ask for more.`);
  }
  const opened = await openGenerator(file, overrides);
  let classifier: LoadedClassifier | null = null;
  try {
    const { header, generator } = opened;
    const dataset = await loadDataset(header.dataset, { ...datasetOptions, signal });
    requireSame(file, header.datasetHash, dataset);
    classifier = await loadClassifier(classifierPath(options.modelsDir, header.dataset));
    requireSame(classifierPath(options.modelsDir, header.dataset), classifier.datasetHash, dataset);
    const real = new RealFeatures(classifier, dataset, datasetOptions.cacheDir, signal);
    const reals = await real.ofTest();
    const onSampled = (done: number): void => onProgress?.({ what: 'Drawing samples', fraction: done / n });
    const { images, labels } = await generator.sample({ n, seed, signal, onProgress: onSampled });
    const onRead = (done: number): void => onProgress?.({ what: 'Reading samples', fraction: done / n });
    const samples = await readFeatures(classifier, images, n, { signal, onProgress: onRead });
    const scoreBy = async (metric: string): Promise<MetricScore> => {
      onProgress?.({ what: `Scoring: ${metric}`, fraction: 0 });
      const { notes, ...score } = await (await findMetric(metric)).score({ samples, reals, seed, signal });
      notes.forEach((note) => onNote?.(note));
      return score;
    };
    const reader = classifier;
    const own = await generator.measure?.(dataset, {
      seed,
      signal,
      readClasses: async (pictures) => {
        const count = pictures.length / (images.length / n);
        return classesRead(await readFeatures(reader, pictures, count, { signal }));
      },
      onProgress: (fraction) => onProgress?.({ what: 'Measuring on held-out images', fraction }),
    });
    const train = await real.ofTrain((done) =>
      onProgress?.({ what: 'Reading the training images', fraction: done / dataset.train.n }),
    );
    const test = { images: dataset.test.images, shape: header.shape };
    return {
      frechet: await scoreBy('frechet'),
      inceptionScore: await scoreBy('inception-score'),
      kid: await scoreBy('kid'),
      precision: await scoreBy('precision'),
      recall: await scoreBy('recall'),
      density: await scoreBy('density'),
      coverage: await scoreBy('coverage'),
      frechetInfinity: await atInfinity(samples, reals, options),
      memorisation: await memorised(samples, reals, train, options),
      ...(options.twoSample && { twoSample: await toldApart(images, test.images, test.shape, options) }),
      floor: await floor(n, train, reals, onNote),
      classAccuracy: labels ? shareRead(samples, labels) : null,
      own: own ?? {},
      extractor: { id: classifier.id, hash: classifier.hash },
      samples: { n, seed },
    };
  } finally {
    classifier?.dispose();
    opened.generator.dispose();
  }
}

/** Features of real images, from the cache where they were computed before. */
class RealFeatures {
  readonly #classifier: LoadedClassifier;
  readonly #dataset: Dataset;
  readonly #cacheDir: string;
  readonly #signal: AbortSignal | undefined;

  constructor(classifier: LoadedClassifier, dataset: Dataset, cacheDir: string, signal?: AbortSignal) {
    this.#classifier = classifier;
    this.#dataset = dataset;
    this.#cacheDir = cacheDir;
    this.#signal = signal;
  }

  ofTest(): Promise<FeatureTable> {
    const { images, n } = this.#dataset.test;
    return this.#cached('test', images, n);
  }

  ofTrain(onRead?: (done: number) => void): Promise<FeatureTable> {
    const { images, n } = this.#dataset.train;
    return this.#cached('train', images, n, onRead);
  }

  #cached(part: string, images: Uint8Array, n: number, onProgress?: (done: number) => void): Promise<FeatureTable> {
    const key = { extractorHash: this.#classifier.hash, datasetHash: this.#dataset.hash, part };
    return cachedFeatures(this.#cacheDir, key, () =>
      readFeatures(this.#classifier, images, n, { signal: this.#signal, onProgress }),
    );
  }
}

const rowsOf = ({ features, n, dimensions }: FeatureTable): RowSource => rowsOfTable(features, n, dimensions);

/** Frechet distance of n training images, always the same ones, to the held-out images. */
async function floor(
  n: number,
  train: FeatureTable,
  reals: FeatureTable,
  onNote?: (note: string) => void,
): Promise<number> {
  const count = Math.min(n, train.n);
  if (count < n) onNote?.(`The floor is of ${count} images: the training split has no more.`);
  const chosen = drawWithoutReplacement(train.n, count, rngFor('floor', train.n, count));
  const features = await rowsOf(train).gather(chosen);
  const a = await momentsOfRows(rowsOfTable(features, count, train.dimensions));
  return frechetDistance(a, await momentsOfRows(rowsOf(reals)));
}

async function atInfinity(
  samples: FeatureTable,
  reals: FeatureTable,
  { seed = 0, signal, onProgress }: EvaluateOptions,
): Promise<MetricScore> {
  const what = 'Frechet distance at infinite n';
  const [x, y] = [rowsOf(samples), rowsOf(reals)];
  const line = await frechetAtInfinity(x, y, seed, {
    signal,
    onProgress: (fraction) => onProgress?.({ what, fraction }),
  });
  const error = Math.hypot(line.error, await frechetErrorOf(x, y, signal));
  return { value: line.value, ...normalInterval({ value: line.value, error }), n: samples.n };
}

async function memorised(
  samples: FeatureTable,
  reals: FeatureTable,
  train: FeatureTable,
  { signal, onProgress }: EvaluateOptions,
): Promise<MetricScore> {
  const what = 'Distances to the training set';
  const estimate = await memorisation(rowsOf(samples), rowsOf(reals), rowsOf(train), {
    signal,
    onProgress: (fraction) => onProgress?.({ what, fraction }),
  });
  return { value: estimate.value, ...shareInterval(estimate, samples.n), n: samples.n };
}

async function toldApart(
  samples: Uint8Array,
  reals: Uint8Array,
  shape: ImageShape,
  { seed = 0, signal, onProgress, twoSample }: EvaluateOptions,
): Promise<MetricScore> {
  const { accuracy, n } = await twoSampleTest(samples, reals, shape, {
    seed,
    signal,
    ...(typeof twoSample === 'object' && { settings: twoSample }),
    onProgress: (fraction) => onProgress?.({ what: 'Learning to tell samples from reals', fraction }),
  });
  const error = Math.sqrt((accuracy * (1 - accuracy)) / n);
  return { value: accuracy, ...shareInterval({ value: accuracy, error }, n), n };
}

/** Share of the samples that the classifier reads as the class asked for. */
function shareRead(samples: FeatureTable, labels: Uint8Array): number {
  const read = classesRead(samples);
  return read.filter((label, i) => label === labels[i]).length / samples.n;
}

/** The likeliest class of each picture. [n] */
function classesRead({ n, classes, probabilities }: FeatureTable): Uint8Array {
  return Uint8Array.from({ length: n }, (_, i) => {
    let best = 0;
    for (let c = 1; c < classes; c++)
      if (probabilities[i * classes + c]! > probabilities[i * classes + best]!) best = c;
    return best;
  });
}

function requireSame(file: string, hash: string, dataset: Dataset): void {
  if (hash === dataset.hash) return;
  throw new CheckpointError(
    `${file} was trained on other data (${hash.slice(0, 12)}) than the "${dataset.name}" here (${dataset.hash.slice(0, 12)}); give the data it was trained on.`,
  );
}
