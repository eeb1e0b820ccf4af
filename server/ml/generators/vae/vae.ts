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
import { Batches } from '../../training/batches.ts';
import { ClassShares } from '../../training/class-shares.ts';
import { tensorOf } from '../../training/tensors.ts';
import { Learner } from '../../training/learner.ts';
import { trainingSteps } from '../../training/loop.ts';
import { inChunks, requireFolding } from '../../training/pictures.ts';
import { ratesAt } from '../../training/schedule.ts';
import { Bounds } from './bounds.ts';
import { bound } from './elbo.ts';
import type { VaeConfig } from './index.ts';
import { Inputs } from './inputs.ts';
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
  readonly #inputs: Inputs;
  /** What the bound is on given pictures. */
  readonly bounds: Bounds;
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
    this.#inputs = new Inputs(shape, config);
    this.bounds = new Bounds(() => this.#learner.averaged(), this.#inputs, shape, config);
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
    const size = this.#inputs.size;
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
      const x = this.#inputs.pictures(pixels, n);
      const y = this.#inputs.classes(labels);
      const noise = this.#inputs.noise(n, rng);
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
    const size = this.#inputs.size;
    const labels = this.#shares.draw(request);
    const images = new Uint8Array(request.n * size);
    await inChunks(request, async (first, count, chunk) => {
      const asked = new Int32Array(chunk).fill(-1);
      if (labels) asked.set(labels.subarray(first, first + count));
      const index = (request.firstIndex ?? 0) + first;
      const rngs = Array.from({ length: chunk }, (_, i) => rngFor(request.seed, 'vae', index + i));
      const mean = tf.tidy(() => {
        const w = this.#learner.averaged();
        const y = this.#inputs.classes(asked);
        const noise = this.#inputs.noise(chunk, ...rngs);
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
        const y = this.#inputs.classes(padded(labels, first, count));
        const { mu, logVar } = encode(
          this.#learner.averaged(),
          this.#inputs.greys(images, first, count, CHUNK),
          y,
        ).code;
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
    const pictures = new Float32Array(n * this.#inputs.size);
    for (let first = 0; first < n; first += CHUNK) {
      const count = Math.min(CHUNK, n - first);
      const rows = new Float32Array(CHUNK * latent);
      rows.set(codes.subarray(first * latent, (first + count) * latent));
      const mean = tf.tidy(() => {
        const w = this.#learner.averaged();
        const y = this.#inputs.classes(padded(labels, first, count));
        const cells = outline(w, tf.tensor2d(rows, [CHUNK, latent]), y, this.#shape, this.#config);
        return tf.sigmoid(paint(w, cells, details > 0 ? (detailPrior(w, cells).mu as tf.Tensor4D) : null));
      });
      pictures.set(
        ((await mean.data()) as Float32Array).subarray(0, count * this.#inputs.size),
        first * this.#inputs.size,
      );
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
    const pictures = new Float32Array(n * this.#inputs.size);
    for (let first = 0; first < n; first += CHUNK) {
      const count = Math.min(CHUNK, n - first);
      const mean = tf.tidy(() => {
        const w = this.#learner.averaged();
        const y = this.#inputs.classes(padded(labels, first, count));
        const { features, code } = encode(w, this.#inputs.greys(images, first, count, CHUNK), y);
        const cells = outline(w, code.mu as tf.Tensor2D, y, this.#shape, this.#config);
        if (this.#config.details === 0) return tf.sigmoid(paint(w, cells, null));
        const details = detailPrior(w, cells).mu.add(detailPosterior(w, cells, features).mu);
        return tf.sigmoid(paint(w, cells, details as tf.Tensor4D));
      });
      pictures.set(
        ((await mean.data()) as Float32Array).subarray(0, count * this.#inputs.size),
        first * this.#inputs.size,
      );
      mean.dispose();
    }
    return pictures;
  }

  /** Centre of the prior of a class; the origin for -1. [latent] */
  async centreOf(label: number): Promise<Float32Array> {
    const { latent } = this.#config;
    const centre = tf.tidy(() =>
      priorCentre(this.#learner.averaged(), this.#inputs.classes([label])).add(tf.zeros([1, latent])),
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
