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
import { dequantisedLikelihood } from '../../numeric/heldOut.ts';
import {
  bitsPerPixel,
  drawLowRank,
  logDensityOf,
  toPixels,
  type LowRankGaussian,
} from '../../numeric/lowRankGaussian.ts';
import { pixelRows } from '../../numeric/pixels.ts';
import { rngFor } from '../../random.ts';
import { ClassShares } from '../../training/class-shares.ts';
import { trainingSteps } from '../../training/loop.ts';
import { tensorOf } from '../../training/tensors.ts';
import { fitGaussian } from './fit.ts';
import { fullCovarianceBits } from './fullCovariance.ts';
import type { GaussianConfig } from './index.ts';

/** Mean and deviation of a uniform grey value: what is known before the first image. */
const UNKNOWN = { mean: 127.5, deviation: 74 };
/** Pictures drawn between two looks at the signal. */
const CHUNK = 256;

/** One Gaussian of all images, or one for each class. */
export class GaussianModel implements Generator {
  readonly #shape: ImageShape;
  readonly #config: GaussianConfig;
  readonly #seed: number;
  readonly #rank: number;
  readonly #d: number;
  readonly #shares: ClassShares;
  readonly #groups: LowRankGaussian[];
  #step = 0;

  constructor(shape: ImageShape, config: GaussianConfig, seed: number) {
    this.#shape = shape;
    this.#config = config;
    this.#seed = seed;
    this.#d = shape.height * shape.width * shape.channels;
    this.#rank = Math.min(config.rank, this.#d);
    this.#shares = new ClassShares(config.perClass ? shape.classes : 0);
    const [d, rank] = [this.#d, this.#rank];
    this.#groups = Array.from({ length: Math.max(1, config.perClass ? shape.classes : 0) }, () => ({
      d,
      rank,
      mean: new Float32Array(d).fill(UNKNOWN.mean),
      factors: new Float32Array(rank * d),
      noise: new Float32Array(d).fill(UNKNOWN.deviation),
    }));
  }

  /** The first step gives every class the Gaussian of all images; each later one gives one class its own. */
  async *fit(train: ImageSet, { signal }: FitOptions = {}): AsyncGenerator<TrainStep> {
    this.#shares.measure(train.labels);
    const totalSteps = 1 + (this.#config.perClass ? this.#shape.classes : 0);
    yield* trainingSteps(this.#step, totalSteps, (step) => this.#fitStep(train, step), signal);
  }

  /** A class with fewer than two images keeps the Gaussian of all. */
  async #fitStep(train: ImageSet, step: number): Promise<Record<string, number>> {
    const label = step === 0 ? undefined : step - 1;
    const data = pixelRows(train, label);
    this.#step = step + 1;
    if (data.rows.length < 2) return {};
    const rng = rngFor(this.#seed, 'gaussian', 'start', step);
    const fitted = await fitGaussian(data, this.#rank, this.#config.shrinkage, rng);
    if (label === undefined) this.#groups.fill(fitted);
    else this.#groups[label] = fitted;
    return { bitsPerPixel: await bitsPerPixel(fitted, data) };
  }

  async sample(request: SampleRequest): Promise<Samples> {
    const { n, seed, firstIndex = 0, signal, onProgress } = request;
    const labels = this.#labels(request);
    const images = new Uint8Array(n * this.#d);
    const values = new Float64Array(this.#d);
    for (let i = 0; i < n; i++) {
      const rng = rngFor(seed, 'gaussian', firstIndex + i);
      drawLowRank(this.#groups[labels ? labels[i]! : 0]!, rng, values);
      toPixels(values, images, i * this.#d);
      if ((i + 1) % CHUNK === 0 || i + 1 === n) {
        onProgress?.(i + 1);
        await new Promise(setImmediate);
        signal?.throwIfAborted();
      }
    }
    return { images, labels };
  }

  #labels(request: SampleRequest): Uint8Array | null {
    if (request.label !== undefined && !this.#config.perClass && this.#shape.classes > 0) {
      throw new RangeError(`A class was asked for, but this Gaussian is one for all; train it with 'perClass' on.`);
    }
    return this.#shares.draw(request);
  }

  /** Log-likelihood of dequantised held-out images; beside it that of one full covariance, the usual yardstick. */
  async measure(
    { train, test }: { train: ImageSet; test: ImageSet },
    options: MeasureOptions = {},
  ): Promise<Record<string, OwnMeasure>> {
    const densities = await Promise.all(this.#groups.map(logDensityOf));
    const shares = this.#shares.save()[1].data;
    const own = await dequantisedLikelihood(densities, shares, test, options);
    const yardstick = await fullCovarianceBits(train, test, options);
    return { ...own, ...(yardstick && { fullCovarianceBitsPerDimension: yardstick }) };
  }

  async save(): Promise<TensorMap> {
    const g = this.#groups.length;
    const stack = (part: 'mean' | 'factors' | 'noise', size: number): Float32Array => {
      const data = new Float32Array(g * size);
      this.#groups.forEach((group, i) => data.set(group[part], i * size));
      return data;
    };
    const [d, rank] = [this.#d, this.#rank];
    return new Map([
      ['mean', { shape: [g, d], data: stack('mean', d) }],
      ['factors', { shape: [g, rank, d], data: stack('factors', rank * d) }],
      ['noise', { shape: [g, d], data: stack('noise', d) }],
      this.#shares.save(),
      ['step', { shape: [1], data: Float32Array.of(this.#step) }],
    ]);
  }

  restore(tensors: TensorMap): void {
    const [g, d, rank] = [this.#groups.length, this.#d, this.#rank];
    const mean = tensorOf(tensors, 'mean', [g, d]);
    const factors = tensorOf(tensors, 'factors', [g, rank, d]);
    const noise = tensorOf(tensors, 'noise', [g, d]);
    const [step] = tensorOf(tensors, 'step', [1]);
    this.#shares.restore(tensors);
    const part = (data: Float32Array, i: number, size: number): Float32Array => data.slice(i * size, (i + 1) * size);
    for (let i = 0; i < g; i++) {
      this.#groups[i] = {
        d,
        rank,
        mean: part(mean, i, d),
        factors: part(factors, i, rank * d),
        noise: part(noise, i, d),
      };
    }
    this.#step = step!;
  }

  /** The Gaussian of a class; of all where there is one for all, whatever the class. */
  densityOf(label: number): LowRankGaussian {
    return this.#groups[this.#groups.length > 1 ? label : 0]!;
  }

  describe(): { parameters: number; step: number } {
    return { parameters: this.#groups.length * this.#d * (this.#rank + 2), step: this.#step };
  }

  dispose(): void {
    this.#groups.length = 0;
  }
}
