import { tf } from './tf.ts';

export interface AdamWOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Share of each weight taken away per step, times the learning rate. */
  readonly weightDecay?: number;
  /** Weights that decay; by default those with two or more axes, which leaves out biases, gains and scales. */
  readonly decays?: (weight: tf.Variable) => boolean;
  /** Gradients whose global norm is above this are scaled down to it. */
  readonly clipNorm?: number;
}

/** Tensors by name, as checkpoints keep them. */
export type NamedTensors = Readonly<Record<string, tf.Tensor>>;

/** All weights in a row, [n]. */
export const flatten = (weights: readonly tf.Tensor[]): tf.Tensor1D =>
  tf.concat(weights.map((w) => tf.reshape(w, [-1]) as tf.Tensor1D));

/** The parts of a row, with the weights' shapes. */
export function unflatten(row: tf.Tensor1D, weights: readonly tf.Tensor[]): tf.Tensor[] {
  const parts =
    weights.length > 1
      ? tf.split(
          row,
          weights.map((w) => w.size),
        )
      : [row];
  return parts.map((part, i) => tf.reshape(part, weights[i]!.shape));
}

/**
 * Adam with decoupled weight decay (Kingma, Ba 2015; Loshchilov, Hutter 2019). The state is two rows as long as all
 * weights together, so that a step is a few large operations and not a few for each weight. Owns its state.
 */
export class AdamW {
  private readonly mean: tf.Variable<tf.Rank.R1>;
  private readonly square: tf.Variable<tf.Rank.R1>;
  /** beta1^t and beta2^t. [2] */
  private readonly powers: tf.Variable<tf.Rank.R1>;
  private readonly decay: tf.Tensor1D | null;
  private readonly beta1: number;
  private readonly beta2: number;
  private readonly epsilon: number;
  private readonly clipNorm: number | null;

  constructor(
    readonly weights: readonly tf.Variable[],
    options: AdamWOptions = {},
  ) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0, clipNorm } = options;
    const decays = options.decays ?? ((w: tf.Variable): boolean => w.rank >= 2);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.clipNorm = clipNorm ?? null;
    const n = weights.reduce((sum, w) => sum + w.size, 0);
    this.mean = tf.tidy(() => tf.variable(tf.zeros([n]) as tf.Tensor1D, false));
    this.square = tf.tidy(() => tf.variable(tf.zeros([n]) as tf.Tensor1D, false));
    this.powers = tf.tidy(() => tf.variable(tf.tensor1d([1, 1]), false));
    this.decay = weightDecay > 0 ? tf.tensor1d(decayRow(weights, decays, weightDecay)) : null;
  }

  /**
   * One step down the gradients.
   * @param gradients By weight name, as `tf.variableGrads` gives them; not disposed.
   * @param learningRate A tensor of one number, so that a rate that changes each step compiles once.
   */
  apply(gradients: NamedTensors, learningRate: tf.Tensor): void {
    tf.tidy(() => {
      const { weights, beta1, beta2, epsilon } = this;
      const rate = tf.reshape(learningRate, []);
      const g = this.clip(flatten(weights.map((w) => gradients[w.name]!)));
      const powers = tf.mul(this.powers, tf.tensor1d([beta1, beta2]));
      const corrections = tf.sub(1, powers);
      const c1 = tf.slice(corrections, 0, 1);
      const c2 = tf.sqrt(tf.slice(corrections, 1, 1));
      const mean = tf.add(tf.mul(this.mean, beta1), tf.mul(g, 1 - beta1));
      const square = tf.add(tf.mul(this.square, beta2), tf.mul(tf.square(g), 1 - beta2));
      // rate (mean / c1) / (sqrt(square / c2^2) + epsilon), the corrections taken out of the long rows
      const scale = tf.div(tf.mul(rate, c2), c1);
      let change: tf.Tensor = tf.div(tf.mul(mean, scale), tf.add(tf.sqrt(square), tf.mul(c2, epsilon)));
      if (this.decay) change = tf.add(change, tf.mul(tf.mul(flatten(weights), this.decay), rate));
      this.mean.assign(mean as tf.Tensor1D);
      this.square.assign(square as tf.Tensor1D);
      this.powers.assign(powers as tf.Tensor1D);
      unflatten(change as tf.Tensor1D, weights).forEach((d, i) => weights[i]!.assign(tf.sub(weights[i]!, d)));
    });
  }

  /** The state as named tensors, owned by the optimiser: read them, don't dispose them. */
  state(): NamedTensors {
    return { 'adam.mean': this.mean, 'adam.square': this.square, 'adam.powers': this.powers };
  }

  /** Goes on from a state saved by `state` for the same weights. */
  restore(state: NamedTensors): void {
    restoreRows(this.state(), state);
  }

  dispose(): void {
    for (const tensor of Object.values(this.state())) tensor.dispose();
    this.decay?.dispose();
  }

  private clip(g: tf.Tensor1D): tf.Tensor1D {
    if (this.clipNorm === null) return g;
    const norm = tf.sqrt(tf.sum(tf.square(g)));
    return tf.mul(g, tf.div(this.clipNorm, tf.maximum(norm, this.clipNorm)));
  }
}

function decayRow(
  weights: readonly tf.Variable[],
  decays: (weight: tf.Variable) => boolean,
  weightDecay: number,
): Float32Array {
  const row = new Float32Array(weights.reduce((sum, w) => sum + w.size, 0));
  let at = 0;
  for (const w of weights) {
    if (decays(w)) row.fill(weightDecay, at, at + w.size);
    at += w.size;
  }
  return row;
}

/** Exponential moving average of weights, for sampling (Polyak, Juditsky 1992). Owns its row. */
export class Ema {
  private readonly average: tf.Variable<tf.Rank.R1>;

  /** Starts at the weights as they are now. */
  constructor(readonly weights: readonly tf.Variable[]) {
    this.average = tf.tidy(() => tf.variable(flatten(weights), false));
  }

  /**
   * Moves towards the weights: average = decay average + (1 - decay) weights.
   * @param decay A number, or a tensor of one where it changes from step to step.
   */
  update(decay: number | tf.Tensor): void {
    tf.tidy(() => {
      const d = typeof decay === 'number' ? tf.scalar(decay) : tf.reshape(decay, []);
      const row = flatten(this.weights);
      this.average.assign(tf.add(row, tf.mul(d, tf.sub(this.average, row))));
    });
  }

  /** The averaged weights in the order of `weights`; the caller disposes them. */
  weightsAveraged(): tf.Tensor[] {
    return tf.tidy(() => unflatten(this.average.clone(), this.weights));
  }

  /** Exchanges weights and average: call it before sampling and again after. */
  swap(): void {
    tf.tidy(() => {
      const row = flatten(this.weights);
      unflatten(this.average.clone(), this.weights).forEach((part, i) => this.weights[i]!.assign(part));
      this.average.assign(row);
    });
  }

  /** The state as named tensors, owned by the average. */
  state(): NamedTensors {
    return { 'ema.average': this.average };
  }

  restore(state: NamedTensors): void {
    restoreRows(this.state(), state);
  }

  dispose(): void {
    this.average.dispose();
  }
}

function restoreRows(own: NamedTensors, saved: NamedTensors): void {
  for (const [name, row] of Object.entries(own)) {
    const value = saved[name];
    if (!value || value.size !== row.size) {
      throw new Error(
        `Expected ${row.size} numbers named ${name}, got ${value ? value.size : 'none'}: the checkpoint is of another network.`,
      );
    }
    tf.tidy(() => (row as tf.Variable).assign(tf.reshape(value, row.shape)));
  }
}
