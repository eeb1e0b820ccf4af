import type { Rng } from '../../../shared/random.ts';

/**
 * A small network of dense layers with tanh between them, its gradients written out. Weights and their gradients are flat.
 */
export interface Network {
  /** Width of each layer, input first. */
  readonly widths: readonly number[];
  readonly weights: Float64Array;
}

/** A row of examples. [n, width] */
export type Rows = Float64Array;

/** What a forward pass leaves for the backward one: the output of every layer, input first. */
export interface Pass {
  readonly n: number;
  readonly layers: readonly Rows[];
}

/** Weights in Glorot's scale, biases 0. */
export function newNetwork(widths: readonly number[], rng: Rng): Network {
  const weights = new Float64Array(sizeOf(widths));
  let at = 0;
  for (let l = 1; l < widths.length; l++) {
    const [from, to] = [widths[l - 1]!, widths[l]!];
    const scale = Math.sqrt(2 / (from + to));
    for (let i = 0; i < from * to; i++) weights[at++] = scale * rng.normal();
    at += to;
  }
  return { widths, weights };
}

const sizeOf = (widths: readonly number[]): number =>
  widths.slice(1).reduce((sum, to, l) => sum + (widths[l]! + 1) * to, 0);

/** Where each layer's weights [to, from] and biases [to] begin. */
function layout(widths: readonly number[]): { readonly w: number; readonly b: number }[] {
  let at = 0;
  return widths.slice(1).map((to, l) => {
    const w = at;
    const b = w + widths[l]! * to;
    at = b + to;
    return { w, b };
  });
}

/** The last layer of the pass is the output; the others have gone through tanh. */
export function forward({ widths, weights }: Network, x: Rows): Pass {
  const n = x.length / widths[0]!;
  const layers = [x];
  layout(widths).forEach(({ w, b }, l) => {
    const [from, to] = [widths[l]!, widths[l + 1]!];
    const input = layers[l]!;
    const out = new Float64Array(n * to);
    const last = l === widths.length - 2;
    for (let i = 0; i < n; i++)
      for (let o = 0; o < to; o++) {
        let sum = weights[b + o]!;
        for (let j = 0; j < from; j++) sum += weights[w + o * from + j]! * input[i * from + j]!;
        out[i * to + o] = last ? sum : Math.tanh(sum);
      }
    layers.push(out);
  });
  return { n, layers };
}

/**
 * Gradients of a loss by weights and by input.
 *
 * @param slope of the loss by the output [n, last width]
 * @param into gradient by weights, added to
 * @returns gradient by the input [n, first width]
 */
export function backward({ widths, weights }: Network, { n, layers }: Pass, slope: Rows, into: Float64Array): Rows {
  const places = layout(widths);
  let above = slope; // by what goes into tanh, of layer l + 1
  for (let l = widths.length - 2; l >= 0; l--) {
    const { w, b } = places[l]!;
    const [from, to] = [widths[l]!, widths[l + 1]!];
    const input = layers[l]!;
    const below = new Float64Array(n * from);
    for (let i = 0; i < n; i++)
      for (let o = 0; o < to; o++) {
        const g = above[i * to + o]!;
        if (g === 0) continue;
        into[b + o]! += g;
        for (let j = 0; j < from; j++) {
          into[w + o * from + j]! += g * input[i * from + j]!;
          below[i * from + j]! += g * weights[w + o * from + j]!;
        }
      }
    if (l > 0) for (let i = 0; i < below.length; i++) below[i]! *= 1 - input[i]! * input[i]!;
    above = below;
  }
  return above;
}

/**
 * Gradient by weights of (scale / 2n) sum |d output / d input|^2, for networks with one output: the penalties R1 and R2
 * (Mescheder, Geiger & Nowozin 2018). With g the gradient by the input, this is the gradient of the output's change along a
 * fixed direction g: a forward pass of values and changes, then one backward through both.
 *
 * @returns the penalty's value
 */
export function penalise(network: Network, pass: Pass, scale: number, into: Float64Array): number {
  const { widths, weights } = network;
  const { n, layers } = pass;
  const g = backward(network, pass, new Float64Array(n).fill(1), new Float64Array(weights.length));
  let value = 0;
  for (const entry of g) value += (scale / (2 * n)) * entry * entry;

  const places = layout(widths);
  const changes: Rows[] = [g]; // along g, of each layer's output
  const inner: Rows[] = []; // and of what goes into its tanh
  places.forEach(({ w }, l) => {
    const [from, to] = [widths[l]!, widths[l + 1]!];
    const last = l === widths.length - 2;
    const [a, h] = [new Float64Array(n * to), new Float64Array(n * to)];
    for (let i = 0; i < n; i++)
      for (let o = 0; o < to; o++) {
        let sum = 0;
        for (let j = 0; j < from; j++) sum += weights[w + o * from + j]! * changes[l]![i * from + j]!;
        a[i * to + o] = sum;
        const y = layers[l + 1]![i * to + o]!;
        h[i * to + o] = last ? sum : (1 - y * y) * sum;
      }
    inner.push(a);
    changes.push(h);
  });

  let ofChange: Rows = new Float64Array(n).fill(scale / n); // adjoint of the change and of the value of what goes into tanh
  let ofValue: Rows = new Float64Array(n);
  for (let l = widths.length - 2; l >= 0; l--) {
    const { w, b } = places[l]!;
    const [from, to] = [widths[l]!, widths[l + 1]!];
    const [input, change] = [layers[l]!, changes[l]!];
    const [belowChange, belowValue] = [new Float64Array(n * from), new Float64Array(n * from)];
    for (let i = 0; i < n; i++)
      for (let o = 0; o < to; o++) {
        const [c, v] = [ofChange[i * to + o]!, ofValue[i * to + o]!];
        into[b + o]! += v;
        for (let j = 0; j < from; j++) {
          const weight = weights[w + o * from + j]!;
          into[w + o * from + j]! += c * change[i * from + j]! + v * input[i * from + j]!;
          belowChange[i * from + j]! += c * weight;
          belowValue[i * from + j]! += v * weight;
        }
      }
    if (l > 0)
      for (let i = 0; i < belowChange.length; i++) {
        const y = input[i]!;
        const slope = 1 - y * y; // tanh', whose own derivative is -2 y tanh'
        belowValue[i] = slope * belowValue[i]! - 2 * y * slope * inner[l - 1]![i]! * belowChange[i]!;
        belowChange[i]! *= slope;
      }
    ofChange = belowChange;
    ofValue = belowValue;
  }
  return value;
}

/** Adam (Kingma & Ba 2015) on a flat vector. */
export class Adam {
  readonly #m: Float64Array;
  readonly #v: Float64Array;
  #t = 0;

  constructor(
    size: number,
    private readonly beta1 = 0,
    private readonly beta2 = 0.99,
  ) {
    this.#m = new Float64Array(size);
    this.#v = new Float64Array(size);
  }

  /** Moves `weights` down `gradient`, in place. */
  descend(weights: Float64Array, gradient: Float64Array, rate: number): void {
    this.#t++;
    const [c1, c2] = [1 - this.beta1 ** this.#t, 1 - this.beta2 ** this.#t];
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i]!;
      this.#m[i] = this.beta1 * this.#m[i]! + (1 - this.beta1) * g;
      this.#v[i] = this.beta2 * this.#v[i]! + (1 - this.beta2) * g * g;
      weights[i]! -= (rate * (this.#m[i]! / c1)) / (Math.sqrt(this.#v[i]! / c2) + 1e-8);
    }
  }
}
