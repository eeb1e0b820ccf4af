import { tf } from '../engine/tf.ts';
import type { TensorMap } from '../generator.ts';
import type { Layout, Weights } from './layout.ts';
import { tensorOf } from './tensors.ts';

export interface LearnerOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  /** Decoupled weight decay, a share of the learning rate. */
  readonly weightDecay?: number;
  /** Largest Euclidean norm of a gradient; larger ones are scaled down to it. */
  readonly clipNorm?: number;
}

/** Step size of one update and decay of the moving average; they may change every step. */
export interface Rates {
  readonly learningRate: number;
  readonly emaDecay: number;
}

const EPSILON = 1e-8;

/**
 * The weights of one network, learned by AdamW (Loshchilov & Hutter 2019), with a moving average of them that sampling uses.
 * Owns four flat vectors: weights, first and second moments, average.
 */
export class Learner {
  readonly #layout: Layout;
  readonly #flat: tf.Variable;
  readonly #m: tf.Variable;
  readonly #v: tf.Variable;
  readonly #average: tf.Variable;
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #weightDecay: number;
  readonly #clipNorm: number;
  #updates = 0;

  constructor(layout: Layout, initial: Float32Array, options: LearnerOptions = {}) {
    this.#layout = layout;
    this.#flat = vector(initial);
    this.#average = vector(initial);
    this.#m = vector(new Float32Array(layout.size));
    this.#v = vector(new Float32Array(layout.size));
    this.#beta1 = options.beta1 ?? 0.9;
    this.#beta2 = options.beta2 ?? 0.999;
    this.#weightDecay = options.weightDecay ?? 0;
    this.#clipNorm = options.clipNorm ?? Infinity;
  }

  get parameters(): number {
    return this.#layout.size;
  }

  /** The weights being learned. */
  current(): Weights {
    return this.#layout.weights(this.#flat);
  }

  /** The moving average. */
  averaged(): Weights {
    return this.#layout.weights(this.#average);
  }

  /**
   * One update down the gradient of `loss`, a scalar function of the weights. The caller wraps it in `tf.tidy` and reads what
   * it keeps of the result, which runs the step.
   */
  descend(loss: (w: Weights) => tf.Scalar, rates: Rates): { loss: tf.Scalar; gradientNorm: tf.Scalar } {
    const { value, grad: g } = tf.valueAndGrad((flat: tf.Tensor) => loss(this.#layout.weights(flat)))(
      this.#flat as tf.Tensor,
    );
    const gradientNorm = g.square().sum().sqrt() as tf.Scalar;
    this.#update(g, gradientNorm, rates);
    return { loss: value as tf.Scalar, gradientNorm };
  }

  #update(gradient: tf.Tensor, norm: tf.Scalar, { learningRate, emaDecay }: Rates): void {
    const t = ++this.#updates;
    const [b1, b2] = [this.#beta1, this.#beta2];
    // A tensor, not numbers: a number would become part of the compiled step.
    const rates = tf.tensor1d([
      learningRate / (1 - b1 ** t),
      1 / (1 - b2 ** t),
      1 - learningRate * this.#weightDecay,
      emaDecay,
    ]);
    const [rate, correction, keep, decay] = tf.split(rates, 4) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const g = Number.isFinite(this.#clipNorm)
      ? gradient.mul(tf.minimum(tf.div(this.#clipNorm, norm.add(EPSILON)), 1))
      : gradient;
    const m = this.#m.mul(b1).add(g.mul(1 - b1));
    const v = this.#v.mul(b2).add(g.square().mul(1 - b2));
    const flat = this.#flat.mul(keep).sub(m.mul(rate).div(v.mul(correction).sqrt().add(EPSILON)));
    const average = flat.add(this.#average.sub(flat).mul(decay));
    this.#m.assign(m);
    this.#v.assign(v);
    this.#flat.assign(flat);
    this.#average.assign(average);
  }

  /** The averaged weights under their names; with `forResume` all that continuing needs, under `resume.<name>.`. */
  async save(name: string, forResume: boolean): Promise<Map<string, { shape: readonly number[]; data: Float32Array }>> {
    const tensors = new Map(this.#layout.toTensors(await read(this.#average), `${name}.`));
    if (forResume) {
      const shape = [this.#layout.size];
      for (const [key, value] of Object.entries({ weights: this.#flat, m: this.#m, v: this.#v })) {
        tensors.set(`resume.${name}.${key}`, { shape, data: await read(value) });
      }
      tensors.set(`resume.${name}.updates`, { shape: [1], data: Float32Array.of(this.#updates) });
    }
    return tensors;
  }

  /** Puts back what `save` gave; without the `resume` part, learning would start afresh from the average. @throws CheckpointError */
  restore(name: string, tensors: TensorMap): void {
    const average = this.#layout.fromTensors(tensors, `${name}.`);
    const resumes = tensors.has(`resume.${name}.weights`);
    const part = (key: string): Float32Array => tensorOf(tensors, `resume.${name}.${key}`, [this.#layout.size]);
    assign(this.#average, average);
    assign(this.#flat, resumes ? part('weights') : average);
    assign(this.#m, resumes ? part('m') : new Float32Array(this.#layout.size));
    assign(this.#v, resumes ? part('v') : new Float32Array(this.#layout.size));
    this.#updates = resumes ? tensorOf(tensors, `resume.${name}.updates`, [1])[0]! : 0;
  }

  dispose(): void {
    for (const variable of [this.#flat, this.#m, this.#v, this.#average]) variable.dispose();
  }
}

const vector = (values: Float32Array): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d(values.slice())));
const assign = (variable: tf.Variable, values: Float32Array): void =>
  tf.tidy(() => variable.assign(tf.tensor1d(values.slice())));
const read = async (variable: tf.Variable): Promise<Float32Array> => ((await variable.data()) as Float32Array).slice();
