import type { ArgMaxAttrs, CumsumAttrs, MaxAttrs, SoftmaxAttrs, SumAttrs } from '@tensorflow/tfjs';
import type { Graph, Shape, Value } from '../onnx/graph.ts';
import { axesOf, cast, elementwise, filled, fromFront, matmul, reshape, sizeOf, whole } from '../onnx/values.ts';
import { emitter, type Emitter, type Emitters } from './emitter.ts';

const without = (shape: Shape, axes: readonly number[]): number[] => shape.filter((_, i) => !axes.includes(i));

/** Sums over leading axes of at least this many rows are a product with ones: ONNX Runtime's own reduction is slower. */
const ROWS_FOR_MATMUL = 1024;
const COLUMNS_FOR_MATMUL = 4096;

/** Reduces run by run of neighbouring axes, which keeps ONNX Runtime on its fast paths. */
export function reduce(g: Graph, type: string, value: Value, axes: readonly number[], keepDims: boolean): Value {
  const x = whole(g, value);
  if (axes.length === 0) return x;
  const kept = x.shape.map((n, i) => (axes.includes(i) ? 1 : n));
  const runs: number[][] = [];
  for (const axis of axes) {
    const run = runs.at(-1);
    if (run && run.at(-1) === axis - 1) run.push(axis);
    else runs.push([axis]);
  }
  const leading = runs.length === 1 && runs[0]![0] === 0 ? runs[0]!.length : 0;
  const rows = sizeOf(x.shape.slice(0, leading));
  const columns = sizeOf(x.shape.slice(leading));
  let y = x;
  if (
    type === 'ReduceSum' &&
    x.dtype === 'float32' &&
    leading > 0 &&
    rows >= ROWS_FOR_MATMUL &&
    columns > 1 &&
    columns <= COLUMNS_FOR_MATMUL
  ) {
    const ones = g.constant([1, rows], new Float32Array(rows).fill(1), 'float32');
    y = reshape(g, matmul(g, ones, reshape(g, x, [rows, columns])), kept);
  } else {
    for (const run of runs) {
      const shape = y.shape.map((n, i) => (run.includes(i) ? 1 : n));
      y = g.node(type, [y, g.ints(run)], shape, x.dtype, { keepdims: 1 });
    }
  }
  return keepDims ? y : reshape(g, y, without(x.shape, axes));
}

const sum = emitter<'x', SumAttrs>((g, { x }, { axis, keepDims }) => {
  const axes = axesOf(axis, x.shape.length);
  if (x.fill !== undefined && x.dtype === 'float32') {
    const count = sizeOf(axes.map((a) => x.shape[a]!));
    const shape = keepDims ? x.shape.map((n, i) => (axes.includes(i) ? 1 : n)) : without(x.shape, axes);
    return filled(g, shape, x.fill * count, 'float32');
  }
  return reduce(g, 'ReduceSum', cast(g, x, x.dtype === 'bool' ? 'int32' : x.dtype), axes, keepDims);
});

const mean = emitter<'x', SumAttrs>((g, { x }, { axis, keepDims }) => {
  const axes = axesOf(axis, x.shape.length);
  const total = reduce(g, 'ReduceSum', cast(g, x, 'float32'), axes, keepDims);
  const count = sizeOf(axes.map((a) => x.shape[a]!));
  return elementwise(g, 'Mul', [total, g.scalar(1 / count)], 'float32');
});

const extremum = (type: string): Emitter =>
  emitter<'x', MaxAttrs>((g, { x }, { reductionIndices, keepDims }) =>
    reduce(g, type, x, axesOf(reductionIndices, x.shape.length), keepDims),
  );

/** Whether all or any are true: the smallest or the largest of 0 and 1. */
const logical = (type: string): Emitter =>
  emitter<'x', SumAttrs>((g, { x }, { axis, keepDims }) =>
    cast(g, reduce(g, type, cast(g, x, 'int32'), axesOf(axis, x.shape.length), keepDims), 'bool'),
  );

const argExtremum = (type: string): Emitter =>
  emitter<'x', ArgMaxAttrs>((g, { x }, { axis }) => {
    const along = axesOf(axis, x.shape.length)[0]!;
    const number = x.dtype === 'bool' ? cast(g, x, 'int32') : x;
    const shape = without(x.shape, [along]);
    const index = g.node(type, [whole(g, number)], shape, 'int64', { axis: along, keepdims: 0 });
    return g.node('Cast', [index], shape, 'int32', { to: 6 });
  });

export const reduceEmitters: Emitters = {
  Sum: sum,
  Mean: mean,
  Prod: emitter<'x', SumAttrs>((g, { x }, { axis, keepDims }) =>
    reduce(g, 'ReduceProd', cast(g, x, x.dtype === 'bool' ? 'int32' : x.dtype), axesOf(axis, x.shape.length), keepDims),
  ),
  Max: extremum('ReduceMax'),
  Min: emitter<'x', SumAttrs>((g, { x }, { axis, keepDims }) =>
    reduce(g, 'ReduceMin', x, axesOf(axis, x.shape.length), keepDims),
  ),
  All: logical('ReduceMin'),
  Any: logical('ReduceMax'),
  ArgMax: argExtremum('ArgMax'),
  ArgMin: argExtremum('ArgMin'),
  Softmax: emitter<'logits', SoftmaxAttrs>((g, { logits }, { dim }) =>
    g.node('Softmax', [whole(g, logits)], logits.shape, 'float32', { axis: fromFront(dim, logits.shape.length) }),
  ),
  LogSoftmax: emitter<'logits', { axis: number }>((g, { logits }, { axis }) =>
    g.node('LogSoftmax', [whole(g, logits)], logits.shape, 'float32', { axis: fromFront(axis, logits.shape.length) }),
  ),
  Cumsum: emitter<'x', CumsumAttrs>((g, { x }, { axis, exclusive, reverse }) => {
    const along = g.constant([], [fromFront(axis, x.shape.length)], 'int64');
    const attributes = { exclusive: +exclusive, reverse: +reverse };
    return g.node('CumSum', [whole(g, x), along], x.shape, x.dtype, attributes);
  }),
};
