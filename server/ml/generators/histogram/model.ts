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
import { likelihoodMeasures, overClasses } from '../../numeric/heldOut.ts';
import { rngFor } from '../../random.ts';
import { ClassShares } from '../../training/class-shares.ts';
import { trainingSteps } from '../../training/loop.ts';
import { tensorOf } from '../../training/tensors.ts';
import type { HistogramConfig } from './index.ts';
import { pixelKind, thumbnailKind, type Kind } from './kinds.ts';
import { emptyTable, intervals, logProbabilities, type Table } from './table.ts';
import { thresholdOf } from './thumbnails.ts';

/** The training images are counted in this many slices. */
const SLICES = 40;
/** Pictures drawn, or images read, between two looks at the signal. */
const CHUNK = 500;

/** p(x) as a table, counted: one for all images, or one for each class. */
export class HistogramModel implements Generator {
  readonly #shape: ImageShape;
  readonly #config: HistogramConfig;
  readonly #kind: Kind;
  readonly #shares: ClassShares;
  readonly #tables: Table[];
  /** Images counted in each table. */
  readonly #counted: Float64Array;
  #threshold = 127.5;
  #step = 0;

  constructor(shape: ImageShape, config: HistogramConfig) {
    const groups = Math.max(1, config.perClass ? shape.classes : 0);
    this.#shape = shape;
    this.#config = config;
    this.#shares = new ClassShares(config.perClass ? shape.classes : 0);
    this.#kind =
      config.table === 'pixels'
        ? pixelKind(shape, config.bits)
        : thumbnailKind(shape, Number(config.table[0]), () => this.#threshold);
    const { rows, bins } = this.#kind;
    this.#tables = Array.from({ length: groups }, () => emptyTable(rows, bins, config.smoothing));
    this.#counted = new Float64Array(groups);
  }

  /**
   * Every step counts one more slice of the images. The loss is bits a dimension of that slice under the table so far, before
   * it is counted: how well the past foretells the next pictures.
   */
  async *fit(train: ImageSet, { signal }: FitOptions = {}): AsyncGenerator<TrainStep> {
    this.#shares.measure(train.labels);
    if (this.#step === 0) this.#threshold = Math.fround(thresholdOf(train));
    const count = async (step: number): Promise<Record<string, number>> => {
      await new Promise(setImmediate);
      const [start, end] = [step, step + 1].map((at) => Math.floor((at * train.n) / SLICES)) as [number, number];
      const outcomes = this.#kind.outcomes(train, start, end);
      const logs = this.#logProbabilities();
      let nats = 0;
      for (let i = start; i < end; i++) {
        nats -= this.#logProbability(logs[this.#groupOf(train, i)]!, outcomes, i - start);
      }
      for (let i = start; i < end; i++) this.#count(this.#groupOf(train, i), outcomes, i - start);
      this.#step = step + 1;
      return end > start ? { bitsPerDimension: nats / (end - start) / (this.#dimensions * Math.LN2) } : {};
    };
    yield* trainingSteps(this.#step, SLICES, count, signal);
  }

  #groupOf(set: ImageSet, i: number): number {
    return this.#tables.length > 1 ? set.labels![i]! : 0;
  }

  #count(group: number, outcomes: Uint32Array, i: number): void {
    const { rows, bins } = this.#kind;
    const { counts } = this.#tables[group]!;
    for (let row = 0; row < rows; row++) counts[row * bins + outcomes[i * rows + row]!]!++;
    this.#counted[group]!++;
  }

  #logProbabilities(): Float64Array[] {
    return this.#tables.map((table, g) => logProbabilities(table, this.#counted[g]!));
  }

  /** ln p of the image whose outcomes stand in row i. */
  #logProbability(table: Float64Array, outcomes: Uint32Array, i: number): number {
    const { rows, bins, within } = this.#kind;
    let sum = -within;
    for (let row = 0; row < rows; row++) sum += table[row * bins + outcomes[i * rows + row]!]!;
    return sum;
  }

  /** Numbers in a picture: pixels and channels, or cells of a thumbnail. */
  get #dimensions(): number {
    const { rows, bins } = this.#kind;
    return rows === 1 ? Math.log2(bins) : rows;
  }

  async sample(request: SampleRequest): Promise<Samples> {
    const { n, seed, firstIndex = 0, label, signal, onProgress } = request;
    if (label !== undefined && !this.#config.perClass && this.#shape.classes > 0) {
      throw new RangeError(`A class was asked for, but this table is one for all; train it with 'perClass' on.`);
    }
    const labels = this.#shares.draw(request);
    const size = this.#shape.height * this.#shape.width * this.#shape.channels;
    const images = new Uint8Array(n * size);
    const ends = new Map<number, Float64Array>(); // of the classes that are asked for
    for (let i = 0; i < n; i++) {
      const group = labels ? labels[i]! : 0;
      if (!ends.has(group)) ends.set(group, intervals(this.#tables[group]!, this.#counted[group]!));
      this.#kind.draw(ends.get(group)!, rngFor(seed, 'histogram', firstIndex + i), images, i * size);
      if ((i + 1) % CHUNK === 0 || i + 1 === n) {
        onProgress?.(i + 1);
        await new Promise(setImmediate);
        signal?.throwIfAborted();
      }
    }
    return { images, labels };
  }

  /**
   * The table of a class (of all, without classes) and the number of images counted in it. Not to be written to.
   *
   * @throws RangeError where there is no such class
   */
  tableOf(label: number): { readonly table: Table; readonly counted: number } {
    const table = this.#tables[label];
    if (!table) throw new RangeError(`The class should be from 0 to ${this.#tables.length - 1} but is ${label}.`);
    return { table, counted: this.#counted[label]! };
  }

  /** Log-likelihood of held-out images (or of their thumbnails), log of sum_y share_y p(x | y). */
  async measure(
    { test }: { test: ImageSet },
    { signal, onProgress }: MeasureOptions = {},
  ): Promise<Record<string, OwnMeasure>> {
    const tables = this.#logProbabilities();
    const groups = tables.length;
    const logs = new Float64Array(test.n * groups);
    for (let start = 0; start < test.n; start += CHUNK) {
      const end = Math.min(test.n, start + CHUNK);
      const outcomes = this.#kind.outcomes(test, start, end);
      for (let i = start; i < end; i++) {
        for (let g = 0; g < groups; g++) logs[i * groups + g] = this.#logProbability(tables[g]!, outcomes, i - start);
      }
      onProgress?.(end / test.n);
      await new Promise(setImmediate);
      signal?.throwIfAborted();
    }
    return likelihoodMeasures(overClasses(logs, this.#shares.save()[1].data), this.#dimensions);
  }

  async save(): Promise<TensorMap> {
    const { rows, bins } = this.#kind;
    const groups = this.#tables.length;
    const counts = new Float32Array(groups * rows * bins);
    this.#tables.forEach((table, g) => counts.set(table.counts, g * rows * bins));
    return new Map([
      ['counts', { shape: [groups, rows, bins], data: counts }],
      ['threshold', { shape: [1], data: Float32Array.of(this.#threshold) }],
      this.#shares.save(),
      ['step', { shape: [1], data: Float32Array.of(this.#step) }],
    ]);
  }

  restore(tensors: TensorMap): void {
    const { rows, bins } = this.#kind;
    const counts = tensorOf(tensors, 'counts', [this.#tables.length, rows, bins]);
    const [threshold] = tensorOf(tensors, 'threshold', [1]);
    const [step] = tensorOf(tensors, 'step', [1]);
    this.#shares.restore(tensors);
    this.#tables.forEach((table, g) => {
      table.counts.set(counts.subarray(g * rows * bins, (g + 1) * rows * bins));
      // Every image is counted once in every row.
      this.#counted[g] = table.counts.subarray(0, bins).reduce((sum, count) => sum + count, 0);
    });
    this.#threshold = threshold!;
    this.#step = step!;
  }

  /** Free entries of the tables: each row sums to one. */
  describe(): { parameters: number; step: number } {
    const { rows, bins } = this.#kind;
    return { parameters: this.#tables.length * rows * (bins - 1), step: this.#step };
  }

  dispose(): void {
    this.#tables.length = 0;
  }
}
