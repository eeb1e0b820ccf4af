import type { GatherV2Attrs, OneHotAttrs, ScatterNdAttrs, TopKAttrs, UnsortedSegmentSumAttrs } from '@tensorflow/tfjs';
import type { Graph, Shape, TensorType, Value } from '../onnx/graph.ts';
import { cast, elementwise, filled, fromFront, reshape, sizeOf, whole } from '../onnx/values.ts';
import { emitter, type Emitters } from './emitter.ts';

/** ONNX wants positions as int64 where TensorFlow.js has int32. */
const positions = (g: Graph, indices: Value): Value<'int64'> =>
  g.node('Cast', [whole(g, indices)], indices.shape, 'int64', { to: 7 });

/** Rows added up at their places; places no row goes to are 0. */
function scatterAdd(g: Graph, shape: Shape, at: Value, updates: Value): Value {
  const zeros = whole(g, filled(g, shape, 0, updates.dtype));
  const inputs = [zeros, positions(g, at), whole(g, updates)];
  return g.node('ScatterND', inputs, shape, updates.dtype, { reduction: 'add' });
}

export const gatherEmitters: Emitters = {
  GatherV2: emitter<'x' | 'indices', GatherV2Attrs>((g, { x, indices }, { axis, batchDims }) => {
    if (batchDims !== 0) return null;
    const along = fromFront(axis, x.shape.length);
    const shape = [...x.shape.slice(0, along), ...indices.shape, ...x.shape.slice(along + 1)];
    return g.node('Gather', [whole(g, x), whole(g, cast(g, indices, 'int32'))], shape, x.dtype, { axis: along });
  }),
  /** The gradient of a gather. */
  UnsortedSegmentSum: emitter<'x' | 'segmentIds', UnsortedSegmentSumAttrs>((g, { x, segmentIds }, { numSegments }) => {
    if (segmentIds.shape.length !== 1) return null;
    const at = reshape(g, segmentIds, [segmentIds.shape[0]!, 1]);
    return scatterAdd(g, [numSegments, ...x.shape.slice(1)], at, x);
  }),
  GatherNd: emitter<'params' | 'indices'>((g, { params, indices }) => {
    const shape = [...indices.shape.slice(0, -1), ...params.shape.slice(indices.shape.at(-1))];
    return g.node('GatherND', [whole(g, params), positions(g, indices)], shape, params.dtype);
  }),
  ScatterNd: emitter<'indices' | 'updates', ScatterNdAttrs>((g, { indices, updates }, { shape }) =>
    scatterAdd(g, shape, indices, updates),
  ),
  OneHot: emitter<'indices', OneHotAttrs>((g, { indices }, { dtype, depth, onValue, offValue }) => {
    const type = (dtype ?? 'int32') as TensorType;
    const classes = g.constant(
      [depth],
      Array.from({ length: depth }, (_, i) => i),
      'int32',
    );
    const column = reshape(g, cast(g, indices, 'int32'), [...indices.shape, 1]);
    const hit = elementwise(g, 'Equal', [column, classes], 'bool');
    const number = type === 'bool' ? 'int32' : type;
    return cast(g, elementwise(g, 'Where', [hit, g.scalar(onValue, number), g.scalar(offValue, number)], number), type);
  }),
  TopK: emitter<'x', TopKAttrs>((g, { x }, { k, sorted }) => {
    if (x.dtype === 'bool' || sizeOf(x.shape) === 0) return null;
    const shape = [...x.shape.slice(0, -1), k];
    const outputs = [
      { shape, dtype: x.dtype },
      { shape, dtype: 'int64' },
    ] as const;
    const attributes = { axis: -1, largest: 1, sorted: +sorted };
    const [values, index] = g.nodeOf('TopK', [whole(g, x), g.ints([k])], outputs, attributes);
    return [values as Value, g.node('Cast', [index!], shape, 'int32', { to: 6 })];
  }),
};
