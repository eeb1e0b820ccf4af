import { tf } from '../../engine/tf.ts';
import type { ImageSet } from '../../dataset.ts';
import type {
  FitOptions,
  Generator,
  ImageShape,
  SampleRequest,
  Samples,
  TensorMap,
  TrainStep,
} from '../../generator.ts';
import { rngFor } from '../../random.ts';
import { Batches } from '../../training/batches.ts';
import { ClassShares } from '../../training/class-shares.ts';
import { oneHot } from '../../training/layers.ts';
import { tensorOf } from '../../training/tensors.ts';
import { Learner } from '../../training/learner.ts';
import { trainingSteps } from '../../training/loop.ts';
import { inChunks, requireFolding } from '../../training/pictures.ts';
import { cosine, emaDecay } from '../../training/schedule.ts';
import { elbo } from './elbo.ts';
import type { VaeConfig } from './index.ts';
import { decode, encode, layoutOf, priorCentre } from './networks.ts';

/** Steps in which the learning rate rises; a tenth of a short run. */
const WARMUP = 100;

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
    this.#learner = new Learner(layout, layout.initial(seed, 'vae'), { clipNorm: 200, weightDecay: 0.01 });
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
    const { height, width, channels, classes } = this.#shape;
    const { latent, beta, channels: c } = this.#config;
    const [n, size] = [indices.length, height * width * channels];
    const rng = rngFor(this.#seed, 'step', step);
    const pixels = new Float32Array(n * size);
    indices.forEach((index, i) => {
      for (let j = 0; j < size; j++) pixels[i * size + j] = train.images[index * size + j]! / 255;
    });
    const labels = Array.from(indices, (index) => train.labels?.[index] ?? -1);
    const rates = {
      learningRate: cosine(
        step,
        this.#config.steps,
        this.#config.learningRate,
        Math.min(WARMUP, this.#config.steps / 10),
      ),
      emaDecay: emaDecay(step, this.#config.emaDecay),
    };
    const result = tf.tidy(() => {
      const x = tf.tensor4d(pixels, [n, height, width, channels]);
      const y = tf.tensor2d(oneHot(labels, classes), [n, classes]);
      const epsilon = tf.tensor2d(
        Float32Array.from({ length: n * latent }, () => rng.normal()),
        [n, latent],
      );
      const parts: tf.Tensor[] = [];
      this.#learner.descend((w) => {
        const { mu, logVar } = encode(w, x, y);
        const z = mu.add(logVar.mul(0.5).exp().mul(epsilon)) as tf.Tensor2D; // [B, Z]
        const { reconstruction, kl } = elbo(x, decode(w, z, y, this.#shape, c), mu.sub(priorCentre(w, y)), logVar);
        parts.push(tf.keep(reconstruction.mean()), tf.keep(kl.mean()));
        return reconstruction.add(kl.mul(beta)).mean() as tf.Scalar;
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
    const { height, width, channels, classes } = this.#shape;
    const { latent, channels: c } = this.#config;
    const size = height * width * channels;
    const labels = this.#shares.draw(request);
    const images = new Uint8Array(request.n * size);
    await inChunks(request, async (first, count, chunk) => {
      const codes = new Float32Array(chunk * latent);
      const asked = new Int32Array(chunk).fill(-1);
      for (let i = 0; i < count; i++) {
        const rng = rngFor(request.seed, 'vae', (request.firstIndex ?? 0) + first + i);
        for (let j = 0; j < latent; j++) codes[i * latent + j] = rng.normal();
        if (labels) asked[i] = labels[first + i]!;
      }
      const mean = tf.tidy(() => {
        const w = this.#learner.averaged();
        const y = tf.tensor2d(oneHot(asked, classes), [chunk, classes]);
        const z = tf.tensor2d(codes, [chunk, latent]).add(priorCentre(w, y)) as tf.Tensor2D;
        return tf.sigmoid(decode(w, z, y, this.#shape, c));
      });
      const values = await mean.data();
      mean.dispose();
      for (let j = 0; j < count * size; j++) images[first * size + j] = Math.round(255 * values[j]!);
    });
    return { images, labels };
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
