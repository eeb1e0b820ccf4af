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
import { Captions } from '../../captions/captions.ts';
import { contrastOf } from '../../captions/contrast.ts';
import { measureObedience } from '../../captions/obedience.ts';
import { CAPTION_TOKENS } from '../../captions/reader.ts';
import { Scorer } from '../../captions/scorer.ts';
import { rngFor } from '../../random.ts';
import { Batches } from '../../training/batches.ts';
import { trainingSteps } from '../../training/loop.ts';
import { inChunks } from '../../training/pictures.ts';
import { ratesAt } from '../../training/schedule.ts';
import type { Rates } from '../../training/learner.ts';
import { tensorOf } from '../../training/tensors.ts';
import { TokenPrior } from '../dvae/token-prior.ts';
import type { TokenRequest } from '../dvae/token-prior.ts';
import type { DalleConfig } from './index.ts';
import { PictureCodes } from './picture-codes.ts';
import { TokenStore } from './token-store.ts';

/** Steps in which a learning rate rises; a tenth of a short run. */
const WARMUP = 100;
/** Pictures whose candidates are held at once. */
const GROUP = 64;
/** Training pictures from which the greys of the decoder are fitted. */
const GREY_PICTURES = 2048;

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
  readonly codes: PictureCodes;
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
    this.codes = new PictureCodes(shape, config, seed);
    const { vocabulary } = this.captions;
    const { length } = this.codes.grid;
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
    const store = new TokenStore(this.codes, this.captions, train);
    const once = async (step: number): Promise<Record<string, number>> => {
      const indices = batches.at(step).map((place) => captioned.indices[place]!);
      if (step >= steps && !this.codes.matched) await this.#matchGreys(store, captioned.indices);
      const losses =
        step < steps
          ? await this.#learnCodes(store, indices, step)
          : step < steps + priorSteps
            ? await this.#learnPrior(train, store, indices, step)
            : await this.#learnScorer(train, store, indices, step);
      this.#step = step + 1;
      return losses;
    };
    yield* trainingSteps(this.#step, steps + priorSteps + scorerSteps, once, options.signal);
  }

  #matchGreys(store: TokenStore, indices: Uint32Array): Promise<void> {
    const chosen = indices.subarray(0, GREY_PICTURES);
    return this.codes.match(store.originals(chosen), chosen.length);
  }

  #learnCodes(store: TokenStore, indices: Uint32Array, step: number): Promise<Record<string, number>> {
    const { steps, learningRate, klWeight, balanceWeight, coldest } = this.#config;
    const pixels = Float32Array.from(store.originals(indices), (level) => level / 255);
    // As in the dvae rung: the temperature falls for three quarters of the time, and the decoder then settles.
    const loss = { temperature: coldest ** Math.min(1, step / (0.75 * steps)), klWeight, balanceWeight };
    const rng = rngFor(this.#seed, 'step', step);
    const rates = this.#rates(step, steps, learningRate);
    return this.codes.autoencoder.descend(pixels, indices.length, rng, rates, loss);
  }

  async #learnPrior(
    train: ImageSet,
    store: TokenStore,
    indices: Uint32Array,
    step: number,
  ): Promise<Record<string, number>> {
    const { steps, priorSteps, priorRate, dropCaptions } = this.#config;
    const rng = rngFor(this.#seed, 'step', step);
    const levels = await store.levels(indices);
    const told = Array.from(indices, (index, i) =>
      rng.uniform() < dropCaptions ? [] : this.captions.about(train.labels?.[index] ?? 0, levels[i]!, rng).tokens,
    );
    const tokens = await store.tokens(indices);
    const rates = this.#rates(step - steps, priorSteps, priorRate);
    return { tokenNats: await this.#prior.descend(this.#prefix(told), tokens, indices.length, rates) };
  }

  /** Pictures as they come back from their tokens, because such will be judged. */
  async #learnScorer(
    train: ImageSet,
    store: TokenStore,
    indices: Uint32Array,
    step: number,
  ): Promise<Record<string, number>> {
    const { steps, priorSteps, scorerSteps, scorerRate } = this.#config;
    const rng = rngFor(this.#seed, 'step', step);
    const kinds = Array.from(indices, (index) => train.labels?.[index] ?? 0);
    const contrast = contrastOf(this.captions, this.#shape.classes, kinds, await store.levels(indices), rng);
    const rates = this.#rates(step - steps - priorSteps, scorerSteps, scorerRate);
    return { contrast: await this.#scorer.descend(await store.pictures(indices), contrast, rates) };
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
      const pictures = await this.codes.pictures(tokens, chunk);
      const scores = await this.#scorer.score(pictures, captionOf);
      const { length } = this.codes.grid;
      for (let i = 0; i < count; i++) {
        const image = pictures.slice(i * size, (i + 1) * size);
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
    const tensors = await this.codes.save(forResume);
    for (const part of [await this.#prior.save('prior', forResume), await this.#scorer.save('scorer', forResume)])
      for (const [name, tensor] of part) tensors.set(name, tensor);
    for (const [name, tensor] of this.captions.save()) tensors.set(name, tensor);
    return tensors.set('step', { shape: [1], data: Float32Array.of(this.#step) });
  }

  restore(tensors: TensorMap): void {
    this.codes.restore(tensors);
    this.#prior.restore('prior', tensors);
    this.#scorer.restore('scorer', tensors);
    this.captions.restore(tensors);
    this.#step = tensorOf(tensors, 'step', [1])[0]!;
  }

  describe(): { parameters: number; step: number } {
    return {
      parameters: this.codes.autoencoder.parameters + this.#prior.parameters + this.#scorer.parameters,
      step: this.#step,
    };
  }

  dispose(): void {
    this.codes.dispose();
    this.#prior.dispose();
    this.#scorer.dispose();
  }
}
