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
import { ratesAt } from '../../training/schedule.ts';
import type { GanConfig } from './index.ts';
import { discriminatorObjective, generatorLoss } from './losses.ts';
import { discriminate, discriminatorLayout, generate, generatorLayout } from './networks.ts';

/** Steps in which the learning rate rises; a tenth of a short run. */
const WARMUP = 100;

/** A conditional GAN with gradient penalties and an averaged generator. Owns the weights of both networks. */
export class Gan implements Generator {
  readonly #shape: ImageShape;
  readonly #config: GanConfig;
  readonly #seed: number;
  readonly #generator: Learner;
  readonly #discriminator: Learner;
  readonly #shares: ClassShares;
  #step = 0;

  constructor(shape: ImageShape, config: GanConfig, seed: number) {
    requireFolding('gan', shape);
    const [g, d] = [generatorLayout(shape, config), discriminatorLayout(shape, config)];
    const adam = { beta1: 0, beta2: 0.99 };
    this.#shape = shape;
    this.#config = config;
    this.#seed = seed;
    this.#generator = new Learner(g, g.initial(seed, 'generator'), adam);
    this.#discriminator = new Learner(d, d.initial(seed, 'discriminator'), adam);
    this.#shares = new ClassShares(shape.classes);
  }

  async *fit(train: ImageSet, options: FitOptions = {}): AsyncGenerator<TrainStep> {
    this.#shares.measure(train.labels);
    const batches = new Batches(train.n, this.#config.batch, this.#seed);
    const once = async (step: number): Promise<Record<string, number>> => {
      const losses = await this.#play(train, batches.at(step), step);
      this.#step = step + 1;
      return losses;
    };
    yield* trainingSteps(this.#step, this.#config.steps, once, options.signal);
  }

  /** One move of the discriminator, then one of the generator, on the same real pictures and fresh noise. */
  async #play(train: ImageSet, indices: Uint32Array, step: number): Promise<Record<string, number>> {
    const { height, width, channels, classes } = this.#shape;
    const { latent, loss, gamma, penaltyEvery, channels: c } = this.#config;
    const [n, size] = [indices.length, height * width * channels];
    const rng = rngFor(this.#seed, 'step', step);
    const pixels = new Float32Array(n * size);
    indices.forEach((index, i) => {
      for (let j = 0; j < size; j++) pixels[i * size + j] = train.images[index * size + j]! / 127.5 - 1;
    });
    const rows = oneHot(
      Array.from(indices, (index) => train.labels?.[index] ?? -1),
      classes,
    );
    const noise = (): Float32Array => Float32Array.from({ length: n * latent }, () => rng.normal());
    const [forDiscriminator, forGenerator] = [noise(), noise()];
    const rates = ratesAt(step, this.#config, WARMUP, 0.05);
    const penalty = step % penaltyEvery === 0 ? (gamma / 2) * penaltyEvery : 0;
    const losses = tf.tidy(() => {
      const real = tf.tensor4d(pixels, [n, height, width, channels]);
      const y = tf.tensor2d(rows, [n, classes]);
      const twice = tf.concat([y, y], 0);
      const fake = generate(this.#generator.current(), tf.tensor2d(forDiscriminator, [n, latent]), y, this.#shape, c);
      const both = tf.concat([real, fake], 0) as tf.Tensor4D;
      const d = this.#discriminator.descend(
        (w) => discriminatorObjective(loss, (x) => discriminate(w, x, twice), both, penalty),
        rates,
      );
      const judge = this.#discriminator.current();
      const onReal = loss === 'relativistic' ? discriminate(judge, real, y) : null;
      const z = tf.tensor2d(forGenerator, [n, latent]);
      const g = this.#generator.descend(
        (w) => generatorLoss(loss, onReal, discriminate(judge, generate(w, z, y, this.#shape, c), y)),
        rates,
      );
      return tf.stack([d.loss, g.loss]);
    });
    const [discriminator, generator] = (await losses.data()) as unknown as [number, number];
    losses.dispose();
    return { discriminator, generator };
  }

  async sample(request: SampleRequest): Promise<Samples> {
    const { height, width, channels } = this.#shape;
    const { latent } = this.#config;
    const size = height * width * channels;
    const labels = this.#shares.draw(request);
    const images = new Uint8Array(request.n * size);
    await inChunks(request, async (first, count, chunk) => {
      const noise = new Float32Array(chunk * latent);
      const asked = new Int32Array(chunk).fill(-1);
      for (let i = 0; i < count; i++) {
        const rng = rngFor(request.seed, 'gan', (request.firstIndex ?? 0) + first + i);
        for (let j = 0; j < latent; j++) noise[i * latent + j] = rng.normal();
        if (labels) asked[i] = labels[first + i]!;
      }
      images.set((await this.render(noise, asked)).subarray(0, count * size), first * size);
    });
    return { images, labels };
  }

  /**
   * The pictures of given codes.
   *
   * @param codes [n, latent]; few different n, since each is compiled
   * @param labels class of each, -1 for none [n]
   * @returns [n, height, width, channels], 0 to 255
   */
  async render(codes: Float32Array, labels: Int32Array): Promise<Uint8Array> {
    const { classes } = this.#shape;
    const { latent, channels } = this.#config;
    const n = labels.length;
    const pictures = tf.tidy(() => {
      const [z, y] = [tf.tensor2d(codes, [n, latent]), tf.tensor2d(oneHot(labels, classes), [n, classes])];
      return generate(this.#generator.averaged(), z, y, this.#shape, channels);
    });
    const values = await pictures.data();
    pictures.dispose();
    return Uint8Array.from(values, (value) => Math.round(127.5 * (value + 1)));
  }

  /** Shape of the pictures, and the settings in force. */
  get made(): { readonly shape: ImageShape; readonly config: GanConfig } {
    return { shape: this.#shape, config: this.#config };
  }

  async save({ forResume = false }: { forResume?: boolean } = {}): Promise<TensorMap> {
    const tensors = await this.#generator.save('generator', forResume);
    // Pictures need the generator alone, continuing needs its opponent too.
    if (forResume)
      for (const [name, tensor] of await this.#discriminator.save('discriminator', true)) tensors.set(name, tensor);
    return tensors.set(...this.#shares.save()).set('step', { shape: [1], data: Float32Array.of(this.#step) });
  }

  restore(tensors: TensorMap): void {
    this.#generator.restore('generator', tensors);
    if (tensors.has('resume.discriminator.weights')) this.#discriminator.restore('discriminator', tensors);
    this.#shares.restore(tensors);
    this.#step = tensorOf(tensors, 'step', [1])[0]!;
  }

  describe(): { parameters: number; step: number } {
    return { parameters: this.#generator.parameters + this.#discriminator.parameters, step: this.#step };
  }

  dispose(): void {
    this.#generator.dispose();
    this.#discriminator.dispose();
  }
}
