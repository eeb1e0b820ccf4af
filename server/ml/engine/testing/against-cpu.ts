import { expect, test } from 'vitest';
import { rngFor } from '../../random.ts';
import { cpuBackend } from '../cpu.ts';
import { startEngine, tf, type BackendName } from '../index.ts';

/** Support for the tests: compares a function on some backend with TensorFlow.js's cpu backend, or with differences. */

export interface Input {
  readonly shape: number[];
  readonly from?: number;
  readonly to?: number;
  readonly dtype?: 'int32' | 'bool';
}

export interface Comparison {
  /** Compare gradients by every float input as well. */
  readonly smooth?: boolean;
  /** Largest absolute error. */
  readonly tolerance?: number;
  readonly backend?: BackendName;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- functions of tensors of any rank
export type TensorFunction = (...x: any[]) => tf.Tensor;

export const integers = (shape: number[], from: number, to: number): Input => ({ shape, from, to, dtype: 'int32' });
export const bools = (...shape: number[]): Input => ({ shape, dtype: 'bool' });

/** Lines the engine logged. */
export const logged: string[] = [];

export async function startForTests(prefer: BackendName): Promise<void> {
  cpuBackend();
  await startEngine({ prefer, threads: 1, log: (line) => logged.push(line) });
}

export function draw({ shape, from = -1, to = 1, dtype }: Input, ...key: Array<string | number>): tf.Tensor {
  const rng = rngFor(...key);
  const n = shape.reduce((a, b) => a * b, 1);
  const values = Array.from({ length: n }, () => from + (to - from) * rng.uniform());
  if (dtype === 'bool')
    return tf.tensor(
      values.map((v) => (v > (from + to) / 2 ? 1 : 0)),
      shape,
      dtype,
    );
  return tf.tensor(dtype === 'int32' ? values.map(Math.floor) : values, shape, dtype ?? 'float32');
}

interface Result {
  readonly shape: number[];
  readonly values: Float32Array | Int32Array | Uint8Array;
}

/** The value, then the gradients of its sum weighted by fixed numbers. */
async function resultsOn(
  backend: string,
  name: string,
  f: TensorFunction,
  inputs: readonly Input[],
  smooth: boolean,
): Promise<Result[]> {
  await tf.setBackend(backend);
  const tensors = inputs.map((input, i) => draw(input, name, i));
  const results = [f(...tensors)];
  if (smooth) {
    const floats = inputs.flatMap((input, i) => (input.dtype ? [] : [i]));
    const loss = (...given: tf.Tensor[]): tf.Scalar => {
      const all = [...tensors];
      given.forEach((x, i) => (all[floats[i]!] = x));
      return weighted(f(...all), name);
    };
    results.push(...tf.grads(loss)(floats.map((i) => tensors[i]!)));
  }
  return Promise.all(results.map(async (t) => ({ shape: t.shape, values: (await t.data()).slice() })));
}

const weighted = (y: tf.Tensor, name: string): tf.Scalar =>
  tf.sum(tf.mul(y, draw({ shape: y.shape }, name, 'weights')));

/** Infinite where NaNs or infinities disagree. */
export function largestError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let worst = a.length === b.length ? 0 : Infinity;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (Object.is(x, y) || x === y) continue;
    const error = Math.abs(x - y);
    worst = Number.isNaN(error) ? Infinity : Math.max(worst, error);
  }
  return worst;
}

const input = (given: Input | number[]): Input => (Array.isArray(given) ? { shape: given } : given);

/** A test that `f` has the values, and where it is smooth the gradients, that it has on the cpu backend. */
export function agrees(
  name: string,
  f: TensorFunction,
  given: ReadonlyArray<Input | number[]>,
  options: Comparison = {},
): void {
  const { smooth = false, tolerance = 2e-5, backend = 'native' } = options;
  test(name, async () => {
    const inputs = given.map(input);
    const expected = await resultsOn('cpu', name, f, inputs, smooth);
    const got = await resultsOn(backend, name, f, inputs, smooth);
    got.forEach((result, i) => {
      expect(result.shape).toEqual(expected[i]!.shape);
      expect(largestError(result.values, expected[i]!.values)).toBeLessThan(tolerance);
    });
  });
}

/** The same with gradients. */
export const agreesSmoothly = (
  name: string,
  f: TensorFunction,
  given: ReadonlyArray<Input | number[]>,
  options: Comparison = {},
): void => agrees(name, f, given, { ...options, smooth: true });

/**
 * A test that the gradient of `f`, linear or nearly so, is its change from one side to the other: for kernels whose cpu
 * gradient is wrong.
 */
export function hasItsOwnSlope(
  name: string,
  f: TensorFunction,
  shape: number[],
  backend: BackendName = 'native',
): void {
  test(name, async () => {
    await tf.setBackend(backend);
    const x = draw({ shape }, name, 0);
    const loss = (t: tf.Tensor): tf.Scalar => weighted(f(t), name);
    const gradient = await tf.grad(loss)(x).data();
    for (let trial = 0; trial < 3; trial++) {
      const along = draw({ shape }, name, 'direction', trial);
      const h = 1e-2;
      const change = tf.sub(loss(tf.add(x, tf.mul(along, h))), loss(tf.sub(x, tf.mul(along, h))));
      const slope = (await change.data())[0]! / (2 * h);
      const expected = ((await along.data()) as Float32Array).reduce((sum, d, i) => sum + d * gradient[i]!, 0);
      expect(Math.abs(slope - expected)).toBeLessThan(2e-3);
    }
  });
}
