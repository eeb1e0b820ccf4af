import type { OwnMeasure } from '../../checkpoint.ts';
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
import { trainingSteps } from '../../training/loop.ts';
import { inChunks, picturesAt } from '../../training/pictures.ts';
import { ratesAt } from '../../training/schedule.ts';
import type { Rates } from '../../training/learner.ts';
import { tensorOf } from '../../training/tensors.ts';
import type { DvaeConfig } from './index.ts';
import { measureDvae } from './measures.ts';
import { TokenAutoencoder } from './token-autoencoder.ts';
import { TokenPrior } from './token-prior.ts';

/** Steps in which a learning rate rises; a tenth of a short run. */
const WARMUP = 100;

/** A discrete variational autoencoder and, learned after it, a prior over its tokens. Owns the weights of both. */
export class Dvae implements Generator {
  readonly autoencoder: TokenAutoencoder;
  readonly prior: TokenPrior;
  readonly #shape: ImageShape;
  readonly #config: DvaeConfig;
  readonly #seed: number;
  readonly #shares: ClassShares;
  #step = 0;

  constructor(shape: ImageShape, config: DvaeConfig, seed: number) {
    const { codes, width, layers, heads } = config;
    if (width % heads !== 0) {
      throw new RangeError(
        `The prior's width should be a multiple of its ${heads} heads but is ${width}; change one of the two.`,
      );
    }
    this.#shape = shape;
    this.#config = config;
    this.#seed = seed;
    this.autoencoder = new TokenAutoencoder(shape, config, seed);
    const { length } = this.autoencoder.grid;
    this.prior = new TokenPrior(
      { words: Math.max(1, shape.classes), prefix: 1, codes, length, width, layers, heads },
      seed,
    );
    this.#shares = new ClassShares(shape.classes);
  }

  /** First the autoencoder for `steps`, then, with that fixed, the prior for `priorSteps`. */
  async *fit(train: ImageSet, options: FitOptions = {}): AsyncGenerator<TrainStep> {
    const { steps, priorSteps, batch } = this.#config;
    this.#shares.measure(train.labels);
    const batches = new Batches(train.n, batch, this.#seed);
    const once = async (step: number): Promise<Record<string, number>> => {
      const indices = batches.at(step);
      const losses =
        step < steps
          ? await this.#learnCodes(train, indices, step)
          : await this.#learnPrior(train, indices, step - steps);
      this.#step = step + 1;
      return losses;
    };
    yield* trainingSteps(this.#step, steps + priorSteps, once, options.signal);
  }

  #learnCodes(train: ImageSet, indices: Uint32Array, step: number): Promise<Record<string, number>> {
    const { steps, learningRate, klWeight, balanceWeight, coldest } = this.#config;
    const pixels = Float32Array.from(picked(train, indices), (value) => value / 255);
    // The temperature falls for three quarters of the time, and the decoder then settles.
    const progress = Math.min(1, step / (0.75 * steps));
    const loss = { temperature: coldest ** progress, klWeight, balanceWeight };
    const rng = rngFor(this.#seed, 'step', step);
    return this.autoencoder.descend(pixels, indices.length, rng, this.#rates(step, steps, learningRate), loss);
  }

  async #learnPrior(train: ImageSet, indices: Uint32Array, step: number): Promise<Record<string, number>> {
    const { priorSteps, priorRate } = this.#config;
    const tokens = await this.autoencoder.encode(picked(train, indices), indices.length);
    const prefix = Int32Array.from(indices, (index) => train.labels?.[index] ?? 0);
    const rates = this.#rates(step, priorSteps, priorRate);
    return { tokenNats: await this.prior.descend(prefix, tokens, indices.length, rates) };
  }

  #rates(step: number, steps: number, learningRate: number): Rates {
    return ratesAt(step, { steps, learningRate, emaDecay: this.#config.emaDecay }, WARMUP);
  }

  /** Means of p(x | t), t drawn token by token from the prior. */
  async sample(request: SampleRequest): Promise<Samples> {
    const { height, width, channels } = this.#shape;
    const size = height * width * channels;
    const labels = this.#shares.draw(request);
    const images = new Uint8Array(request.n * size);
    await inChunks(request, async (first, count, chunk) => {
      const index = (request.firstIndex ?? 0) + first;
      const rngs = Array.from({ length: chunk }, (_, i) => rngFor(request.seed, 'dvae', index + i));
      const prefix = Int32Array.from({ length: chunk }, (_, i) => labels?.[first + i] ?? 0);
      const tokens = await this.prior.sample(prefix, rngs, this.#config, { signal: request.signal });
      const means = await this.autoencoder.decode(tokens, chunk);
      for (let j = 0; j < count * size; j++) images[first * size + j] = Math.round(255 * means[j]!);
    });
    return { images, labels };
  }

  measure(
    { test }: { readonly train: ImageSet; readonly test: ImageSet },
    options: MeasureOptions = {},
  ): Promise<Record<string, OwnMeasure>> {
    return measureDvae(this.autoencoder, this.prior, test, options);
  }

  async save({ forResume = false }: { forResume?: boolean } = {}): Promise<TensorMap> {
    const tensors = await this.autoencoder.save('codes', forResume);
    for (const [name, tensor] of await this.prior.save('prior', forResume)) tensors.set(name, tensor);
    return tensors.set(...this.#shares.save()).set('step', { shape: [1], data: Float32Array.of(this.#step) });
  }

  restore(tensors: TensorMap): void {
    this.autoencoder.restore('codes', tensors);
    this.prior.restore('prior', tensors);
    this.#shares.restore(tensors);
    this.#step = tensorOf(tensors, 'step', [1])[0]!;
  }

  describe(): { parameters: number; step: number } {
    return { parameters: this.autoencoder.parameters + this.prior.parameters, step: this.#step };
  }

  dispose(): void {
    this.autoencoder.dispose();
    this.prior.dispose();
  }
}

/** Pixels of the chosen images, 0 to 255. [n, height, width, channels] */
function picked({ images, height, width, channels }: ImageSet, indices: Uint32Array): Uint8Array {
  return picturesAt(images, indices, height * width * channels);
}
