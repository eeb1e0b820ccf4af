import type { OwnMeasure } from '../../checkpoint.ts';
import { tf } from '../../engine/tf.ts';
import type { ImageSet } from '../../dataset.ts';
import type {
  FitOptions,
  Generator,
  ImageShape,
  MeasureOptions,
  SampleRequest,
  Samples,
  TensorMap,
  TrainStep,
} from '../../generator.ts';
import { rngFor } from '../../random.ts';
import type { Rng } from '../../random.ts';
import { Batches } from '../../training/batches.ts';
import { ClassShares } from '../../training/class-shares.ts';
import { oneHot } from '../../training/layers.ts';
import { tensorOf } from '../../training/tensors.ts';
import { Learner } from '../../training/learner.ts';
import { trainingSteps } from '../../training/loop.ts';
import { inChunks, requireFolding } from '../../training/pictures.ts';
import { ratesAt } from '../../training/schedule.ts';
import { bound } from './elbo.ts';
import type { Noise } from './elbo.ts';
import type { VaeConfig } from './index.ts';
import { measureVae } from './measures.ts';
import { detailPosterior, detailPrior, encode, layoutOf, outline, paint, priorCentre } from './networks.ts';

/** Steps in which the learning rate rises; a tenth of a short run. */
const WARMUP = 100;
/** Share of the steps in which the weight of the KL rises, so that codes are found before they are made to cost. */
const KL_WARMUP = 0.1;
/** Pictures encoded or decoded at once. */
const CHUNK = 64;

/** A convolutional, class-conditional variational autoencoder. Owns its weights. */
export class Vae implements Generator {
  readonly #shape: ImageShape;
  readonly #config: VaeConfig;
  readonly #seed: number;
  readonly #learner: Learner;
  readonly #shares: ClassShares;
  #step = 0;

  constructor(shape: ImageShape, config: VaeConfig, seed: number) {
    requireFolding('vae', shape);
    const layout = layoutOf(shape, config);
    this.#shape = shape;
    this.#config = config;
    this.#seed = seed;
    this.#learner = new Learner(layout, layout.initial(seed, 'vae'), {
      clipNorm: 200,
      weightDecay: 0.01,
    });
    this.#shares = new ClassShares(shape.classes);
  }

  async *fit(train: ImageSet, options: FitOptions = {}): AsyncGenerator<TrainStep> {
    this.#shares.measure(train.labels);
    const batches = new Batches(train.n, this.#config.batch, this.#seed);
    const once = async (step: number): Promise<Record<string, number>> => {
      const losses = await this.#descend(train, batches.at(step), step);
      this.#step = step + 1;
      return losses;
    };
    yield* trainingSteps(this.#step, this.#config.steps, once, options.signal);
  }

  async #descend(train: ImageSet, indices: Uint32Array, step: number): Promise<Record<string, number>> {
    const { steps, beta, binarise } = this.#config;
    const n = indices.length;
    const size = this.#size;
    const rng = rngFor(this.#seed, 'step', step);
    const pixels = new Float32Array(n * size);
    indices.forEach((index, i) => {
      for (let j = 0; j < size; j++) {
        const grey = train.images[index * size + j]! / 255;
        pixels[i * size + j] = binarise ? +(grey > 0 && rng.uniform() < grey) : grey;
      }
    });
    const labels = Array.from(indices, (index) => train.labels?.[index] ?? -1);
    const rates = ratesAt(step, this.#config, WARMUP);
    const weight = beta * Math.min(1, (step + 1) / (KL_WARMUP * steps));
    const result = tf.tidy(() => {
      const x = this.#pictures(pixels, n);
      const y = this.#classes(labels);
      const noise = this.#noise(n, rng);
      const klWeight = tf.tensor1d([weight]); // a tensor, not a number: it changes from step to step
      const parts: tf.Tensor[] = [];
      this.#learner.descend((w) => {
        const { reconstruction, kl } = bound(w, x, y, noise, this.#shape, this.#config);
        parts.push(tf.keep(reconstruction.mean()), tf.keep(kl.mean()));
        return reconstruction.mean().add(kl.mean().mul(klWeight)).sum() as tf.Scalar;
      }, rates);
      const both = tf.stack(parts);
      tf.dispose(parts);
      return both;
    });
    const [reconstruction, kl] = (await result.data()) as unknown as [number, number];
    result.dispose();
    return { negativeElbo: reconstruction + kl, reconstruction, kl };
  }

  /** Means of p(x | z, y), z ~ p(z | y). */
  async sample(request: SampleRequest): Promise<Samples> {
    const size = this.#size;
    const labels = this.#shares.draw(request);
    const images = new Uint8Array(request.n * size);
    await inChunks(request, async (first, count, chunk) => {
      const asked = new Int32Array(chunk).fill(-1);
      if (labels) asked.set(labels.subarray(first, first + count));
      const index = (request.firstIndex ?? 0) + first;
      const rngs = Array.from({ length: chunk }, (_, i) => rngFor(request.seed, 'vae', index + i));
      const mean = tf.tidy(() => {
        const w = this.#learner.averaged();
        const y = this.#classes(asked);
        const noise = this.#noise(chunk, ...rngs);
        const cells = outline(w, noise.code.add(priorCentre(w, y)) as tf.Tensor2D, y, this.#shape, this.#config);
        return tf.sigmoid(paint(w, cells, noise.details && detailDraw(detailPrior(w, cells), noise.details)));
      });
      const values = await mean.data();
      mean.dispose();
      for (let j = 0; j < count * size; j++) images[first * size + j] = Math.round(255 * values[j]!);
    });
    return { images, labels };
  }

  /**
   * Mean and deviation of q(z | x, y).
   * @param images [n, height, width, channels], 0 to 255
   * @param labels class of each, -1 for none [n]
   * @returns [n, latent] each
   */
  async encode(
    images: Uint8Array,
    labels: readonly number[],
    n: number,
  ): Promise<{ mu: Float32Array; deviation: Float32Array }> {
    const { latent } = this.#config;
    const codes = {
      mu: new Float32Array(n * latent),
      deviation: new Float32Array(n * latent),
    };
    for (let first = 0; first < n; first += CHUNK) {
      const count = Math.min(CHUNK, n - first);
      const both = tf.tidy(() => {
        const y = this.#classes(padded(labels, first, count));
        const { mu, logVar } = encode(this.#learner.averaged(), this.#greys(images, first, count), y).code;
        return tf.stack([mu, logVar.mul(0.5).exp()]);
      });
      const values = (await both.data()) as Float32Array;
      both.dispose();
      codes.mu.set(values.subarray(0, count * latent), first * latent);
      codes.deviation.set(values.subarray(CHUNK * latent, (CHUNK + count) * latent), first * latent);
    }
    return codes;
  }

  /**
   * Means of p(x | z, y), details at the mean of their prior.
   * @param codes [n, latent]
   * @param labels class of each, -1 for none [n]
   * @returns 0 to 1 [n, height, width, channels]
   */
  async decode(codes: Float32Array, labels: readonly number[], n: number): Promise<Float32Array> {
    const { latent, details } = this.#config;
    const pictures = new Float32Array(n * this.#size);
    for (let first = 0; first < n; first += CHUNK) {
      const count = Math.min(CHUNK, n - first);
      const rows = new Float32Array(CHUNK * latent);
      rows.set(codes.subarray(first * latent, (first + count) * latent));
      const mean = tf.tidy(() => {
        const w = this.#learner.averaged();
        const y = this.#classes(padded(labels, first, count));
        const cells = outline(w, tf.tensor2d(rows, [CHUNK, latent]), y, this.#shape, this.#config);
        return tf.sigmoid(paint(w, cells, details > 0 ? (detailPrior(w, cells).mu as tf.Tensor4D) : null));
      });
      pictures.set(((await mean.data()) as Float32Array).subarray(0, count * this.#size), first * this.#size);
      mean.dispose();
    }
    return pictures;
  }

  /**
   * Pictures sent through the means of q and p and back.
   * @param images [n, height, width, channels], 0 to 255
   * @param labels class of each, -1 for none [n]
   * @returns 0 to 1 [n, height, width, channels]
   */
  async reconstruct(images: Uint8Array, labels: readonly number[], n: number): Promise<Float32Array> {
    const pictures = new Float32Array(n * this.#size);
    for (let first = 0; first < n; first += CHUNK) {
      const count = Math.min(CHUNK, n - first);
      const mean = tf.tidy(() => {
        const w = this.#learner.averaged();
        const y = this.#classes(padded(labels, first, count));
        const { features, code } = encode(w, this.#greys(images, first, count), y);
        const cells = outline(w, code.mu as tf.Tensor2D, y, this.#shape, this.#config);
        if (this.#config.details === 0) return tf.sigmoid(paint(w, cells, null));
        const details = detailPrior(w, cells).mu.add(detailPosterior(w, cells, features).mu);
        return tf.sigmoid(paint(w, cells, details as tf.Tensor4D));
      });
      pictures.set(((await mean.data()) as Float32Array).subarray(0, count * this.#size), first * this.#size);
      mean.dispose();
    }
    return pictures;
  }

  /**
   * The parts of the bound of each picture for one draw of the code, by the averaged weights, in nats.
   * @param pixels 0 to 1 [n, height, width, channels]
   * @param labels class of each, -1 for none [n]
   * @returns [n] each
   */
  async boundOf(
    pixels: Float32Array,
    labels: readonly number[],
    n: number,
    rng: Rng,
  ): Promise<{
    reconstruction: Float32Array;
    kl: Float32Array;
    logRatio: Float32Array;
  }> {
    const all = tf.tidy(() => {
      const noise = this.#noise(n, rng);
      const y = this.#classes(labels);
      const parts = bound(this.#learner.averaged(), this.#pictures(pixels, n), y, noise, this.#shape, this.#config);
      return tf.stack([parts.reconstruction, parts.kl, parts.logRatio]);
    });
    const values = (await all.data()) as Float32Array;
    all.dispose();
    const part = (i: number): Float32Array => values.slice(i * n, (i + 1) * n);
    return { reconstruction: part(0), kl: part(1), logRatio: part(2) };
  }

  /**
   * The parts of the bound of one picture for posteriors held in several ways, each the mean over the same draws.
   * @param image 0 to 255 [height, width, channels]
   * @param label class, -1 for none
   * @param grips hold and shift of each posterior, see {@link Grip} [n]
   * @returns [n] each, and the mean picture of each [n, height, width, channels], 0 to 1
   */
  async heldBound(
    image: Uint8Array,
    label: number,
    grips: ReadonlyArray<readonly [hold: number, shift: number]>,
    rngOf: (draw: number) => Rng,
    draws: number,
  ): Promise<{
    reconstruction: number[];
    kl: number[];
    pictures: Float32Array;
  }> {
    const n = grips.length;
    const size = this.#size;
    const pixels = new Float32Array(n * size);
    for (let j = 0; j < pixels.length; j++) pixels[j] = image[j % size]! / 255;
    const reconstruction = Array<number>(n).fill(0);
    const kl = Array<number>(n).fill(0);
    const pictures = new Float32Array(n * size);
    for (let draw = 0; draw < draws; draw++) {
      const outputs = tf.tidy(() => {
        // The same draw for all, so that what differs is the grip alone.
        const noise = this.#noise(n, ...Array.from({ length: n }, () => rngOf(draw)));
        const grip = {
          hold: tf.tensor1d(grips.map(([h]) => h)),
          shift: tf.tensor1d(grips.map(([, s]) => s)),
        };
        const y = this.#classes(Array<number>(n).fill(label));
        const w = this.#learner.averaged();
        const parts = bound(w, this.#pictures(pixels, n), y, noise, this.#shape, this.#config, grip);
        return [tf.stack([parts.reconstruction, parts.kl]), tf.sigmoid(parts.logits)] as const;
      });
      const values = await outputs[0].data();
      const means = await outputs[1].data();
      tf.dispose([...outputs]);
      for (let i = 0; i < n; i++) {
        reconstruction[i]! += values[i]! / draws;
        kl[i]! += values[n + i]! / draws;
      }
      for (let j = 0; j < pictures.length; j++) pictures[j]! += means[j]! / draws;
    }
    return { reconstruction, kl, pictures };
  }

  /** Centre of the prior of a class; the origin for -1. [latent] */
  async centreOf(label: number): Promise<Float32Array> {
    const { latent } = this.#config;
    const centre = tf.tidy(() =>
      priorCentre(this.#learner.averaged(), this.#classes([label])).add(tf.zeros([1, latent])),
    );
    const values = ((await centre.data()) as Float32Array).slice();
    centre.dispose();
    return values;
  }

  /** -ln p(y) in the training data's shares; 0 without classes. */
  classNats(label: number): number {
    return label < 0 ? 0 : -Math.log(this.#shares.shareOf(label));
  }

  measure(
    { test }: { readonly train: ImageSet; readonly test: ImageSet },
    options: MeasureOptions = {},
  ): Promise<Record<string, OwnMeasure>> {
    return measureVae(this, test, options);
  }

  get #size(): number {
    return this.#shape.height * this.#shape.width * this.#shape.channels;
  }

  #pictures(pixels: Float32Array, n: number): tf.Tensor4D {
    return tf.tensor4d(pixels, [n, this.#shape.height, this.#shape.width, this.#shape.channels]);
  }

  /** Images first .. first + count as a chunk, 0 to 1. */
  #greys(images: Uint8Array, first: number, count: number): tf.Tensor4D {
    const pixels = new Float32Array(CHUNK * this.#size);
    for (let j = 0; j < count * this.#size; j++) pixels[j] = images[first * this.#size + j]! / 255;
    return this.#pictures(pixels, CHUNK);
  }

  #classes(labels: ArrayLike<number>): tf.Tensor2D {
    return tf.tensor2d(oneHot(labels, this.#shape.classes), [labels.length, this.#shape.classes]);
  }

  /** Normal draws for n pictures, from one stream for all or from each picture's own. */
  #noise(n: number, ...rngs: Rng[]): Noise {
    const { latent, details } = this.#config;
    const [rows, columns] = [this.#shape.height / 4, this.#shape.width / 4];
    const draws = (each: number): Float32Array =>
      Float32Array.from({ length: n * each }, (_, i) => rngs[rngs.length > 1 ? Math.floor(i / each) : 0]!.normal());
    const code = tf.tensor2d(draws(latent), [n, latent]);
    if (details === 0) return { code, details: null };
    const cells = rows * columns * details;
    return {
      code,
      details: tf.tensor4d(draws(cells), [n, rows, columns, details]),
    };
  }

  async save(options: { forResume?: boolean } = {}): Promise<TensorMap> {
    const tensors = await this.#learner.save('vae', options.forResume ?? false);
    return tensors.set(...this.#shares.save()).set('step', { shape: [1], data: Float32Array.of(this.#step) });
  }

  restore(tensors: TensorMap): void {
    this.#learner.restore('vae', tensors);
    this.#shares.restore(tensors);
    this.#step = tensorOf(tensors, 'step', [1])[0]!;
  }

  describe(): { parameters: number; step: number } {
    return { parameters: this.#learner.parameters, step: this.#step };
  }

  dispose(): void {
    this.#learner.dispose();
  }
}

function detailDraw({ mu, logVar }: ReturnType<typeof detailPrior>, noise: tf.Tensor4D): tf.Tensor4D {
  return mu.add(logVar.mul(0.5).exp().mul(noise)) as tf.Tensor4D;
}

/** Labels of a chunk; those beyond `count` are none. */
function padded(labels: readonly number[], first: number, count: number): Int32Array {
  return Int32Array.from({ length: CHUNK }, (_, i) => (i < count ? labels[first + i]! : -1));
}
