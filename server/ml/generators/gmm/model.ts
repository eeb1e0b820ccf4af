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
import { joinDoubles, splitDoubles } from '../../numeric/doubleFloat.ts';
import { dequantisedLikelihood } from '../../numeric/heldOut.ts';
import { toPixels } from '../../numeric/lowRankGaussian.ts';
import { pixelRows } from '../../numeric/pixels.ts';
import { rngFor } from '../../random.ts';
import { ClassShares } from '../../training/class-shares.ts';
import { trainingSteps } from '../../training/loop.ts';
import { tensorOf } from '../../training/tensors.ts';
import { expectation } from './em.ts';
import type { GmmConfig } from './index.ts';
import { maximisation } from './maximisation.ts';
import { drawMixture, factorSize, identity, packLower, parameterCount, type Mixture } from './mixture.ts';
import { pictureDensity } from './pictureDensity.ts';
import { startMixture } from './start.ts';
import { Subspace } from './subspace.ts';

/** Pictures drawn between two looks at the signal. */
const CHUNK = 256;

/** Mixtures of Gaussians over the leading principal components of the pixels: one of all images, or one for each class. */
export class GmmModel implements Generator {
  readonly #shape: ImageShape;
  readonly #config: GmmConfig;
  readonly #seed: number;
  readonly #dimensions: number;
  readonly #shares: ClassShares;
  readonly #subspace: Subspace;
  /** As EM left them, and rounded to the float32 that a checkpoint keeps for sampling. */
  #mixtures: Mixture[] = [];
  #rounded: Mixture[] = [];
  #step = 0;

  constructor(shape: ImageShape, config: GmmConfig, seed: number) {
    const pixels = shape.height * shape.width * shape.channels;
    const classes = config.perClass ? shape.classes : 0;
    this.#shape = shape;
    this.#config = config;
    this.#seed = seed;
    this.#dimensions = Math.min(config.dimensions, pixels);
    this.#shares = new ClassShares(classes);
    this.#subspace = new Subspace(pixels, this.#dimensions, Math.max(1, classes));
    this.#adopt(Array.from({ length: Math.max(1, classes) }, () => this.#unknown()));
  }

  /** One step is one iteration of EM on the mixture of every class; the loss is of the parameters before it. */
  async *fit(train: ImageSet, { signal }: FitOptions = {}): AsyncGenerator<TrainStep> {
    const { iterations, components, covariance, floor, perClass } = this.#config;
    if (this.#step >= iterations) return;
    this.#shares.measure(train.labels);
    const all = pixelRows(train);
    const groups = this.#mixtures.map((_, label) => {
      const own = perClass && this.#shape.classes > 0 ? pixelRows(train, label) : all;
      return own.rows.length > 1 ? own : all;
    });
    if (this.#step === 0) await this.#subspace.fit(all, groups, rngFor(this.#seed, 'gmm', 'subspace'));
    const points: Float64Array[] = []; // [n, dimensions] of each group
    for (const [g, group] of groups.entries()) {
      const x = await this.#subspace.project(group);
      points.push(x);
      if (this.#step > 0) continue;
      const rng = rngFor(this.#seed, 'gmm', 'start', g);
      this.#mixtures[g] = await startMixture(x, group.rows.length, components, covariance, floor, rng);
    }
    const iterate = async (step: number): Promise<Record<string, number>> => {
      let logLikelihood = 0;
      let n = 0;
      const moved: Mixture[] = [];
      for (const [g, mixture] of this.#mixtures.entries()) {
        const statistics = await expectation(mixture, points[g]!, groups[g]!.rows.length);
        moved.push(maximisation(statistics, mixture, floor));
        logLikelihood += statistics.logLikelihood;
        n += statistics.n;
      }
      this.#adopt(moved);
      this.#step = step + 1;
      return { negativeLogLikelihood: -logLikelihood / n };
    };
    yield* trainingSteps(this.#step, iterations, iterate, signal);
  }

  async sample(request: SampleRequest): Promise<Samples> {
    const { n, seed, firstIndex = 0, signal, onProgress, label } = request;
    if (label !== undefined && !this.#config.perClass && this.#shape.classes > 0) {
      throw new RangeError(`A class was asked for, but this mixture is one for all; train it with 'perClass' on.`);
    }
    const labels = this.#shares.draw(request);
    const { pixels } = this.#subspace;
    const images = new Uint8Array(n * pixels);
    const values = new Float64Array(pixels);
    for (let i = 0; i < n; i++) {
      const rng = rngFor(seed, 'gmm', firstIndex + i);
      const group = labels ? labels[i]! : 0;
      const point = drawMixture(this.#rounded[group]!, rng);
      this.#subspace.toPixels(point, group, this.#config.pixelNoise ? rng : null, values);
      toPixels(values, images, i * pixels);
      if ((i + 1) % CHUNK === 0 || i + 1 === n) {
        onProgress?.(i + 1);
        await new Promise(setImmediate);
        signal?.throwIfAborted();
      }
    }
    return { images, labels };
  }

  /** Log-likelihood of dequantised held-out images under the density that pictures are drawn from. */
  async measure({ test }: { test: ImageSet }, options: MeasureOptions = {}): Promise<Record<string, OwnMeasure>> {
    const densities = await Promise.all(
      this.#rounded.map((mixture, g) => pictureDensity(mixture, this.#subspace, g, this.#config.pixelNoise)),
    );
    return dequantisedLikelihood(densities, this.#shares.save()[1].data, test, options);
  }

  /** The three arrays of all mixtures, float32; `resume.` holds what rounding to float32 took from them. */
  async save({ forResume = false }: { forResume?: boolean } = {}): Promise<TensorMap> {
    const tensors = new Map([...this.#subspace.save(), this.#shares.save()]);
    for (const part of PARTS) {
      const values = Float64Array.from(this.#mixtures.flatMap((mixture) => [...mixture[part]]));
      const shape = this.#stacked(part);
      const { high, low } = splitDoubles(values);
      tensors.set(`mixture.${part}`, { shape, data: high });
      if (forResume) tensors.set(`resume.mixture.${part}`, { shape, data: low });
    }
    return tensors.set('step', { shape: [1], data: Float32Array.of(this.#step) });
  }

  restore(tensors: TensorMap): void {
    const stacks = PARTS.map((part) => {
      const name = `mixture.${part}`;
      const low = tensors.has(`resume.${name}`) ? tensorOf(tensors, `resume.${name}`, this.#stacked(part)) : undefined;
      return joinDoubles(tensorOf(tensors, name, this.#stacked(part)), low);
    });
    const [step] = tensorOf(tensors, 'step', [1]);
    this.#subspace.restore(tensors);
    this.#shares.restore(tensors);
    const own = (stack: Float64Array, g: number): Float64Array => {
      const size = stack.length / this.#mixtures.length;
      return stack.slice(g * size, (g + 1) * size);
    };
    const [weights, means, factors] = stacks as [Float64Array, Float64Array, Float64Array];
    this.#adopt(
      this.#mixtures.map((mixture, g) => ({
        ...mixture,
        weights: own(weights, g),
        means: own(means, g),
        factors: own(factors, g),
      })),
    );
    this.#step = step!;
  }

  /** Pixels times channels of a picture. */
  get pixels(): number {
    return this.#subspace.pixels;
  }

  /** The mixture that draws pictures of a class; of all where there is one for all, whatever the class. */
  mixtureOf(label: number): Mixture {
    return this.#rounded[this.#rounded.length > 1 ? label : 0]!;
  }

  /** Grey values of a point of the subspace [dimensions], without pixel noise, into `out` [pixels]. */
  paint(point: Float64Array, label: number, out: Float64Array): void {
    this.#subspace.toPixels(point, this.#rounded.length > 1 ? label : 0, null, out);
  }

  describe(): { parameters: number; step: number } {
    const mixtures = this.#mixtures.reduce((sum, mixture) => sum + parameterCount(mixture), 0);
    return { parameters: mixtures + this.#subspace.parameters, step: this.#step };
  }

  dispose(): void {
    this.#adopt([]);
  }

  #adopt(mixtures: Mixture[]): void {
    this.#mixtures = mixtures;
    const round = (values: Float64Array): Float64Array => values.map(Math.fround);
    this.#rounded = mixtures.map((mixture) => ({
      ...mixture,
      weights: round(mixture.weights),
      means: round(mixture.means),
      factors: round(mixture.factors),
    }));
  }

  /** Before the first image: all components at the origin with unit variances. */
  #unknown(): Mixture {
    const { components: k, covariance } = this.#config;
    const d = this.#dimensions;
    const factors = new Float64Array(factorSize(covariance, k, d));
    const unit = covariance === 'diagonal' ? Float64Array.of(1) : packLower(identity(d), d);
    for (let at = 0; at < factors.length; at += unit.length) factors.set(unit, at);
    return { k, d, covariance, weights: new Float64Array(k).fill(1 / k), means: new Float64Array(k * d), factors };
  }

  #stacked(part: (typeof PARTS)[number]): number[] {
    const { components: k, covariance } = this.#config;
    const d = this.#dimensions;
    const groups = this.#mixtures.length;
    if (part === 'weights') return [groups, k];
    if (part === 'means') return [groups, k, d];
    return [groups, factorSize(covariance, k, d)];
  }
}

const PARTS = ['weights', 'means', 'factors'] as const;
