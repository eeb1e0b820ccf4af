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
import { joinDoubles, roundToDoubleFloat, splitDoubles } from '../../numeric/doubleFloat.ts';
import { pixelRows } from '../../numeric/pixels.ts';
import { rngFor } from '../../random.ts';
import { ClassShares } from '../../training/class-shares.ts';
import { trainingSteps } from '../../training/loop.ts';
import { tensorOf } from '../../training/tensors.ts';
import { baumWelch, type Hmm } from './baumWelch.ts';
import { drawPath, viterbi } from './chain.ts';
import { logEmissions, writeLine } from './emissions.ts';
import type { HmmConfig } from './index.ts';
import { likelihoodOf } from './likelihood.ts';
import { lineLength, linesOf, pictureLines, putLine } from './lines.ts';
import { startHmm } from './start.ts';
import { packedWidth, packSteps, statesOf, unpackSteps, type Topology } from './topology.ts';

/** Pictures drawn between two looks at the signal. */
const CHUNK = 256;

/** Hidden Markov models that write a picture line by line: one for all images, or one for each class. */
export class HmmModel implements Generator {
  readonly #shape: ImageShape;
  readonly #config: HmmConfig;
  readonly #seed: number;
  readonly #topology: Topology;
  readonly #shares: ClassShares;
  /** As EM left them, and rounded to the float32 that a checkpoint keeps for sampling. */
  #models: Hmm[] = [];
  #rounded: Hmm[] = [];
  #step = 0;

  constructor(shape: ImageShape, config: HmmConfig, seed: number) {
    const classes = config.perClass ? shape.classes : 0;
    this.#shape = shape;
    this.#config = config;
    this.#seed = seed;
    this.#topology = {
      bands: Math.min(config.bands, config.scan === 'rows' ? shape.height : shape.width),
      shapes: config.shapes,
      reach: config.reach,
    };
    this.#shares = new ClassShares(classes);
    this.#adopt(Array.from({ length: Math.max(1, classes) }, () => this.#unknown()));
  }

  get topology(): Topology {
    return this.#topology;
  }

  /** One step is one iteration of Baum and Welch on the chain of every class; the loss is of the parameters before it. */
  async *fit(train: ImageSet, { signal }: FitOptions = {}): AsyncGenerator<TrainStep> {
    const { iterations, perClass, emission, images, scan } = this.#config;
    const floor = this.#floor;
    if (this.#step >= iterations) return;
    this.#shares.measure(train.labels);
    const all = pixelRows(train);
    const groups = this.#models.map((_, label) => {
      const own = perClass && this.#shape.classes > 0 ? pixelRows(train, label) : all;
      const { pixels, rows, d } = own.rows.length > 1 ? own : all;
      return linesOf({ pixels, rows: rows.subarray(0, images), d }, this.#shape, scan);
    });
    if (this.#step === 0) {
      const d = lineLength(this.#shape, scan);
      const start = (data: (typeof groups)[number], g: number): Hmm =>
        startHmm(data, d, this.#topology, emission, floor, rngFor(this.#seed, 'hmm', 'start', g));
      this.#adopt(groups.map(start));
    }
    const iterate = async (step: number): Promise<Record<string, number>> => {
      let logLikelihood = 0;
      let n = 0;
      const moved: Hmm[] = [];
      for (const [g, model] of this.#models.entries()) {
        const result = await baumWelch(model, groups[g]!, floor);
        moved.push(result.model);
        logLikelihood += result.logLikelihood;
        n += groups[g]!.n;
      }
      this.#adopt(moved);
      this.#step = step + 1;
      return { negativeLogLikelihood: -logLikelihood / n };
    };
    yield* trainingSteps(this.#step, iterations, iterate, signal);
  }

  get #floor(): number {
    return this.#config.floor / 255;
  }

  async sample(request: SampleRequest): Promise<Samples> {
    const { n, seed, firstIndex = 0, signal, onProgress, label } = request;
    if (label !== undefined && !this.#config.perClass && this.#shape.classes > 0) {
      throw new RangeError(`A class was asked for, but this chain is one for all; train it with 'perClass' on.`);
    }
    const labels = this.#shares.draw(request);
    const images = new Uint8Array(n * this.#shape.height * this.#shape.width * this.#shape.channels);
    const { length, d } = pictureLines(this.#shape, this.#config.scan);
    const line = new Float64Array(d);
    for (let i = 0; i < n; i++) {
      const rng = rngFor(seed, 'hmm', firstIndex + i);
      const { chain, emissions } = this.#rounded[labels ? labels[i]! : 0]!;
      drawPath(chain, length, rng).forEach((state, t) => {
        writeLine(emissions, state, this.#config.noise ? rng : null, line);
        putLine(line, images, i, t, this.#shape, this.#config.scan);
      });
      if ((i + 1) % CHUNK === 0 || i + 1 === n) {
        onProgress?.(i + 1);
        await new Promise(setImmediate);
        signal?.throwIfAborted();
      }
    }
    return { images, labels };
  }

  /** The chain of a class (of all, without classes). @throws RangeError where there is no such class */
  modelOf(label: number): Hmm {
    const found = this.#rounded[label];
    if (!found) throw new RangeError(`The class should be from 0 to ${this.#rounded.length - 1} but is ${label}.`);
    return found;
  }

  /** The most probable states of a picture's lines under the chain of a class. @param image [height, width, channels] */
  async pathOf(image: Uint8Array, label: number): Promise<ReturnType<typeof viterbi>> {
    const { chain, emissions } = this.modelOf(label);
    const one = { pixels: image, rows: Int32Array.of(0), d: image.length };
    const lines = linesOf(one, this.#shape, this.#config.scan);
    return viterbi(chain, await logEmissions(emissions, lines.read(0, 1), lines.length));
  }

  /** Log-likelihood of held-out images; see `likelihoodOf`. */
  measure({ test }: { test: ImageSet }, options: MeasureOptions = {}): Promise<Record<string, OwnMeasure>> {
    const shares = this.#shares.save()[1].data;
    return likelihoodOf(this.#rounded, shares, this.#shape, this.#config.scan, test, options);
  }

  /** Parameters of all chains, float32; `resume.` holds what rounding to float32 took from them. */
  async save({ forResume = false }: { forResume?: boolean } = {}): Promise<TensorMap> {
    const tensors = new Map<string, { shape: readonly number[]; data: Float32Array }>([this.#shares.save()]);
    const packed = this.#models.map((model) => this.#pack(model));
    for (const { name, shape } of this.#parts()) {
      const { high, low } = splitDoubles(Float64Array.from(packed.flatMap((one) => [...one[name]!])));
      tensors.set(`hmm.${name}`, { shape, data: high });
      if (forResume) tensors.set(`resume.hmm.${name}`, { shape, data: low });
    }
    return tensors.set('step', { shape: [1], data: Float32Array.of(this.#step) });
  }

  restore(tensors: TensorMap): void {
    const stacks = Object.fromEntries(
      this.#parts().map(({ name, shape }) => {
        const low = tensors.has(`resume.hmm.${name}`) ? tensorOf(tensors, `resume.hmm.${name}`, shape) : undefined;
        return [name, joinDoubles(tensorOf(tensors, `hmm.${name}`, shape), low)];
      }),
    );
    const [step] = tensorOf(tensors, 'step', [1]);
    this.#shares.restore(tensors);
    const own = (name: string, g: number): Float64Array => {
      const size = stacks[name]!.length / this.#models.length;
      return stacks[name]!.slice(g * size, (g + 1) * size);
    };
    this.#adopt(
      this.#models.map(({ chain, emissions }, g) => ({
        chain: {
          ...chain,
          initial: own('initial', g),
          transitions: unpackSteps(this.#topology, own('transitions', g)),
        },
        emissions: {
          ...emissions,
          means: own('means', g),
          deviations: stacks['deviations'] ? own('deviations', g) : emissions.deviations,
        },
      })),
    );
    this.#step = step!;
  }

  /** Free parameters: starts and steps that may happen, what states write. */
  describe(): { parameters: number; step: number } {
    const states = statesOf(this.#topology);
    const d = lineLength(this.#shape, this.#config.scan);
    const steps = this.#unknown().chain.transitions.filter((p) => p > 0).length - states;
    const writes = states * d * (this.#config.emission === 'gaussian' ? 2 : 1);
    return { parameters: this.#models.length * (this.#topology.shapes - 1 + steps + writes), step: this.#step };
  }

  dispose(): void {
    this.#adopt([]);
  }

  /** Rounds to what a checkpoint can hold, so that a resumed run goes on with the same numbers. */
  #adopt(models: Hmm[]): void {
    const mapped = (model: Hmm, round: (values: Float64Array) => Float64Array): Hmm => ({
      chain: {
        ...model.chain,
        initial: round(model.chain.initial),
        transitions: round(model.chain.transitions),
      },
      emissions: {
        ...model.emissions,
        means: round(model.emissions.means),
        deviations: round(model.emissions.deviations),
      },
    });
    this.#models = models.map((model) => mapped(model, (values) => roundToDoubleFloat(values.slice())));
    this.#rounded = models.map((model) => mapped(model, (values) => values.map(Math.fround)));
  }

  /** Before the first image: every allowed step alike, every line grey. */
  #unknown(): Hmm {
    const topology = this.#topology;
    const states = statesOf(topology);
    const d = lineLength(this.#shape, this.#config.scan);
    const packed = new Float64Array(states * packedWidth(topology)).fill(1);
    const transitions = unpackSteps(topology, packed);
    for (let s = 0; s < states; s++) {
      const row = transitions.subarray(s * states, (s + 1) * states);
      const allowed = row.reduce((sum, value) => sum + value, 0);
      row.forEach((value, i) => (row[i] = value / allowed));
    }
    const initial = new Float64Array(states).map((_, s) => (s < topology.shapes ? 1 / topology.shapes : 0));
    const means = new Float64Array(states * d).fill(0.5);
    const deviations = new Float64Array(states * d).fill(1);
    return {
      chain: { states, initial, transitions },
      emissions: { kind: this.#config.emission, states, d, means, deviations },
    };
  }

  #pack({ chain, emissions }: Hmm): Record<string, Float64Array> {
    return {
      initial: chain.initial,
      transitions: packSteps(this.#topology, chain.transitions),
      means: emissions.means,
      deviations: emissions.deviations,
    };
  }

  #parts(): { name: string; shape: number[] }[] {
    const [groups, states] = [this.#models.length, statesOf(this.#topology)];
    const d = lineLength(this.#shape, this.#config.scan);
    return [
      { name: 'initial', shape: [groups, states] },
      { name: 'transitions', shape: [groups, states, packedWidth(this.#topology)] },
      { name: 'means', shape: [groups, states, d] },
      ...(this.#config.emission === 'gaussian' ? [{ name: 'deviations', shape: [groups, states, d] }] : []),
    ];
  }
}
