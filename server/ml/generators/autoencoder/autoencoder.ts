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
import { drawWithoutReplacement } from '../../numeric/permutation.ts';
import { Batches } from '../../training/batches.ts';
import { ClassShares } from '../../training/class-shares.ts';
import { Learner } from '../../training/learner.ts';
import { trainingSteps } from '../../training/loop.ts';
import { inChunks, requireFolding } from '../../training/pictures.ts';
import { ratesAt } from '../../training/schedule.ts';
import { tensorOf } from '../../training/tensors.ts';
import { CodeDensity } from './density.ts';
import type { AutoencoderConfig } from './index.ts';
import { measureAutoencoder } from './measures.ts';
import { decode, encode, layoutOf } from './networks.ts';

/** Steps in which the learning rate rises; a tenth of a short run. */
const WARMUP = 100;
/** Training pictures whose codes the density is fitted to: at a snapshot, and at the end. */
const FITTED_TO = { snapshot: 2000, end: 20_000 };
/** Pictures encoded or decoded at once. */
const CHUNK = 128;

/** A convolutional autoencoder, and the density of its codes. Owns its weights. */
export class Autoencoder implements Generator {
  readonly #shape: ImageShape;
  readonly #size: number;
  readonly #config: AutoencoderConfig;
  readonly #seed: number;
  readonly #learner: Learner;
  readonly #shares: ClassShares;
  readonly #density: CodeDensity;
  /** The data of a fit under way whose codes have moved since the density was fitted. */
  #unseen: ImageSet | null = null;
  #step = 0;

  constructor(shape: ImageShape, config: AutoencoderConfig, seed: number) {
    requireFolding('autoencoder', shape);
    const layout = layoutOf(shape, config);
    this.#shape = shape;
    this.#size = shape.height * shape.width * shape.channels;
    this.#config = config;
    this.#seed = seed;
    this.#learner = new Learner(layout, layout.initial(seed, 'autoencoder'), { clipNorm: 20, weightDecay: 0.01 });
    this.#shares = new ClassShares(shape.classes);
    this.#density = new CodeDensity(config.latent, shape.classes);
  }

  async *fit(train: ImageSet, options: FitOptions = {}): AsyncGenerator<TrainStep> {
    this.#shares.measure(train.labels);
    const batches = new Batches(train.n, this.#config.batch, this.#seed);
    const once = async (step: number): Promise<Record<string, number>> => {
      const losses = await this.#descend(train, batches.at(step), step);
      this.#step = step + 1;
      this.#unseen = train;
      return losses;
    };
    yield* trainingSteps(this.#step, this.#config.steps, once, options.signal);
  }

  async #descend(train: ImageSet, indices: Uint32Array, step: number): Promise<Record<string, number>> {
    const { height, width, channels } = this.#shape;
    const [n, size] = [indices.length, this.#size];
    const pixels = new Float32Array(n * size);
    indices.forEach((index, i) => {
      for (let j = 0; j < size; j++) pixels[i * size + j] = train.images[index * size + j]! / 255;
    });
    const rates = ratesAt(step, this.#config, WARMUP);
    const loss = tf.tidy(() => {
      const x = tf.tensor4d(pixels, [n, height, width, channels]);
      const squares = (w: Parameters<typeof encode>[0]): tf.Scalar =>
        decode(w, encode(w, x), this.#shape, this.#config.channels).sub(x).square().sum().div(n) as tf.Scalar;
      return this.#learner.descend(squares, rates).loss;
    });
    const [squares] = (await loss.data()) as unknown as [number];
    loss.dispose();
    return { squaredError: squares / size };
  }

  /** Fits the density where training has moved the codes. */
  async #settle(): Promise<void> {
    const train = this.#unseen;
    if (!train) return;
    const most = this.#step >= this.#config.steps ? FITTED_TO.end : FITTED_TO.snapshot;
    const n = Math.min(most, train.n);
    const chosen = drawWithoutReplacement(train.n, n, rngFor(this.#seed, 'density'));
    const images = new Uint8Array(n * this.#size);
    chosen.forEach((row, i) =>
      images.set(train.images.subarray(row * this.#size, (row + 1) * this.#size), i * this.#size),
    );
    const { labels } = train;
    await this.#density.fit(await this.encode(images, n), labels && Array.from(chosen, (row) => labels[row]!));
    this.#unseen = null;
  }

  /**
   * Codes of pictures.
   * @param images [n, height, width, channels], 0 to 255
   * @returns [n, latent]
   */
  async encode(images: Uint8Array, n: number): Promise<Float32Array> {
    const { height, width, channels } = this.#shape;
    const { latent } = this.#config;
    const codes = new Float32Array(n * latent);
    for (let first = 0; first < n; first += CHUNK) {
      const count = Math.min(CHUNK, n - first);
      const pixels = new Float32Array(CHUNK * this.#size);
      for (let j = 0; j < count * this.#size; j++) pixels[j] = images[first * this.#size + j]! / 255;
      const z = tf.tidy(() => encode(this.#learner.averaged(), tf.tensor4d(pixels, [CHUNK, height, width, channels])));
      codes.set(((await z.data()) as Float32Array).subarray(0, count * latent), first * latent);
      z.dispose();
    }
    return codes;
  }

  /**
   * Pictures of codes.
   * @param codes [n, latent]
   * @returns 0 to 1 [n, height, width, channels]
   */
  async decode(codes: Float32Array, n: number, chunk = CHUNK): Promise<Float32Array> {
    const { latent, channels } = this.#config;
    const pictures = new Float32Array(n * this.#size);
    for (let first = 0; first < n; first += chunk) {
      const count = Math.min(chunk, n - first);
      const rows = new Float32Array(chunk * latent);
      rows.set(codes.subarray(first * latent, (first + count) * latent));
      const x = tf.tidy(() =>
        decode(this.#learner.averaged(), tf.tensor2d(rows, [chunk, latent]), this.#shape, channels),
      );
      pictures.set(((await x.data()) as Float32Array).subarray(0, count * this.#size), first * this.#size);
      x.dispose();
    }
    return pictures;
  }

  /** Pictures of codes drawn from the density. Codes from anywhere have no class. */
  async sample(request: SampleRequest): Promise<Samples> {
    const { latent, density } = this.#config;
    const anywhere = density === 'random';
    if (anywhere && request.label !== undefined && this.#shape.classes > 0) {
      throw new RangeError("A class was asked for, but a code from anywhere has none; set 'density' to 'fitted'.");
    }
    await this.#settle();
    const labels = anywhere ? null : this.#shares.draw(request);
    const images = new Uint8Array(request.n * this.#size);
    await inChunks(request, async (first, count, chunk) => {
      const codes = new Float32Array(chunk * latent);
      for (let i = 0; i < count; i++) {
        const rng = rngFor(request.seed, 'autoencoder', (request.firstIndex ?? 0) + first + i);
        const code = anywhere ? this.#density.drawAnywhere(rng) : this.#density.draw(labels?.[first + i] ?? 0, rng);
        codes.set(code, i * latent);
      }
      const pictures = await this.decode(codes, chunk, chunk);
      for (let j = 0; j < count * this.#size; j++) images[first * this.#size + j] = Math.round(255 * pictures[j]!);
    });
    return { images, labels };
  }

  /**
   * Codes drawn as `sample` draws them, one from each stream; from the density, classes go round.
   * @returns [n, latent]
   */
  drawCodes(rngs: readonly Rng[], anywhere: boolean): Float32Array {
    const { latent } = this.#config;
    const groups = Math.max(1, this.#shape.classes);
    const codes = new Float32Array(rngs.length * latent);
    rngs.forEach((rng, i) =>
      codes.set(anywhere ? this.#density.drawAnywhere(rng) : this.#density.draw(i % groups, rng), i * latent),
    );
    return codes;
  }

  measure(
    { train, test }: { readonly train: ImageSet; readonly test: ImageSet },
    options: MeasureOptions = {},
  ): Promise<Record<string, OwnMeasure>> {
    return measureAutoencoder(this, this.#config.latent, train, test, options);
  }

  async save({ forResume = false }: { forResume?: boolean } = {}): Promise<TensorMap> {
    await this.#settle();
    const tensors = await this.#learner.save('autoencoder', forResume);
    for (const [name, tensor] of this.#density.save()) tensors.set(name, { shape: tensor.shape, data: tensor.data });
    return tensors.set(...this.#shares.save()).set('step', { shape: [1], data: Float32Array.of(this.#step) });
  }

  restore(tensors: TensorMap): void {
    this.#learner.restore('autoencoder', tensors);
    this.#density.restore(tensors);
    this.#shares.restore(tensors);
    this.#step = tensorOf(tensors, 'step', [1])[0]!;
    this.#unseen = null;
  }

  describe(): { parameters: number; step: number } {
    return { parameters: this.#learner.parameters, step: this.#step };
  }

  dispose(): void {
    this.#learner.dispose();
  }
}
