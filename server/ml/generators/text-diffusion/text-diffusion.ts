import type { OwnMeasure } from '../../checkpoint.ts';
import type { ImageSet } from '../../dataset.ts';
import { tf } from '../../engine/tf.ts';
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
import type { Captioned } from '../../captions/captions.ts';
import { captionRows, encodeCaption, withEncoder } from '../../captions/caption-encoder.ts';
import { contrastOf } from '../../captions/contrast.ts';
import { favouritesOf } from '../../captions/favourites.ts';
import { measureObedience } from '../../captions/obedience.ts';
import { CAPTION_TOKENS } from '../../captions/reader.ts';
import { Scorer } from '../../captions/scorer.ts';
import { rngFor, type Rng } from '../../random.ts';
import { Batches } from '../../training/batches.ts';
import { Learner } from '../../training/learner.ts';
import type { Weights } from '../../training/layout.ts';
import { trainingSteps } from '../../training/loop.ts';
import { inChunks, picturesAt, requireFolding } from '../../training/pictures.ts';
import { ratesAt } from '../../training/schedule.ts';
import { tensorOf } from '../../training/tensors.ts';
import { layoutOf, network, NOISE_FEATURES, noiseFeatures } from '../diffusion/network.ts';
import { noised } from '../diffusion/noising.ts';
import { Pixels } from '../diffusion/pixels.ts';
import { solve } from '../diffusion/sampler.ts';
import { scalings } from '../diffusion/schedule.ts';
import type { TextDiffusionConfig } from './index.ts';

/** Steps in which the learning rate rises; a tenth of a short run. */
const WARMUP = 150;
/** Guidance acts between these noise levels only, as in the diffusion rung, and earlier: form is settled at high noise. */
const GUIDED = { from: 0.1, to: 20 };

/** A caption as the model sees it. */
type Tokens = readonly number[];

/** How pictures are drawn where it differs from the settings, and who looks on. */
export interface Drawing {
  readonly guidance?: number;
  readonly samplerSteps?: number;
  /** The pictures that the network sees behind the noise, as grey levels, and the noise level; of each chunk of a request in turn. */
  readonly onStep?: (images: Uint8Array, sigma: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * A diffusion model that is told a caption: the U-Net of the diffusion rung, with a caption's vector where that has a class; and a
 * scorer that chooses among candidates. Owns the weights of both.
 */
export class TextDiffusion implements Generator {
  readonly captions: Captions;
  readonly #shape: ImageShape;
  readonly #config: TextDiffusionConfig;
  readonly #seed: number;
  readonly #learner: Learner;
  readonly #scorer: Scorer;
  readonly #pixels: Pixels;
  #step = 0;

  constructor(shape: ImageShape, config: TextDiffusionConfig, seed: number) {
    requireFolding('text-diffusion', shape);
    this.captions = new Captions(shape);
    // The network multiplies a row for the class by a matrix with a row more than classes: the caption's vector takes its place.
    const inPlace = { ...shape, classes: config.words - 1 };
    const unet = layoutOf(inPlace, config);
    const layout = withEncoder(unet, this.captions.vocabulary, config.words);
    this.#shape = shape;
    this.#config = config;
    this.#seed = seed;
    this.#learner = new Learner(layout, layout.initial(seed, 'text-diffusion'), { clipNorm: 1, weightDecay: 0.01 });
    this.#scorer = new Scorer(shape, this.captions.vocabulary, seed);
    this.#pixels = new Pixels(config.spread);
  }

  /** First the denoiser for `steps`, then the scorer for `scorerSteps`. */
  async *fit(train: ImageSet, options: FitOptions = {}): AsyncGenerator<TrainStep> {
    this.#pixels.measure(train.images);
    const captioned = this.captions.measure(train, this.#config.doubt);
    const { steps, scorerSteps, batch } = this.#config;
    const batches = new Batches(captioned.indices.length, batch, this.#seed);
    const values = this.#pixels.table();
    const once = async (step: number): Promise<Record<string, number>> => {
      const losses: Record<string, number> =
        step < steps
          ? { loss: await this.#descend(train, captioned, batches.at(step), values, step) }
          : { contrast: await this.#learnScorer(train, captioned, batches.at(step), step) };
      this.#step = step + 1;
      return losses;
    };
    yield* trainingSteps(this.#step, steps + scorerSteps, once, options.signal);
  }

  /** @param chosen places in `captioned` */
  #learnScorer(train: ImageSet, captioned: Captioned, chosen: Uint32Array, step: number): Promise<number> {
    const { classes } = this.#shape;
    const { steps, scorerSteps, scorerRate, emaDecay } = this.#config;
    const indices = chosen.map((place) => captioned.indices[place]!);
    const images = picturesAt(train.images, indices, this.#size);
    const kinds = Array.from(chosen, (place) => captioned.kinds[place]!);
    const levels = Array.from(chosen, (place) => captioned.levels[place]!);
    const contrast = contrastOf(this.captions, classes, kinds, levels, rngFor(this.#seed, 'step', step));
    const rates = ratesAt(step - steps, { steps: scorerSteps, learningRate: scorerRate, emaDecay }, WARMUP);
    return this.#scorer.descend(images, contrast, rates);
  }

  /** One step on F's own target, as in the diffusion rung. @param chosen places in `captioned` */
  async #descend(
    train: ImageSet,
    captioned: Captioned,
    chosen: Uint32Array,
    values: Float32Array,
    step: number,
  ): Promise<number> {
    const { height, width, channels } = this.#shape;
    const { dropCaptions } = this.#config;
    const n = chosen.length;
    const rng = rngFor(this.#seed, 'step', step);
    const told: Tokens[] = [];
    const indices = chosen.map((place) => captioned.indices[place]!);
    const batch = noised(train.images, this.#size, indices, values, this.#config, rng, (i) => {
      told.push(rng.uniform() < dropCaptions ? [] : this.captions.ofPicture(captioned, chosen[i]!, rng).tokens);
    });
    const rates = ratesAt(step, this.#config, WARMUP);
    const loss = tf.tidy(() => {
      const y = tf.tensor4d(batch.target, [n, height, width, channels]);
      const { x, features, rows } = this.#tensors(batch.input, batch.noise, told);
      return this.#learner.descend(
        (w) => this.#network(w, x, features, rows).sub(y).square().mean() as tf.Scalar,
        rates,
      ).loss;
    });
    const [value] = await loss.data();
    loss.dispose();
    return value!;
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
  #favourites(told: readonly Tokens[], request: SampleRequest): Promise<Uint8Array> {
    const { seed, firstIndex = 0, signal } = request;
    const { candidates: each } = this.#config;
    const chance = (i: number): Rng => rngFor(seed, 'text-diffusion', firstIndex + Math.floor(i / each), i % each);
    const draw = (group: readonly Tokens[], first: number): Promise<Uint8Array> =>
      this.draw(group, (i) => chance(first + i), { signal });
    return favouritesOf(this.#scorer, told, each, draw, request);
  }

  /**
   * One picture of each caption, as the noise makes it.
   *
   * @param told tokens of each caption [n]
   * @param chance of each picture's noise
   */
  async draw(told: readonly Tokens[], chance: (i: number) => Rng, how: Drawing = {}): Promise<Uint8Array> {
    const size = this.#size;
    const { samplerSteps, sampler, guidance } = this.#config;
    const { samplerSteps: levels = samplerSteps, guidance: strength = guidance, onStep, signal } = how;
    const images = new Uint8Array(told.length * size);
    await inChunks({ n: told.length, seed: 0, signal }, async (first, count, chunk) => {
      const noise = new Float32Array(chunk * size);
      for (let i = 0; i < count; i++) {
        const rng = chance(first + i);
        for (let j = 0; j < size; j++) noise[i * size + j] = rng.normal();
      }
      const asked = Array.from({ length: chunk }, (_, i) => told[first + i] ?? []);
      const x = await solve(
        noise,
        async (input, sigma) => {
          const f = await this.#evaluate(input, sigma, asked, strength);
          onStep?.(this.#behindNoise(input, f, sigma, count * size), sigma);
          return f;
        },
        levels,
        sampler === 'heun' ? 2 : 1,
      );
      for (let j = 0; j < count * size; j++) images[first * size + j] = this.#pixels.toLevel(x[j]!);
    });
    return images;
  }

  /** F with guidance: F(caption) + g (F(caption) - F(no caption)). */
  async #evaluate(
    input: Float32Array,
    sigma: number,
    told: readonly Tokens[],
    guidance: number,
  ): Promise<Float32Array> {
    const conditional = await this.#forward(input, sigma, told);
    if (guidance === 0 || sigma < GUIDED.from || sigma > GUIDED.to) return conditional;
    const silent = await this.#forward(
      input,
      sigma,
      told.map(() => []),
    );
    return conditional.map((f, i) => f + guidance * (f - silent[i]!));
  }

  async #forward(input: Float32Array, sigma: number, told: readonly Tokens[]): Promise<Float32Array> {
    const noise = new Float32Array(told.length * NOISE_FEATURES);
    for (let i = 0; i < told.length; i++) noise.set(noiseFeatures(sigma), i * NOISE_FEATURES);
    const output = tf.tidy(() => {
      const { x, features, rows } = this.#tensors(input, noise, told);
      return this.#network(this.#learner.averaged(), x, features, rows);
    });
    const values = (await output.data()) as Float32Array;
    output.dispose();
    return values;
  }

  #tensors(
    input: Float32Array,
    noise: Float32Array,
    told: readonly Tokens[],
  ): { x: tf.Tensor4D; features: tf.Tensor2D; rows: tf.Tensor2D } {
    const { height, width, channels } = this.#shape;
    const [n, vocabulary] = [told.length, this.captions.vocabulary];
    return {
      x: tf.tensor4d(input, [n, height, width, channels]),
      features: tf.tensor2d(noise, [n, NOISE_FEATURES]),
      rows: tf.tensor2d(captionRows(told, vocabulary), [n * CAPTION_TOKENS, vocabulary + 1]),
    };
  }

  #network(w: Weights, x: tf.Tensor4D, features: tf.Tensor2D, rows: tf.Tensor2D): tf.Tensor4D {
    return network(w, x, features, encodeCaption(w, rows), this.#config.heads);
  }

  /** The picture that F sees behind the noise, D(x; sigma), as grey levels. */
  #behindNoise(input: Float32Array, f: Float32Array, sigma: number, length: number): Uint8Array {
    const c = scalings(sigma);
    return Uint8Array.from({ length }, (_, j) => this.#pixels.toLevel((c.skip * input[j]!) / c.input + c.out * f[j]!));
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

  async save(options: { forResume?: boolean } = {}): Promise<TensorMap> {
    const forResume = options.forResume ?? false;
    const tensors = await this.#learner.save('unet', forResume);
    for (const [name, tensor] of await this.#scorer.save('scorer', forResume)) tensors.set(name, tensor);
    for (const [name, tensor] of [this.#pixels.save(), ...this.captions.save()]) tensors.set(name, tensor);
    return tensors.set('step', { shape: [1], data: Float32Array.of(this.#step) });
  }

  restore(tensors: TensorMap): void {
    this.#learner.restore('unet', tensors);
    this.#scorer.restore('scorer', tensors);
    this.#pixels.restore(tensors);
    this.captions.restore(tensors);
    this.#step = tensorOf(tensors, 'step', [1])[0]!;
  }

  describe(): { parameters: number; step: number } {
    return { parameters: this.#learner.parameters + this.#scorer.parameters, step: this.#step };
  }

  dispose(): void {
    this.#learner.dispose();
    this.#scorer.dispose();
  }

  /** Numbers in a picture. */
  get #size(): number {
    const { height, width, channels } = this.#shape;
    return height * width * channels;
  }
}
