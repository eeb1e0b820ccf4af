import type { Graph, GraphType, Shape, TensorType, Value } from './graph.ts';

/** Shapes and the rearrangements that every kernel is written in. All of them return `x` itself where nothing changes. */

export const sizeOf = (shape: Shape): number => shape.reduce((product, n) => product * n, 1);

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((n, i) => n === b[i]);

/** NumPy broadcasting. */
export function broadcastShape(a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const x = a[a.length - rank + i] ?? 1;
    const y = b[b.length - rank + i] ?? 1;
    return x === 1 ? y : x;
  });
}

/** The axis counted from the front. */
export const fromFront = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** Axes as TensorFlow.js gives them (absent: all), from the front and in order. */
export function axesOf(axes: number | readonly number[] | null | undefined, rank: number): number[] {
  if (axes === null || axes === undefined) return Array.from({ length: rank }, (_, i) => i);
  const list = typeof axes === 'number' ? [axes] : [...axes];
  return list.map((axis) => fromFront(axis, rank)).sort((a, b) => a - b);
}

export const storedShape = (x: Value<GraphType>): Shape => x.stored ?? x.shape;

/** The value with all its elements, broadcast now if it was not yet. */
export function whole(g: Graph, x: Value): Value {
  const stored = storedShape(x);
  if (sameShape(stored, x.shape)) return x;
  return g.node('Expand', [x, g.ints(x.shape)], x.shape, x.dtype);
}

/** A constant tensor, stored as one element. */
export function filled(g: Graph, shape: Shape, value: number, dtype: TensorType): Value {
  const stored = shape.map(() => 1);
  return { ...g.constant(stored, [value], dtype), shape, stored, fill: value };
}

export function cast(g: Graph, x: Value, dtype: TensorType): Value {
  if (x.dtype === dtype) return x;
  const to = { float32: 1, int32: 6, bool: 9 }[dtype];
  return { ...g.node('Cast', [x], storedShape(x), dtype, { to }), shape: x.shape, stored: x.stored };
}

export function reshape(g: Graph, x: Value, shape: Shape): Value {
  if (sameShape(x.shape, shape)) return x;
  if (x.fill !== undefined) return filled(g, shape, x.fill, x.dtype);
  const full = whole(g, x);
  return g.node('Reshape', [full, g.ints(shape)], shape, x.dtype);
}

/** Broadcasts to `shape` without copying. */
export function broadcastTo(g: Graph, x: Value, shape: Shape): Value {
  const stored = storedShape(x);
  const aligned = [...Array<number>(shape.length - stored.length).fill(1), ...stored];
  const base: Value = { name: x.name, shape: stored, dtype: x.dtype };
  const lifted = aligned.length === stored.length ? base : reshape(g, base, aligned);
  return { ...lifted, shape, stored: aligned, fill: x.fill };
}

export function transpose(g: Graph, x: Value, perm: readonly number[]): Value {
  if (perm.every((axis, i) => axis === i)) return x;
  const full = whole(g, x);
  return g.node(
    'Transpose',
    [full],
    perm.map((axis) => x.shape[axis]!),
    x.dtype,
    { perm: [...perm] },
  );
}

/** `count[i]` elements of axis `axes[i]`, from `start[i]` on, `step[i]` apart (a negative step counts down). */
export function sliceAxes(
  g: Graph,
  x: Value,
  axes: readonly number[],
  start: readonly number[],
  count: readonly number[],
  step: readonly number[] = axes.map(() => 1),
): Value {
  const moved = axes.some((axis, i) => start[i] !== 0 || count[i] !== x.shape[axis] || step[i] !== 1);
  if (!moved) return x;
  const shape = [...x.shape];
  axes.forEach((axis, i) => (shape[axis] = count[i]!));
  const end = start.map((first, i) => {
    const past = first + (count[i]! - 1) * step[i]! + Math.sign(step[i]!);
    return past < 0 ? -(2 ** 31) : past; // before the first element; -1 would mean the last
  });
  return g.node('Slice', [whole(g, x), g.ints(start), g.ints(end), g.ints(axes), g.ints(step)], shape, x.dtype);
}

export function reverse(g: Graph, x: Value, axes: readonly number[]): Value {
  const moved = axes.filter((axis) => x.shape[axis] !== 1);
  const size = moved.map((axis) => x.shape[axis]!);
  return sliceAxes(
    g,
    x,
    moved,
    size.map((n) => n - 1),
    size,
    size.map(() => -1),
  );
}

export function concat(g: Graph, parts: readonly Value[], axis: number): Value {
  const first = parts[0]!;
  if (parts.length === 1) return first;
  const shape = [...first.shape];
  shape[axis] = parts.reduce((sum, part) => sum + part.shape[axis]!, 0);
  return g.node(
    'Concat',
    parts.map((part) => whole(g, part)),
    shape,
    first.dtype,
    { axis },
  );
}

/** Pads each axis by [before, after] elements of one value. */
export function pad(g: Graph, x: Value, pads: ReadonlyArray<readonly [number, number]>, value = 0): Value {
  if (pads.every(([before, after]) => before === 0 && after === 0)) return x;
  const amounts = g.ints([...pads.map((p) => p[0]), ...pads.map((p) => p[1])]);
  const shape = x.shape.map((n, i) => n + pads[i]![0] + pads[i]![1]);
  return g.node('Pad', [whole(g, x), amounts, g.scalar(value, x.dtype)], shape, x.dtype, { mode: 'constant' });
}

/** a [..., m, k] times b [..., k, n]. */
export function matmul(g: Graph, a: Value, b: Value): Value {
  const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return g.node('MatMul', [whole(g, a), whole(g, b)], [...batch, a.shape.at(-2)!, b.shape.at(-1)!], 'float32');
}

/** Two matrices, each taken as it lies or transposed. */
export function gemm(g: Graph, a: Value, b: Value, transA: boolean, transB: boolean): Value {
  const shape = [transA ? a.shape[1]! : a.shape[0]!, transB ? b.shape[0]! : b.shape[1]!];
  return g.node('Gemm', [whole(g, a), whole(g, b)], shape, 'float32', { transA: +transA, transB: +transB });
}

/** An operator that works element by element: broadcasts lazily, so that stored sizes stay as small as the inputs'. */
export function elementwise(
  g: Graph,
  type: string,
  inputs: readonly Value[],
  dtype: TensorType,
  attributes: Parameters<Graph['node']>[4] = {},
): Value {
  const shape = inputs.reduce<Shape>((s, x) => broadcastShape(s, x.shape), []);
  const stored = inputs.reduce<Shape>((s, x) => broadcastShape(s, storedShape(x)), []);
  const value = g.node(type, inputs, stored, dtype, attributes);
  return sameShape(shape, stored) ? value : { ...value, shape, stored };
}
