import { tf } from '../../engine/tf.ts';
import type {
  FitOptions,
  Generator,
  ImageShape,
  SampleRequest,
  Samples,
  TensorMap,
  TrainStep,
} from '../../generator.ts';
import type { ImageSet } from '../../dataset.ts';
import { rngFor, type Rng } from '../../random.ts';
import { Batches } from '../../training/batches.ts';
import { ClassShares } from '../../training/class-shares.ts';
import { oneHot } from '../../training/layers.ts';
import { Learner } from '../../training/learner.ts';
import { trainingSteps } from '../../training/loop.ts';
import type { Layout } from '../../training/layout.ts';
import { inChunks, picturesAt, requireFolding } from '../../training/pictures.ts';
import { ratesAt } from '../../training/schedule.ts';
import { tensorOf } from '../../training/tensors.ts';
import type { DiffusionConfig } from './index.ts';
import { GreyLevels } from '../../training/grey-levels.ts';
import { layoutOf, network, NOISE_FEATURES, noiseFeatures } from './network.ts';
import { noised } from './noising.ts';
import { Pixels } from './pixels.ts';
import { solve } from './sampler.ts';
import { Student } from './student.ts';

/** Steps in which the learning rate rises; a tenth of a short run. */
const WARMUP = 150;
/**
 * Pictures from which a finished model's greys are measured: one for so many steps of training, between these numbers. Few would
 * have more or less ink than the model's pictures have, and all pictures would be corrected by that.
 */
const LEVEL_SAMPLES = { steps: 20, fewest: 512, most: 2048 };
/** Guidance acts between these noise levels only: outside it costs variety and gives nothing. Source: Kynkaanniemi et al. 2024. */
const GUIDED = { from: 0.1, to: 8 };

/** Rates of distillation: gentler than those of a critic and forger who start from nothing. */
const DISTILLING = { learningRate: 7e-4, emaDecay: 0.998 };

/** Pictures in the network's units, one from each stream of chance. [n, pixels] */
type Draw = (rngs: readonly Rng[], asked: Int32Array) => Promise<Float32Array>;

/** A conditional diffusion model: EDM's preconditioning and sampler around a small U-Net. Owns its weights. */
export class Diffusion implements Generator {
  readonly #shape: ImageShape;
  readonly #config: DiffusionConfig;
  readonly #seed: number;
  readonly #layout: Layout;
  readonly #learner: Learner;
  /** Only in a model that has been distilled, or is being. */
  #student: Student | null = null;
  readonly #pixels: Pixels;
  readonly #levels = new GreyLevels();
  readonly #studentLevels = new GreyLevels('student.greyLevels');
  readonly #shares: ClassShares;
  #step = 0;

  constructor(shape: ImageShape, config: DiffusionConfig, seed: number) {
    requireFolding('diffusion', shape);
    const layout = layoutOf(shape, config);
    this.#shape = shape;
    this.#config = config;
    this.#seed = seed;
    this.#layout = layout;
    this.#learner = new Learner(layout, layout.initial(seed, 'diffusion'), { clipNorm: 1, weightDecay: 0.01 });
    this.#pixels = new Pixels(config.spread);
    this.#shares = new ClassShares(shape.classes);
  }

  /** First the denoiser, for `steps`; then, for `distilSteps`, a student of it that draws in few leaps. */
  async *fit(train: ImageSet, options: FitOptions = {}): AsyncGenerator<TrainStep> {
    this.#pixels.measure(train.images);
    this.#shares.measure(train.labels);
    const { steps, distilSteps, batch } = this.#config;
    const batches = new Batches(train.n, batch, this.#seed);
    const values = this.#pixels.table();
    const once = async (step: number): Promise<Record<string, number>> => {
      if (step >= steps && !this.#levels.matched) await this.matchLevels(train.images);
      const indices = batches.at(step);
      const losses = await (step < steps
        ? this.#descend(train, indices, values, step)
        : this.#distil(train, indices, step));
      this.#step = step + 1;
      if (this.#step === steps) await this.matchLevels(train.images);
      if (distilSteps > 0 && this.#step === steps + distilSteps)
        await this.#match(this.#studentLevels, this.#leaping, train.images);
      return losses;
    };
    yield* trainingSteps(this.#step, steps + distilSteps, once, options.signal);
  }

  async #distil(train: ImageSet, indices: Uint32Array, step: number): Promise<Record<string, number>> {
    if (!this.#student) {
      this.#student = new Student(this.#shape, this.#config, this.#layout, this.#seed);
      this.#student.copy(await this.#learner.save('unet', false));
    }
    const pixels = this.#pixels.unitsOf(picturesAt(train.images, indices, this.#size));
    const labels = Int32Array.from(indices, (index) => train.labels?.[index] ?? this.#shape.classes);
    const { steps, distilSteps } = this.#config;
    const rates = ratesAt(step - steps, { ...DISTILLING, steps: distilSteps }, WARMUP, 0.05);
    const rng = rngFor(this.#seed, 'distil', step);
    return this.#student.learn({ pixels, labels, range: this.#pixels.range }, rng, rates, step - steps);
  }

  /** One step of the denoiser on pictures under noise. */
  async #descend(
    train: ImageSet,
    indices: Uint32Array,
    values: Float32Array,
    step: number,
  ): Promise<Record<string, number>> {
    const { height, width, channels, classes } = this.#shape;
    const n = indices.length;
    const rng = rngFor(this.#seed, 'step', step);
    const labels = new Int32Array(n);
    const { input, target, noise } = noised(train.images, this.#size, indices, values, this.#config, rng, (i) => {
      labels[i] = train.labels && rng.uniform() >= this.#config.dropLabels ? train.labels[indices[i]!]! : classes;
    });
    const rates = ratesAt(step, this.#config, WARMUP);
    const loss = tf.tidy(() => {
      const x = tf.tensor4d(input, [n, height, width, channels]);
      const y = tf.tensor4d(target, [n, height, width, channels]);
      const features = tf.tensor2d(noise, [n, NOISE_FEATURES]);
      const classRows = tf.tensor2d(oneHot(labels, classes + 1), [n, classes + 1]);
      return this.#learner.descend(
        (w) => network(w, x, features, classRows, this.#config.heads).sub(y).square().mean() as tf.Scalar,
        rates,
      ).loss;
    });
    const [value] = await loss.data();
    loss.dispose();
    return { loss: value! };
  }

  async sample(request: SampleRequest): Promise<Samples> {
    const labels = this.#shares.draw(request);
    const images = new Uint8Array(request.n * this.#size);
    const { sampler, steps } = this.#config;
    const leaps = sampler === 'distilled' && this.#student !== null;
    if (sampler === 'distilled' && !leaps && this.#step >= steps) {
      throw new RangeError(
        'The sampler "distilled" needs a student, which this model has not; train it with --resume --set distilSteps=3000, or choose heun.',
      );
    }
    const levels = leaps ? this.#studentLevels : this.#levels;
    await this.#draw(request, labels, leaps ? this.#leaping : this.#flow, (value, at) => {
      images[at] = levels.matched ? levels.of(value) : this.#pixels.toLevel(value);
    });
    return { images, labels };
  }

  /** Gives the pictures of the finished denoiser the greys of the training images. */
  matchLevels(images: Uint8Array): Promise<void> {
    return this.#match(this.#levels, this.#flow, images);
  }

  async #match(levels: GreyLevels, draw: Draw, images: Uint8Array): Promise<void> {
    const { steps, fewest, most } = LEVEL_SAMPLES;
    const n = Math.min(most, Math.max(fewest, Math.floor(this.#config.steps / steps)));
    const request = { n, seed: this.#seed };
    const values = new Float32Array(n * this.#size);
    await this.#draw(request, this.#shares.draw(request), draw, (value, at) => {
      values[at] = value;
    });
    levels.match(values, images);
  }

  /** Follows the probability flow from noise to pictures. [n, pixels] */
  readonly #flow: Draw = (rngs, asked) => {
    const normals = (): Float32Array =>
      Float32Array.from({ length: rngs.length * this.#size }, (_, j) => rngs[Math.floor(j / this.#size)]!.normal());
    const { samplerSteps, sampler, churn: amount } = this.#config;
    const order = sampler === 'euler' ? 1 : 2;
    const churn = amount > 0 ? { amount, normals } : null;
    return solve(normals(), (input, sigma) => this.evaluate(input, sigma, asked), samplerSteps, order, churn);
  };

  /** Leaps from noise to pictures. [n, pixels] */
  readonly #leaping: Draw = (rngs, asked) => this.#student!.draw(rngs, asked, this.#config.leaps);

  /** Makes the pictures asked for in chunks; `pixel` gets every value in the network's units and its place. */
  async #draw(
    request: SampleRequest,
    labels: Uint8Array | null,
    draw: Draw,
    pixel: (value: number, at: number) => void,
  ): Promise<void> {
    const size = this.#size;
    await inChunks(request, async (first, count, chunk) => {
      const rngs = Array.from({ length: chunk }, (_, i) =>
        rngFor(request.seed, 'diffusion', (request.firstIndex ?? 0) + first + i),
      );
      const asked = new Int32Array(chunk).fill(this.#shape.classes);
      if (labels) asked.set(labels.subarray(first, first + count));
      const x = await draw(rngs, asked);
      for (let j = 0; j < count * size; j++) pixel(x[j]!, first * size + j);
    });
  }

  /** Numbers in a picture. */
  get #size(): number {
    const { height, width, channels } = this.#shape;
    return height * width * channels;
  }

  /**
   * F with guidance: F(class) + g (F(class) - F(no class)).
   *
   * @param input pictures in the network's units, scaled to unit variance with their noise [n, pixels]
   * @param labels class of each; the number of classes stands for none [n]
   */
  async evaluate(
    input: Float32Array,
    sigma: number,
    labels: Int32Array,
    guidance = this.#config.guidance,
  ): Promise<Float32Array> {
    const conditional = await this.#forward(input, sigma, labels);
    const { classes } = this.#shape;
    if (guidance === 0 || classes === 0 || sigma < GUIDED.from || sigma > GUIDED.to) return conditional;
    const plain = await this.#forward(input, sigma, new Int32Array(labels.length).fill(classes));
    return conditional.map((f, i) => f + guidance * (f - plain[i]!));
  }

  async #forward(input: Float32Array, sigma: number, labels: Int32Array): Promise<Float32Array> {
    const { height, width, channels, classes } = this.#shape;
    const n = labels.length;
    const output = tf.tidy(() =>
      network(
        this.#learner.averaged(),
        tf.tensor4d(input, [n, height, width, channels]),
        tf.tensor2d(
          Array.from({ length: n }, () => noiseFeatures(sigma)),
          [n, NOISE_FEATURES],
        ),
        tf.tensor2d(oneHot(labels, classes + 1), [n, classes + 1]),
        this.#config.heads,
      ),
    );
    const values = (await output.data()) as Float32Array;
    output.dispose();
    return values;
  }

  async save(options: { forResume?: boolean } = {}): Promise<TensorMap> {
    const forResume = options.forResume ?? false;
    const tensors = await this.#learner.save('unet', forResume);
    for (const [name, tensor] of (await this.#student?.save(forResume)) ?? []) tensors.set(name, tensor);
    for (const [name, tensor] of [this.#pixels.save(), this.#shares.save()]) tensors.set(name, tensor);
    this.#levels.save(tensors);
    this.#studentLevels.save(tensors);
    return tensors.set('step', { shape: [1], data: Float32Array.of(this.#step) });
  }

  restore(tensors: TensorMap): void {
    this.#learner.restore('unet', tensors);
    if (Student.isIn(tensors)) {
      this.#student ??= new Student(this.#shape, this.#config, this.#layout, this.#seed);
      this.#student.restore(tensors);
    }
    this.#pixels.restore(tensors);
    this.#shares.restore(tensors);
    this.#levels.restore(tensors);
    this.#studentLevels.restore(tensors);
    this.#step = tensorOf(tensors, 'step', [1])[0]!;
  }

  /** Grey values in the network's units. */
  unitsOf(images: Uint8Array): Float32Array {
    return this.#pixels.unitsOf(images);
  }

  /** And back. */
  levelsOf(values: ArrayLike<number>): Uint8Array {
    return Uint8Array.from(values, (value) => this.#pixels.toLevel(value));
  }

  describe(): { parameters: number; step: number } {
    return { parameters: this.#learner.parameters, step: this.#step };
  }

  dispose(): void {
    this.#learner.dispose();
    this.#student?.dispose();
  }
}
