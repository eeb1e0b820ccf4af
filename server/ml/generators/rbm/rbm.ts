import { tf } from '../../engine/tf.ts';
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
import { oneHot } from '../../training/layers.ts';
import { trainingSteps } from '../../training/loop.ts';
import { inChunks } from '../../training/pictures.ts';
import { ratesAt } from '../../training/schedule.ts';
import { tensorOf } from '../../training/tensors.ts';
import { baseBiases, baseOf, type Base } from './base.ts';
import { binarise } from './coins.ts';
import { dream } from './gibbs.ts';
import type { RbmConfig } from './index.ts';
import { likelihoodOf } from './likelihood.ts';
import { RbmLearner } from './learner.ts';
import { fromTensors, initialValues, onGrid, toTensors, upload, type Sizes, type Values } from './parameters.ts';

/** Steps in which the learning rate rises; a tenth of a short run. */
const WARMUP = 500;

/** A restricted Boltzmann machine over the bits of a picture, with biases of each class where there are classes. */
export class Rbm implements Generator {
  readonly #shape: ImageShape;
  readonly #config: RbmConfig;
  readonly #seed: number;
  readonly #sizes: Sizes;
  readonly #shares: ClassShares;
  readonly #learner: RbmLearner;
  /** Logits of the pixels' own shares [groups, visible]. */
  #base: Float32Array;
  /** The averaged parameters on their grid, as sampling uses them; null while training is ahead of them. */
  #values: Values | null = null;
  #step = 0;

  constructor(shape: ImageShape, config: RbmConfig, seed: number) {
    const classes = config.perClass ? shape.classes : 0;
    this.#shape = shape;
    this.#config = config;
    this.#seed = seed;
    this.#sizes = { visible: shape.height * shape.width * shape.channels, hidden: config.hidden, classes };
    this.#shares = new ClassShares(classes);
    this.#base = new Float32Array(Math.max(1, classes) * this.#sizes.visible);
    this.#learner = new RbmLearner(
      this.#sizes,
      { gibbsSteps: config.gibbsSteps, persistent: config.persistent, weightDecay: config.weightDecay },
      initialValues(this.#sizes, seed),
      config.chains,
    );
  }

  async *fit(train: ImageSet, options: FitOptions = {}): AsyncGenerator<TrainStep> {
    const { steps, batch } = this.#config;
    const { visible, classes } = this.#sizes;
    this.#shares.measure(train.labels);
    const base = baseOf(train, classes);
    const pi = this.#shares.save()[1].data;
    const chainY = oneHot(this.#chainClasses(), classes);
    if (this.#step === 0) this.#start(base);
    const batches = new Batches(train.n, batch, this.#seed);
    const once = async (step: number): Promise<Record<string, number>> => {
      const rng = rngFor(this.#seed, 'rbm', 'step', step);
      const indices = batches.at(step);
      const x = new Float32Array(indices.length * visible);
      indices.forEach((index, i) => binarise(train.images, index * visible, visible, rng, x, i * visible));
      const y = oneHot(classes > 0 ? Array.from(indices, (index) => train.labels![index]!) : [], classes);
      const losses = await this.#learner.update(
        { x, y, chainY, mu: base.mean, pi },
        rng,
        ratesAt(step, this.#config, WARMUP),
      );
      this.#step = step + 1;
      this.#values = null;
      return losses;
    };
    yield* trainingSteps(this.#step, steps, once, options.signal);
  }

  #start(base: Base): void {
    const { visible, classes } = this.#sizes;
    this.#base = base.logits.slice();
    const rng = rngFor(this.#seed, 'rbm', 'chains');
    const chains = new Float32Array(this.#config.chains * visible);
    this.#chainClasses().forEach((label, i) => {
      for (let j = 0; j < visible; j++) {
        const share = 1 / (1 + Math.exp(-base.logits[(classes > 0 ? label : 0) * visible + j]!));
        chains[i * visible + j] = Number(rng.uniform() < share);
      }
    });
    this.#learner.start(baseBiases(base.logits, classes), chains);
  }

  /** Classes of the persistent chains, in the shares of the data: chain i stands at (i + 1/2) / chains of them. */
  #chainClasses(): number[] {
    const shares = this.#shares.save()[1].data;
    return Array.from({ length: this.#config.chains }, (_, i) => {
      let left = (i + 0.5) / this.#config.chains;
      const found = shares.findIndex((share) => (left -= share) < 0);
      return found < 0 ? Math.max(0, shares.length - 1) : found;
    });
  }

  /** Chances of each pixel at the end of a Gibbs chain of its own; see `dream`. */
  async sample(request: SampleRequest): Promise<Samples> {
    const { n, seed, firstIndex = 0, label, signal } = request;
    if (label !== undefined && !this.#config.perClass && this.#shape.classes > 0) {
      throw new RangeError(`A class was asked for, but this machine is one for all; train it with 'perClass' on.`);
    }
    const { visible, classes } = this.#sizes;
    const labels = this.#shares.draw(request);
    const images = new Uint8Array(n * visible);
    const values = await this.#ready();
    const machine = upload(values, this.#sizes);
    try {
      await inChunks(request, async (first, count, chunk) => {
        const asked = Array.from({ length: chunk }, (_, i) => (labels && i < count ? labels[first + i]! : 0));
        const base = new Float32Array(chunk * visible);
        asked.forEach((group, i) => base.set(this.#base.subarray(group * visible, (group + 1) * visible), i * visible));
        const rngs = asked.map((_, i) => rngFor(seed, 'rbm', firstIndex + first + i));
        const y = classes > 0 ? oneHot(asked, classes) : null;
        const chances = await dream(machine, this.#sizes, { base, y, rngs }, this.#config.sampleSteps, signal);
        for (let j = 0; j < count * visible; j++) images[first * visible + j] = Math.round(255 * chances[j]!);
      });
    } finally {
      tf.dispose(machine as unknown as tf.TensorContainer);
    }
    return { images, labels };
  }

  /** Log-likelihood of binarised held-out images; see `likelihoodOf`. */
  async measure({ test }: { test: ImageSet }, options: MeasureOptions = {}): Promise<Record<string, OwnMeasure>> {
    const machine = upload(await this.#ready(), this.#sizes);
    try {
      const shares = this.#shares.save()[1].data;
      return await likelihoodOf(machine, this.#sizes, this.#base, shares, test, options);
    } finally {
      tf.dispose(machine as unknown as tf.TensorContainer);
    }
  }

  /** Parameters that sampling uses, and the logits of the pixels' own shares [groups, visible]. Not to be written to. */
  async parts(): Promise<{ readonly sizes: Sizes; readonly values: Values; readonly base: Float32Array }> {
    return { sizes: this.#sizes, values: await this.#ready(), base: this.#base };
  }

  async #ready(): Promise<Values> {
    return (this.#values ??= onGrid(await this.#learner.averaged()));
  }

  async save({ forResume = false }: { forResume?: boolean } = {}): Promise<TensorMap> {
    const groups = Math.max(1, this.#sizes.classes);
    return new Map([
      ...toTensors(await this.#ready(), this.#sizes, 'rbm.'),
      ['base', { shape: [groups, this.#sizes.visible], data: this.#base.slice() }] as const,
      this.#shares.save(),
      ['step', { shape: [1], data: Float32Array.of(this.#step) }] as const,
      ...(forResume ? await this.#learner.save() : []),
    ]);
  }

  restore(tensors: TensorMap): void {
    const values = fromTensors(tensors, this.#sizes, 'rbm.');
    const base = tensorOf(tensors, 'base', [Math.max(1, this.#sizes.classes), this.#sizes.visible]).slice();
    const [step] = tensorOf(tensors, 'step', [1]);
    this.#shares.restore(tensors);
    this.#learner.restore(tensors, values);
    this.#values = values;
    this.#base = base;
    this.#step = step!;
  }

  describe(): { parameters: number; step: number } {
    return { parameters: this.#learner.parameters, step: this.#step };
  }

  dispose(): void {
    this.#learner.dispose();
  }
}
