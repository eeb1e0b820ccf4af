import { tf } from '../engine/tf.ts';
import type { TensorMap } from '../generator.ts';
import { rngFor } from '../random.ts';
import { tensorOf } from './tensors.ts';

/** A network's weights by name, as slices of one flat vector. */
export type Weights = Readonly<Record<string, tf.Tensor>>;

interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Names, shapes and starting values of a network's parameters, in order.
 *
 * All parameters of a network live in one flat vector: the optimiser, the moving average and the gradient's norm are then
 * a few operations on one tensor, and a network is a pure function of its weights.
 */
export class Layout {
  readonly #parameters: Parameter[] = [];

  /** Adds a parameter that starts as N(mean, deviation^2). */
  add(name: string, shape: readonly number[], deviation: number, mean = 0): this {
    this.#parameters.push({ name, shape, deviation, mean });
    return this;
  }

  /** Filter [size, size, from, to] and bias; deviation gain / sqrt(fan in). */
  conv(name: string, size: number, from: number, to: number, gain = 1): this {
    return this.add(`${name}.w`, [size, size, from, to], gain / Math.sqrt(size * size * from)).add(
      `${name}.b`,
      [to],
      0,
    );
  }

  /** Matrix [from, to] and bias; deviation gain / sqrt(from). */
  dense(name: string, from: number, to: number, gain = 1): this {
    return this.add(`${name}.w`, [from, to], gain / Math.sqrt(from)).add(`${name}.b`, [to], 0);
  }

  /** Number of parameters. */
  get size(): number {
    return this.#parameters.reduce((sum, { shape }) => sum + count(shape), 0);
  }

  /** Starting values; each parameter draws from its own stream, so adding one does not change the others. */
  initial(seed: number, scope: string): Float32Array {
    const flat = new Float32Array(this.size);
    let offset = 0;
    for (const { name, shape, mean, deviation } of this.#parameters) {
      const rng = rngFor(seed, 'initial', scope, name);
      const end = offset + count(shape);
      for (; offset < end; offset++) flat[offset] = deviation === 0 ? mean : mean + deviation * rng.normal();
    }
    return flat;
  }

  /** The weights in a flat vector [size], differentiable. */
  weights(flat: tf.Tensor): Weights {
    const sizes = this.#parameters.map(({ shape }) => count(shape));
    const parts = sizes.length === 1 ? [flat] : tf.split(flat, sizes);
    return Object.fromEntries(this.#parameters.map(({ name, shape }, i) => [name, parts[i]!.reshape([...shape])]));
  }

  /** The named tensors of a flat vector, as a checkpoint holds them. */
  toTensors(flat: Float32Array, prefix: string): TensorMap {
    const tensors = new Map<string, { shape: readonly number[]; data: Float32Array }>();
    let offset = 0;
    for (const { name, shape } of this.#parameters) {
      tensors.set(prefix + name, { shape, data: flat.slice(offset, (offset += count(shape))) });
    }
    return tensors;
  }

  /** The flat vector of named tensors. @throws CheckpointError naming a missing or misshapen tensor. */
  fromTensors(tensors: TensorMap, prefix: string): Float32Array {
    const flat = new Float32Array(this.size);
    let offset = 0;
    for (const { name, shape } of this.#parameters) {
      flat.set(tensorOf(tensors, prefix + name, shape), offset);
      offset += count(shape);
    }
    return flat;
  }
}

const count = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
