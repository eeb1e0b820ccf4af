import { tf } from '../../engine/tf.ts';
import type { TensorMap } from '../../generator.ts';
import { rngFor } from '../../random.ts';
import { tensorOf } from '../../training/tensors.ts';

/** Sizes of a machine. `classes` is 0 where it knows none. */
export interface Sizes {
  readonly visible: number;
  readonly hidden: number;
  readonly classes: number;
}

/** Parameters by name, as tensors; the class parts are there only where the machine knows classes. */
export interface Machine<T = tf.Tensor> {
  /** W [visible, hidden] */
  readonly weights: T;
  /** b [visible] */
  readonly visible: T;
  /** c [hidden] */
  readonly hidden: T;
  /** What each class adds to b. [classes, visible] */
  readonly classVisible?: T;
  /** What each class adds to c. [classes, hidden] */
  readonly classHidden?: T;
}
export type Part = keyof Machine;
export type Values = Machine<Float32Array>;

/** Deviation of the starting weights: small enough that all hidden units begin nearly undecided (Hinton 2012, section 8). */
const INITIAL = 0.01;
/**
 * Weights that sampling uses are multiples of this. A sum of them over bits is then exact in float32 in whatever order it is
 * taken, so that a chain of thousands of coin flips is the same on every machine and in every batch.
 */
const GRID = 2 ** -12;

export function shapesOf({ visible, hidden, classes }: Sizes): [Part, number[]][] {
  const shapes: [Part, number[]][] = [
    ['weights', [visible, hidden]],
    ['visible', [visible]],
    ['hidden', [hidden]],
  ];
  if (classes > 0) shapes.push(['classVisible', [classes, visible]], ['classHidden', [classes, hidden]]);
  return shapes;
}

/** One value made from each part's shape, under its name. */
export function eachPart<T>(sizes: Sizes, make: (name: Part, shape: number[]) => T): Machine<T> {
  return Object.fromEntries(shapesOf(sizes).map(([name, shape]) => [name, make(name, shape)])) as unknown as Machine<T>;
}

/** Small random weights, biases of 0. */
export function initialValues(sizes: Sizes, seed: number): Values {
  return eachPart(sizes, (name, shape) => {
    const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
    if (name !== 'weights') return values;
    const rng = rngFor(seed, 'rbm', 'initial');
    return values.map(() => INITIAL * rng.normal());
  });
}

/** The values rounded to the grid on which sums are exact. */
export function onGrid(values: Values): Values {
  const rounded = Object.entries(values).map(([name, value]) => [
    name,
    (value as Float32Array).map((x) => Math.round(x / GRID) * GRID),
  ]);
  return Object.fromEntries(rounded) as Values;
}

export function toTensors(
  values: Values,
  sizes: Sizes,
  prefix: string,
): [string, { shape: number[]; data: Float32Array }][] {
  return shapesOf(sizes).map(([name, shape]) => [prefix + name, { shape, data: values[name]!.slice() }]);
}

/** @throws CheckpointError */
export function fromTensors(tensors: TensorMap, sizes: Sizes, prefix: string): Values {
  return eachPart(sizes, (name, shape) => tensorOf(tensors, prefix + name, shape).slice());
}

/** The values as tensors of the engine; they live until disposed of, or until the enclosing `tf.tidy` ends. */
export function upload(values: Values, sizes: Sizes): Machine {
  return eachPart(sizes, (name, shape) => tf.tensor(values[name]!.slice(), shape));
}
