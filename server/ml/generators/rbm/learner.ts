import { tf } from '../../engine/tf.ts';
import type { TensorMap } from '../../generator.ts';
import type { Rng } from '../../random.ts';
import { tensorOf } from '../../training/tensors.ts';
import { drawLogits } from './coins.ts';
import { flip, freeEnergy, hiddenField, visibleField } from './energy.ts';
import {
  eachPart,
  fromTensors,
  shapesOf,
  toTensors,
  type Machine,
  type Part,
  type Sizes,
  type Values,
} from './parameters.ts';

/** What changes from step to step. */
export interface Rates {
  readonly learningRate: number;
  /** Decay of the moving average of the parameters. */
  readonly emaDecay: number;
}

export interface LearnerSettings {
  /** Gibbs steps of every update (the k of CD-k). */
  readonly gibbsSteps: number;
  /** Chains go on from update to update (PCD), or start at the data each time (CD). */
  readonly persistent: boolean;
  /** Share of the weights taken away, times the learning rate. */
  readonly weightDecay: number;
}

/** Share of a batch's mean in the moving average of the hidden units' activity (Melchior, Fischer & Wiskott 2016, section 4). */
const CENTRING = 0.01;

/**
 * Stochastic maximum likelihood: the gradient is what the data do minus what the machine dreams, both centred (Tieleman 2008;
 * Cho, Raiko & Ilin 2011; Melchior et al. 2016). Owns the parameters, their moving average, the chains and the offsets.
 */
export class RbmLearner {
  readonly #sizes: Sizes;
  readonly #settings: LearnerSettings;
  readonly #current: Machine<tf.Variable>;
  readonly #average: Machine<tf.Variable>;
  /** Mean activity of the hidden units. [hidden] */
  readonly #lambda: tf.Variable;
  /** Bits of the persistent chains. [chains, visible] */
  readonly #chains: tf.Variable;

  constructor(sizes: Sizes, settings: LearnerSettings, initial: Values, chains: number) {
    this.#sizes = sizes;
    this.#settings = settings;
    const owned = (values: Float32Array, shape: number[]): tf.Variable =>
      tf.tidy(() => tf.variable(tf.tensor(values.slice(), shape)));
    this.#current = eachPart(sizes, (name, shape) => owned(initial[name]!, shape));
    this.#average = eachPart(sizes, (name, shape) => owned(initial[name]!, shape));
    this.#lambda = owned(new Float32Array(sizes.hidden).fill(0.5), [sizes.hidden]);
    this.#chains = owned(new Float32Array(chains * sizes.visible), [chains, sizes.visible]);
  }

  get parameters(): number {
    return shapesOf(this.#sizes).reduce((sum, [, shape]) => sum + shape.reduce((a, b) => a * b, 1), 0);
  }

  /** Puts the machine where no hidden unit has a say: the biases that give each pixel its share. Chains start from `chains`. */
  start(base: { visible: Float32Array; classVisible?: Float32Array }, chains: Float32Array): void {
    for (const machine of [this.#current, this.#average]) {
      set(machine.visible, base.visible);
      if (machine.classVisible && base.classVisible) set(machine.classVisible, base.classVisible);
    }
    set(this.#chains, chains);
  }

  /**
   * One update.
   *
   * @param x bits of the data [batch, visible], with classes `y` one-hot [batch, classes]
   * @param chainY classes of the chains, one-hot [chains, classes]
   * @param mu mean of the data, and `pi` shares of the classes
   * @returns losses: how much lower the free energy of the data is than that of the chains, in nats, near 0 at the optimum; for
   * chains that start at the data also the squared error of one step there and back
   */
  async update(
    data: { x: Float32Array; y: Float32Array; chainY: Float32Array; mu: Float32Array; pi: Float32Array },
    rng: Rng,
    rates: Rates,
  ): Promise<Record<string, number>> {
    const { visible, hidden, classes } = this.#sizes;
    const { gibbsSteps, persistent } = this.#settings;
    const batch = data.x.length / visible;
    const chains = persistent ? this.#chains.shape[0]! : batch;
    const coins = (n: number): tf.Tensor2D => {
      const logits = new Float32Array(chains * n);
      drawLogits(rng, logits);
      return tf.tensor2d(logits, [chains, n]);
    };
    const losses = tf.tidy(() => {
      const w = this.#current as unknown as Machine;
      const x = tf.tensor2d(data.x, [batch, visible]);
      const y = classes > 0 ? tf.tensor2d(data.y, [batch, classes]) : null;
      const yChains = classes > 0 ? (persistent ? tf.tensor2d(data.chainY, [chains, classes]) : y) : null;
      const field = hiddenField(w, x, y);
      const activity = tf.sigmoid(field) as tf.Tensor2D; // p(h = 1 | x)
      let v = (persistent ? this.#chains : x) as tf.Tensor2D;
      let dream = persistent ? hiddenField(w, v, yChains) : field;
      let firstMean: tf.Tensor2D | null = null;
      for (let k = 0; k < gibbsSteps; k++) {
        const logits = visibleField(w, flip(dream, coins(hidden)), yChains);
        firstMean ??= tf.sigmoid(logits) as tf.Tensor2D;
        v = flip(logits, coins(visible));
        dream = hiddenField(w, v, yChains);
      }
      const dreamt = tf.sigmoid(dream) as tf.Tensor2D;
      const gap = freeEnergy(w, v, yChains, dream)
        .mean()
        .sub(freeEnergy(w, x, y, field).mean());
      const error = persistent ? gap : firstMean!.sub(x).square().sum(1).mean();
      this.#climb({ x, activity, y }, { x: v, activity: dreamt, y: yChains }, data, rates);
      if (persistent) this.#chains.assign(v);
      return tf.stack([gap.reshape([]), error.reshape([])]);
    });
    const [freeEnergyGap, reconstruction] = await losses.data();
    losses.dispose();
    return { freeEnergyGap: freeEnergyGap!, ...(!persistent && { reconstruction: reconstruction! }) };
  }

  #climb(data: Phase, dream: Phase, { mu, pi }: { mu: Float32Array; pi: Float32Array }, rates: Rates): void {
    // Tensors, not numbers: numbers would become part of the compiled step.
    const [rate, decay, keep] = tf.split(
      tf.tensor1d([rates.learningRate, rates.emaDecay, 1 - rates.learningRate * this.#settings.weightDecay]),
      3,
    ) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const lambda = this.#lambda.mul(1 - CENTRING).add(data.activity.mean(0).mul(CENTRING)) as tf.Tensor1D;
    const m = tf.tensor1d(mu);
    const product = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D => tf.matMul(a, b, true, false);
    /** Centred statistics of one phase. */
    const statistics = ({ x, activity, y }: Phase): Machine => {
      const [n, v, h] = [1 / x.shape[0], x.sub(m) as tf.Tensor2D, activity.sub(lambda) as tf.Tensor2D];
      const classed = y?.sub(tf.tensor1d(pi)) as tf.Tensor2D | undefined;
      return {
        weights: product(v, h).mul(n),
        visible: x.mean(0),
        hidden: activity.mean(0),
        ...(classed && { classVisible: product(classed, v).mul(n), classHidden: product(classed, h).mul(n) }),
      };
    };
    const [up, down] = [statistics(data), statistics(dream)];
    const g = eachPart(this.#sizes, (name) => up[name]!.sub(down[name]!));
    // From the centred machine's biases back to those of the plain one: b = b' - W lambda - pi V, c = c' - mu W - pi U.
    const gradient: Machine = {
      ...g,
      visible: g.visible.sub(g.weights.mul(lambda).sum(1)).sub(classShare(g.classVisible, pi)),
      hidden: g.hidden
        .sub(tf.matMul(m.reshape([1, -1]) as tf.Tensor2D, g.weights as tf.Tensor2D).reshape([-1]))
        .sub(classShare(g.classHidden, pi)),
    };
    for (const [name] of shapesOf(this.#sizes)) {
      const before: tf.Tensor = name === 'weights' ? this.#current[name].mul(keep) : this.#current[name]!;
      const after = before.add(gradient[name]!.mul(rate));
      const average = after.add(this.#average[name]!.sub(after).mul(decay));
      this.#current[name]!.assign(after);
      this.#average[name]!.assign(average);
    }
    this.#lambda.assign(lambda);
  }

  /** The moving average of the parameters. */
  async averaged(): Promise<Values> {
    return read(this.#average, this.#sizes);
  }

  /** All that continuing needs, under `resume.`. */
  async save(): Promise<[string, { shape: number[]; data: Float32Array }][]> {
    return [
      ...toTensors(await read(this.#current, this.#sizes), this.#sizes, 'resume.current.'),
      ...toTensors(await this.averaged(), this.#sizes, 'resume.average.'),
      ['resume.lambda', { shape: [this.#sizes.hidden], data: await values(this.#lambda) }],
      ['resume.chains', { shape: this.#chains.shape.slice(), data: await values(this.#chains) }],
    ];
  }

  /** Puts back what `save` gave; without it, learning starts afresh from the given average. @throws CheckpointError */
  restore(tensors: TensorMap, average: Values): void {
    const resumes = tensors.has('resume.chains');
    const part = (name: string): Values => (resumes ? fromTensors(tensors, this.#sizes, `resume.${name}.`) : average);
    const [current, averaged] = [part('current'), part('average')];
    const lambda = resumes ? tensorOf(tensors, 'resume.lambda', [this.#sizes.hidden]) : null;
    const chains = resumes ? tensorOf(tensors, 'resume.chains', this.#chains.shape) : null;
    for (const [name] of shapesOf(this.#sizes)) {
      set(this.#current[name]!, current[name]!);
      set(this.#average[name]!, averaged[name]!);
    }
    if (lambda) set(this.#lambda, lambda);
    if (chains) set(this.#chains, chains);
  }

  dispose(): void {
    for (const [name] of shapesOf(this.#sizes)) {
      this.#current[name]!.dispose();
      this.#average[name]!.dispose();
    }
    this.#lambda.dispose();
    this.#chains.dispose();
  }
}

/** Bits, hidden probabilities and classes of the data, or of the chains. */
interface Phase {
  readonly x: tf.Tensor2D;
  readonly activity: tf.Tensor2D;
  readonly y: tf.Tensor2D | null;
}

/** pi times a class part; 0 without classes. */
function classShare(part: tf.Tensor | undefined, pi: Float32Array): tf.Tensor | number {
  return part ? tf.matMul(tf.tensor2d(pi, [1, pi.length]), part as tf.Tensor2D).reshape([-1]) : 0;
}

const values = async (variable: tf.Variable): Promise<Float32Array> =>
  ((await variable.data()) as Float32Array).slice();
const set = (variable: tf.Variable, data: Float32Array): void =>
  tf.tidy(() => variable.assign(tf.tensor(data.slice(), variable.shape)));

async function read(machine: Machine<tf.Variable>, sizes: Sizes): Promise<Values> {
  const found: [Part, Float32Array][] = [];
  for (const [name] of shapesOf(sizes)) found.push([name, await values(machine[name]!)]);
  return Object.fromEntries(found) as unknown as Values;
}
