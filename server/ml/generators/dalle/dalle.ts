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
import { Captions, contradicts } from '../../captions/captions.ts';
import type { Captioned } from '../../captions/captions.ts';
import { foilOf } from '../../captions/foil.ts';
import { measureObedience } from '../../captions/obedience.ts';
import { CAPTION_TOKENS } from '../../captions/reader.ts';
import { rngFor } from '../../random.ts';
import { Batches } from '../../training/batches.ts';
import { trainingSteps } from '../../training/loop.ts';
import { inChunks } from '../../training/pictures.ts';
import { ratesAt } from '../../training/schedule.ts';
import type { Rates } from '../../training/learner.ts';
import { tensorOf } from '../../training/tensors.ts';
import { TokenAutoencoder } from '../dvae/token-autoencoder.ts';
import { TokenPrior } from '../dvae/token-prior.ts';
import type { TokenRequest } from '../dvae/token-prior.ts';
import type { DalleConfig } from './index.ts';
import { Scorer } from './scorer.ts';
import { TokenStore } from './token-store.ts';

/** Steps in which a learning rate rises; a tenth of a short run. */
const WARMUP = 100;
/** Pictures whose candidates are held at once. */
const GROUP = 64;

/** Candidates of one caption, the scorer's favourite first. */
export interface Candidates {
  /** Tokens row by row of the grid [candidates][rows x columns] */
  readonly tokens: readonly Int32Array[];
  /** [candidates][height, width, channels], 0 to 255 */
  readonly images: readonly Uint8Array[];
  /** Likeness to the caption, -1 to 1; falling. */
  readonly scores: readonly number[];
}

/**
 * Pictures as tokens, a transformer that writes them after the words of a caption, and a scorer that chooses among candidates;
 * learned one after the other. Owns the weights of all three.
 */
export class Dalle implements Generator {
  readonly captions: Captions;
  readonly autoencoder: TokenAutoencoder;
  readonly #prior: TokenPrior;
  readonly #scorer: Scorer;
  readonly #shape: ImageShape;
  readonly #config: DalleConfig;
  readonly #seed: number;
  #step = 0;

  constructor(shape: ImageShape, config: DalleConfig, seed: number) {
    const { codes, width, layers, heads } = config;
    if (width % heads !== 0) {
      throw new RangeError(
        `The transformer's width should be a multiple of its ${heads} heads but is ${width}; change one of the two.`,
      );
    }
    this.#shape = shape;
    this.#config = config;
    this.#seed = seed;
    this.captions = new Captions(shape);
    this.autoencoder = new TokenAutoencoder(shape, config, seed);
    const { vocabulary } = this.captions;
    const { length } = this.autoencoder.grid;
    this.#prior = new TokenPrior(
      { words: vocabulary + 1, prefix: CAPTION_TOKENS, codes, length, width, layers, heads },
      seed,
    );
    this.#scorer = new Scorer(shape, vocabulary, seed);
  }

  /** First the tokens for `steps`, then the transformer for `priorSteps`, then the scorer for `scorerSteps`. */
  async *fit(train: ImageSet, options: FitOptions = {}): AsyncGenerator<TrainStep> {
    const { steps, priorSteps, scorerSteps, batch } = this.#config;
    const captioned = this.captions.measure(train, this.#config.doubt);
    const batches = new Batches(captioned.indices.length, batch, this.#seed);
    const store = new TokenStore(this.autoencoder, train, captioned.indices);
    const once = async (step: number): Promise<Record<string, number>> => {
      const chosen = batches.at(step);
      const losses =
        step < steps
          ? await this.#learnCodes(store, chosen, step)
          : step < steps + priorSteps
            ? await this.#learnPrior(captioned, store, chosen, step)
            : await this.#learnScorer(captioned, store, chosen, step);
      this.#step = step + 1;
      return losses;
    };
    yield* trainingSteps(this.#step, steps + priorSteps + scorerSteps, once, options.signal);
  }

  #learnCodes(store: TokenStore, chosen: Uint32Array, step: number): Promise<Record<string, number>> {
    const { steps, learningRate, klWeight, balanceWeight, coldest } = this.#config;
    const pixels = Float32Array.from(store.pictures(chosen), (value) => value / 255);
    // As in the dvae rung: the temperature falls for three quarters of the time, and the decoder then settles.
    const loss = { temperature: coldest ** Math.min(1, step / (0.75 * steps)), klWeight, balanceWeight };
    const rng = rngFor(this.#seed, 'step', step);
    return this.autoencoder.descend(pixels, chosen.length, rng, this.#rates(step, steps, learningRate), loss);
  }

  async #learnPrior(
    captioned: Captioned,
    store: TokenStore,
    chosen: Uint32Array,
    step: number,
  ): Promise<Record<string, number>> {
    const { steps, priorSteps, priorRate, dropCaptions } = this.#config;
    const rng = rngFor(this.#seed, 'step', step);
    const told = Array.from(chosen, (place) =>
      rng.uniform() < dropCaptions ? [] : this.captions.ofPicture(captioned, place, rng).tokens,
    );
    const tokens = await store.tokens(chosen);
    const rates = this.#rates(step - steps, priorSteps, priorRate);
    return { tokenNats: await this.#prior.descend(this.#prefix(told), tokens, chosen.length, rates) };
  }

  /** Pictures as they come back from their tokens, because such will be judged. */
  async #learnScorer(
    captioned: Captioned,
    store: TokenStore,
    chosen: Uint32Array,
    step: number,
  ): Promise<Record<string, number>> {
    const { steps, priorSteps, scorerSteps, scorerRate } = this.#config;
    const rng = rngFor(this.#seed, 'step', step);
    const n = chosen.length;
    const readings = Array.from(chosen, (place) => this.captions.ofPicture(captioned, place, rng));
    const foils = readings.map(({ description }) =>
      this.captions.worded(foilOf(description, this.#shape.classes, rng), rng),
    );
    const all = [...readings, ...foils];
    const pixels = await this.autoencoder.decode(await store.tokens(chosen), n);
    const wrong = (picture: number, caption: number): boolean => {
      const place = chosen[picture]!;
      return contradicts(all[caption]!.description, captioned.kinds[place]!, captioned.levels[place]!);
    };
    const rates = this.#rates(step - steps - priorSteps, scorerSteps, scorerRate);
    const told = all.map(({ tokens }) => tokens);
    return { contrast: await this.#scorer.descend(pixels, told, wrong, rates) };
  }

  #rates(step: number, steps: number, learningRate: number): Rates {
    return ratesAt(step, { steps, learningRate, emaDecay: this.#config.emaDecay }, WARMUP);
  }

  async sample(request: SampleRequest): Promise<Samples> {
    const asked = this.captions.asked(request);
    const images = await this.#favourites(
      asked.map(({ tokens }) => tokens),
      request,
    );
    const labelled = asked.every(({ kind }) => kind !== null);
    return { images, labels: labelled ? Uint8Array.from(asked, ({ kind }) => kind!) : null };
  }

  /** The best of each caption's candidates. [n, height, width, channels] */
  async #favourites(told: readonly (readonly number[])[], request: SampleRequest): Promise<Uint8Array> {
    const { height, width, channels } = this.#shape;
    const size = height * width * channels;
    const { signal, onProgress } = request;
    const images = new Uint8Array(told.length * size);
    for (let first = 0; first < told.length; first += GROUP) {
      const group = told.slice(first, first + GROUP);
      const firstIndex = (request.firstIndex ?? 0) + first;
      const drawn = await this.candidates(group, { seed: request.seed, firstIndex, signal });
      drawn.forEach((candidates, i) => images.set(candidates.images[0]!, (first + i) * size));
      onProgress?.(first + group.length);
    }
    return images;
  }

  /**
   * All candidates of each caption; candidate k of caption i depends on (seed, firstIndex + i, k) alone.
   *
   * @param told tokens of each caption
   * @param request `onToken` reports of the candidates of one chunk after the other
   */
  async candidates(
    told: readonly (readonly number[])[],
    request: { readonly seed: number; readonly firstIndex?: number } & Pick<TokenRequest, 'signal' | 'onToken'>,
  ): Promise<Candidates[]> {
    const { height, width, channels } = this.#shape;
    const { candidates: each, guidance } = this.#config;
    const { seed, firstIndex = 0, signal, onToken } = request;
    const size = height * width * channels;
    const guide = guidance > 0 ? { away: Array.from(this.#prefix([[]])), strength: guidance } : undefined;
    const drawn: { tokens: Int32Array; image: Uint8Array; score: number }[] = [];
    await inChunks({ n: told.length * each, seed, signal }, async (first, count, chunk) => {
      // A chunk may reach beyond what is wanted; the rest repeats the last.
      const place = (i: number): number => Math.min(first + i, told.length * each - 1);
      const captionOf = Array.from({ length: chunk }, (_, i) => told[Math.floor(place(i) / each)]!);
      const rngs = captionOf.map((_, i) =>
        rngFor(seed, 'dalle', firstIndex + Math.floor(place(i) / each), place(i) % each),
      );
      const tokens = await this.#prior.sample(this.#prefix(captionOf), rngs, this.#config, { signal, onToken, guide });
      const means = await this.autoencoder.decode(tokens, chunk);
      const scores = await this.#scorer.score(means, captionOf);
      const { length } = this.autoencoder.grid;
      for (let i = 0; i < count; i++) {
        const image = Uint8Array.from(means.subarray(i * size, (i + 1) * size), (mean) => Math.round(255 * mean));
        drawn.push({ tokens: tokens.slice(i * length, (i + 1) * length), image, score: scores[i]! });
      }
    });
    return told.map((_, i) => {
      const own = drawn.slice(i * each, (i + 1) * each).sort((a, b) => b.score - a.score);
      return {
        tokens: own.map(({ tokens }) => tokens),
        images: own.map(({ image }) => image),
        scores: own.map(({ score }) => score),
      };
    });
  }

  /** Captions as the transformer reads them: four words, places where nothing is said filled. [n, 4] */
  #prefix(told: readonly (readonly number[])[]): Int32Array {
    const { vocabulary } = this.captions;
    return Int32Array.from({ length: told.length * CAPTION_TOKENS }, (_, j) => {
      const tokens = told[Math.floor(j / CAPTION_TOKENS)]!;
      return tokens[j % CAPTION_TOKENS] ?? vocabulary;
    });
  }

  measure(
    _: { readonly train: ImageSet; readonly test: ImageSet },
    options: MeasureOptions = {},
  ): Promise<Record<string, OwnMeasure>> {
    return measureObedience(
      this.captions,
      this.#shape.classes,
      this.#shape,
      (readings, request) =>
        this.#favourites(
          readings.map(({ tokens }) => tokens),
          request,
        ),
      options,
    );
  }

  async save({ forResume = false }: { forResume?: boolean } = {}): Promise<TensorMap> {
    const tensors = await this.autoencoder.save('codes', forResume);
    for (const part of [await this.#prior.save('prior', forResume), await this.#scorer.save('scorer', forResume)])
      for (const [name, tensor] of part) tensors.set(name, tensor);
    for (const [name, tensor] of this.captions.save()) tensors.set(name, tensor);
    return tensors.set('step', { shape: [1], data: Float32Array.of(this.#step) });
  }

  restore(tensors: TensorMap): void {
    this.autoencoder.restore('codes', tensors);
    this.#prior.restore('prior', tensors);
    this.#scorer.restore('scorer', tensors);
    this.captions.restore(tensors);
    this.#step = tensorOf(tensors, 'step', [1])[0]!;
  }

  describe(): { parameters: number; step: number } {
    const { autoencoder } = this;
    return {
      parameters: autoencoder.parameters + this.#prior.parameters + this.#scorer.parameters,
      step: this.#step,
    };
  }

  dispose(): void {
    this.autoencoder.dispose();
    this.#prior.dispose();
    this.#scorer.dispose();
  }
}
