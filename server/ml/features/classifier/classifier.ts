import { tf } from '../../engine/tf.ts';
import type { ImageSet } from '../../dataset.ts';
import type { FitOptions, ImageShape, TensorMap, TrainStep } from '../../generator.ts';
import { rngFor } from '../../random.ts';
import { Batches } from '../../training/batches.ts';
import { oneHot } from '../../training/layers.ts';
import { tensorOf } from '../../training/tensors.ts';
import { Learner } from '../../training/learner.ts';
import { trainingSteps } from '../../training/loop.ts';
import { requireFolding } from '../../training/pictures.ts';
import { ratesAt } from '../../training/schedule.ts';
import { jittered } from './augment.ts';
import type { ClassifierConfig } from './index.ts';
import { FEATURES, layoutOf, network } from './network.ts';

/** Steps in which the learning rate rises; a tenth of a short run. */
const WARMUP = 100;
const CHUNK = 200;

export interface Reading {
  /** Activations before the last layer, row-major. [n, 128] */
  readonly features: Float32Array;
  /** Probability of each class, row-major. [n, classes] */
  readonly probabilities: Float32Array;
}

/** A small convolutional classifier; its penultimate layer is the space in which generators are scored. Owns its weights. */
export class Classifier {
  readonly shape: ImageShape;
  readonly #config: ClassifierConfig;
  readonly #seed: number;
  readonly #learner: Learner;
  #step = 0;

  constructor(shape: ImageShape, config: ClassifierConfig, seed: number) {
    if (shape.classes < 2)
      throw new RangeError('A classifier needs a data set with at least two classes; choose one with labels.');
    requireFolding('classifier', shape);
    const layout = layoutOf(shape, config.channels);
    this.shape = shape;
    this.#config = config;
    this.#seed = seed;
    this.#learner = new Learner(layout, layout.initial(seed, 'classifier'), { clipNorm: 1, weightDecay: 0.05 });
  }

  async *fit(train: ImageSet, options: FitOptions = {}): AsyncGenerator<TrainStep> {
    const { labels } = train;
    if (!labels) throw new RangeError('A classifier needs labelled images; choose a data set with classes.');
    const batches = new Batches(train.n, this.#config.batch, this.#seed);
    const once = async (step: number): Promise<Record<string, number>> => {
      const crossEntropy = await this.#descend(train, labels, batches.at(step), step);
      this.#step = step + 1;
      return { crossEntropy };
    };
    yield* trainingSteps(this.#step, this.#config.steps, once, options.signal);
  }

  async #descend(train: ImageSet, labels: Uint8Array, indices: Uint32Array, step: number): Promise<number> {
    const { height, width, channels, classes } = this.shape;
    const n = indices.length;
    const rng = rngFor(this.#seed, 'step', step);
    const pixels = new Float32Array(n * height * width * channels);
    indices.forEach((index, i) =>
      jittered(train.images, index, train, this.#config, rng, pixels, i * height * width * channels),
    );
    const rows = oneHot(
      Array.from(indices, (index) => labels[index]!),
      classes,
    );
    const rates = ratesAt(step, this.#config, WARMUP);
    const loss = tf.tidy(() => {
      const x = tf.tensor4d(pixels, [n, height, width, channels]);
      const y = tf.tensor2d(rows, [n, classes]);
      return this.#learner.descend(
        (w) =>
          tf
            .logSoftmax(network(w, x).logits)
            .mul(y)
            .sum()
            .mul(-1 / n) as tf.Scalar,
        rates,
      ).loss;
    });
    const [value] = await loss.data();
    loss.dispose();
    return value!;
  }

  /** Features and class probabilities of pictures [n, height, width, channels], 0 to 255. */
  async features(images: Uint8Array, signal?: AbortSignal): Promise<Reading> {
    const { height, width, channels, classes } = this.shape;
    const size = height * width * channels;
    const n = images.length / size;
    if (!Number.isInteger(n)) {
      throw new RangeError(
        `The classifier reads pictures of ${width} x ${height} x ${channels}, but ${images.length} bytes are no whole number of them; use its own data set's size.`,
      );
    }
    const features = new Float32Array(n * FEATURES);
    const probabilities = new Float32Array(n * classes);
    for (let first = 0; first < n; first += CHUNK) {
      signal?.throwIfAborted();
      const count = Math.min(CHUNK, n - first);
      const pixels = new Float32Array(CHUNK * size);
      for (let i = 0; i < count * size; i++) pixels[i] = images[first * size + i]! / 255;
      const [f, p] = tf.tidy(() => {
        const out = network(this.#learner.averaged(), tf.tensor4d(pixels, [CHUNK, height, width, channels]));
        return [out.features, tf.softmax(out.logits)] as const;
      });
      features.set(((await f.data()) as Float32Array).subarray(0, count * FEATURES), first * FEATURES);
      probabilities.set(((await p.data()) as Float32Array).subarray(0, count * classes), first * classes);
      tf.dispose([f, p]);
    }
    return { features, probabilities };
  }

  /** Share of a labelled set read rightly; NaN without labels. */
  async accuracy({ images, labels, n }: ImageSet): Promise<number> {
    if (!labels) return Number.NaN;
    const { probabilities } = await this.features(images);
    const k = this.shape.classes;
    let right = 0;
    for (let i = 0; i < n; i++) {
      const row = probabilities.subarray(i * k, (i + 1) * k);
      if (row.indexOf(Math.max(...row)) === labels[i]) right++;
    }
    return right / n;
  }

  async save(options: { forResume?: boolean } = {}): Promise<TensorMap> {
    const tensors = await this.#learner.save('classifier', options.forResume ?? false);
    return tensors.set('step', { shape: [1], data: Float32Array.of(this.#step) });
  }

  /** @throws CheckpointError */
  restore(tensors: TensorMap): void {
    this.#learner.restore('classifier', tensors);
    this.#step = tensorOf(tensors, 'step', [1])[0]!;
  }

  describe(): { parameters: number; step: number } {
    return { parameters: this.#learner.parameters, step: this.#step };
  }

  dispose(): void {
    this.#learner.dispose();
  }
}
