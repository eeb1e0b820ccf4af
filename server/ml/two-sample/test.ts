import { startEngine, tf } from '../engine/index.ts';
import { layoutOf, network } from '../features/classifier/network.ts';
import type { ImageShape } from '../generator.ts';
import { MetricError } from '../metric.ts';
import { drawWithoutReplacement } from '../numeric/permutation.ts';
import { rngFor } from '../random.ts';
import { Batches } from '../training/batches.ts';
import { oneHot } from '../training/layers.ts';
import { Learner } from '../training/learner.ts';
import { ratesAt } from '../training/schedule.ts';

/** Strong enough that its verdict is not flattery: four epochs of a narrower network missed what this one finds. */
export const TWO_SAMPLE = { channels: 24, epochs: 12, perSide: 10_000, batch: 128, learningRate: 3e-3, heldOut: 0.2 };
export type TwoSampleSettings = typeof TWO_SAMPLE;

const WARMUP = 100;
const READ = 200;
/** Fewer images than this a side leave nothing to hold out. */
const FEWEST = 20;

export interface TwoSampleOptions {
  readonly seed: number;
  readonly settings?: Partial<TwoSampleSettings>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

export interface TwoSampleResult {
  /** Share of held-out images, reals and samples alike, that are told apart; a half where nothing can be told. */
  readonly accuracy: number;
  /** Held-out images of both sides together. */
  readonly n: number;
}

/**
 * Classifier two-sample test (Lopez-Paz & Oquab 2017): a network is trained to tell reals from samples and asked about
 * images of both that it has not seen, as many of either.
 *
 * @param samples [*, height, width, channels]
 * @param reals of the same size, not among those that the generator was trained on
 * @throws MetricError for too few images
 */
export async function twoSampleTest(
  samples: Uint8Array,
  reals: Uint8Array,
  shape: Omit<ImageShape, 'classes'>,
  { seed, signal, onProgress, settings: changed }: TwoSampleOptions,
): Promise<TwoSampleResult> {
  const settings = { ...TWO_SAMPLE, ...changed };
  const size = shape.height * shape.width * shape.channels;
  const perSide = Math.min(settings.perSide, samples.length / size, reals.length / size);
  if (perSide < FEWEST) {
    throw new MetricError(`A two-sample test needs ${FEWEST} images a side but one has ${perSide}; draw more.`);
  }
  const sides = [reals, samples].map((images, side) => ({
    images,
    rows: drawWithoutReplacement(images.length / size, perSide, rngFor(seed, 'two-sample', side)),
  }));
  const held = Math.round(settings.heldOut * perSide);
  /** Image i of a part: reals and samples by turns. */
  const part = (first: number, count: number): Part => ({
    n: 2 * count,
    copy(i, to, at) {
      const { images, rows } = sides[i % 2]!;
      const from = rows[first + (i >> 1)]! * size;
      for (let p = 0; p < size; p++) to[at + p] = images[from + p]! / 255;
    },
  });
  await startEngine();
  const layout = layoutOf({ ...shape, classes: 2 }, settings.channels);
  const learner = new Learner(layout, layout.initial(seed, 'two-sample'), { clipNorm: 1, weightDecay: 0.05 });
  try {
    await train(learner, part(held, perSide - held), shape, seed, settings, signal, onProgress);
    return { accuracy: await accuracyOn(learner, part(0, held), shape, signal), n: 2 * held };
  } finally {
    learner.dispose();
  }
}

interface Part {
  readonly n: number;
  /** Writes image i, 0 to 1. */
  copy(i: number, to: Float32Array, at: number): void;
}

async function train(
  learner: Learner,
  images: Part,
  { height, width, channels }: Omit<ImageShape, 'classes'>,
  seed: number,
  settings: TwoSampleSettings,
  signal?: AbortSignal,
  onProgress?: (fraction: number) => void,
): Promise<void> {
  const batch = Math.min(settings.batch, images.n);
  const steps = Math.ceil((settings.epochs * images.n) / batch);
  const batches = new Batches(images.n, batch, seed);
  const size = height * width * channels;
  for (let step = 0; step < steps; step++) {
    signal?.throwIfAborted();
    const indices = batches.at(step);
    const pixels = new Float32Array(batch * size);
    indices.forEach((index, i) => images.copy(index, pixels, i * size));
    const sides = oneHot(
      Array.from(indices, (index) => index % 2),
      2,
    );
    const rates = ratesAt(step, { steps, learningRate: settings.learningRate, emaDecay: 0.995 }, WARMUP);
    const loss = tf.tidy(() => {
      const x = tf.tensor4d(pixels, [batch, height, width, channels]);
      const y = tf.tensor2d(sides, [batch, 2]);
      return learner.descend(
        (w) =>
          tf
            .logSoftmax(network(w, x).logits)
            .mul(y)
            .sum()
            .mul(-1 / batch) as tf.Scalar,
        rates,
      ).loss;
    });
    await loss.data();
    loss.dispose();
    onProgress?.((step + 1) / steps);
  }
}

async function accuracyOn(
  learner: Learner,
  images: Part,
  { height, width, channels }: Omit<ImageShape, 'classes'>,
  signal?: AbortSignal,
): Promise<number> {
  const size = height * width * channels;
  let right = 0;
  for (let first = 0; first < images.n; first += READ) {
    signal?.throwIfAborted();
    const count = Math.min(READ, images.n - first);
    const pixels = new Float32Array(READ * size); // always as many, so that the network is compiled once
    for (let i = 0; i < count; i++) images.copy(first + i, pixels, i * size);
    const logits = tf.tidy(
      () => network(learner.averaged(), tf.tensor4d(pixels, [READ, height, width, channels])).logits,
    );
    const scores = await logits.data();
    logits.dispose();
    for (let i = 0; i < count; i++) right += Number(Number(scores[2 * i + 1]! > scores[2 * i]!) === (first + i) % 2);
  }
  return right / images.n;
}
