import { slice_util } from '@tensorflow/tfjs';
import type {
  ConcatAttrs,
  DepthToSpaceAttrs,
  ExpandDimsAttrs,
  FillAttrs,
  LinSpaceAttrs,
  MirrorPadAttrs,
  PackAttrs,
  PadV2Attrs,
  RangeAttrs,
  ReshapeAttrs,
  ReverseAttrs,
  SliceAttrs,
  SplitVAttrs,
  StridedSliceAttrs,
  TileAttrs,
  TransposeAttrs,
  UnpackAttrs,
} from '@tensorflow/tfjs';
import type { TensorType, Value } from '../onnx/graph.ts';
import {
  axesOf,
  broadcastTo,
  concat,
  filled,
  fromFront,
  pad,
  reshape,
  reverse,
  sizeOf,
  sliceAxes,
  transpose,
  whole,
} from '../onnx/values.ts';
import { emitter, type Emitters } from './emitter.ts';

/** A shape with at most one -1, which takes what is left. */
export function resolveShape(shape: readonly number[], size: number): number[] {
  const known = sizeOf(shape.filter((n) => n !== -1));
  return shape.map((n) => (n === -1 ? size / known : n));
}

export const shapeEmitters: Emitters = {
  Reshape: emitter<'x', ReshapeAttrs>((g, { x }, { shape }) => reshape(g, x, resolveShape(shape, sizeOf(x.shape)))),
  ExpandDims: emitter<'input', ExpandDimsAttrs>((g, { input }, { dim }) => {
    const at = fromFront(dim, input.shape.length + 1);
    return reshape(g, input, [...input.shape.slice(0, at), 1, ...input.shape.slice(at)]);
  }),
  Transpose: emitter<'x', TransposeAttrs>((g, { x }, { perm }) => transpose(g, x, perm)),
  Fill: emitter<never, FillAttrs>((g, _, { shape, value, dtype }) =>
    filled(g, shape, Number(value), (dtype ?? 'float32') as TensorType),
  ),
  Tile: emitter<'x', TileAttrs>((g, { x }, { reps }) => {
    const shape = x.shape.map((n, i) => n * reps[i]!);
    if (x.shape.every((n, i) => n === 1 || reps[i] === 1)) return broadcastTo(g, x, shape);
    return g.node('Tile', [whole(g, x), g.ints(reps)], shape, x.dtype);
  }),
  Concat: (g, inputs, attrs) => {
    const parts = Object.values(inputs);
    const axis = fromFront((attrs as ConcatAttrs).axis, parts[0]!.shape.length);
    const full = parts.filter((part) => part.shape[axis] !== 0);
    return concat(g, full.length > 0 ? full : parts.slice(0, 1), axis);
  },
  Pack: (g, inputs, attrs) => {
    const parts = Object.values(inputs);
    const axis = fromFront((attrs as PackAttrs).axis, parts[0]!.shape.length + 1);
    const lifted = parts.map((x) => reshape(g, x, [...x.shape.slice(0, axis), 1, ...x.shape.slice(axis)]));
    return concat(g, lifted, axis);
  },
  Unpack: emitter<'value', UnpackAttrs>((g, { value }, attrs) => {
    const axis = fromFront(attrs.axis, value.shape.length);
    const shape = value.shape.filter((_, i) => i !== axis);
    return Array.from({ length: value.shape[axis]! }, (_, i) =>
      reshape(g, sliceAxes(g, value, [axis], [i], [1]), shape),
    );
  }),
  Slice: emitter<'x', SliceAttrs>((g, { x }, { begin, size }) => {
    const from = axesOf(null, x.shape.length).map((i) => [begin].flat()[i] ?? 0);
    const count = x.shape.map((n, i) => {
      const wanted = [size].flat()[i] ?? -1;
      return wanted < 0 ? n - from[i]! : wanted;
    });
    return sliceAxes(g, x, axesOf(null, x.shape.length), from, count);
  }),
  SplitV: emitter<'x', SplitVAttrs>((g, { x }, { numOrSizeSplits, axis }) => {
    const along = fromFront(axis, x.shape.length);
    const whole_ = x.shape[along]!;
    const given =
      typeof numOrSizeSplits === 'number'
        ? Array<number>(numOrSizeSplits).fill(whole_ / numOrSizeSplits)
        : numOrSizeSplits;
    const known = given.filter((n) => n >= 0).reduce((a, b) => a + b, 0);
    const sizes = given.map((n) => (n < 0 ? whole_ - known : n));
    const outputs = sizes.map((n) => ({ shape: x.shape.map((s, i) => (i === along ? n : s)), dtype: x.dtype }));
    return g.nodeOf('Split', [whole(g, x), g.ints(sizes)], outputs, { axis: along }) as Value[];
  }),
  PadV2: emitter<'x', PadV2Attrs>((g, { x }, { paddings, constantValue }) => pad(g, x, paddings, constantValue)),
  Reverse: emitter<'x', ReverseAttrs>((g, { x }, { dims }) => reverse(g, x, axesOf(dims, x.shape.length))),
  MirrorPad: emitter<'x', MirrorPadAttrs>((g, { x }, { paddings, mode }) => {
    if (mode !== 'reflect') return null; // ONNX has no mirror that repeats the edge
    const amounts = g.ints([...paddings.map((p) => p[0]), ...paddings.map((p) => p[1])]);
    const shape = x.shape.map((n, i) => n + paddings[i]![0] + paddings[i]![1]);
    return g.node('Pad', [whole(g, x), amounts], shape, x.dtype, { mode: 'reflect' });
  }),
  StridedSlice: emitter<'x', StridedSliceAttrs>((g, { x }, attrs) => {
    const { begin, end, strides, finalShape } = stridedSlice(x.shape, attrs);
    const count = slice_util.computeOutShape(begin, end, strides);
    if (count.includes(0)) return null;
    const axes = axesOf(null, x.shape.length);
    return reshape(g, sliceAxes(g, x, axes, begin, count, strides), finalShape);
  }),
  DepthToSpace: emitter<'x', DepthToSpaceAttrs>((g, { x }, { blockSize: s, dataFormat }) => {
    if (dataFormat === 'NCHW') return null;
    const [b, h, w, c] = x.shape as [number, number, number, number];
    const cells = reshape(g, x, [b, h, w, s, s, c / (s * s)]);
    return reshape(g, transpose(g, cells, [0, 1, 3, 2, 4, 5]), [b, h * s, w * s, c / (s * s)]);
  }),
  Range: emitter<never, RangeAttrs>((g, _, { start, stop, step, dtype }) => {
    const signed = step === 1 && stop < start ? -1 : step;
    const n = Math.max(0, Math.ceil((stop - start) / signed));
    return g.constant(
      [n],
      Array.from({ length: n }, (_v, i) => start + i * signed),
      (dtype ?? 'float32') as TensorType,
    );
  }),
  LinSpace: emitter<never, LinSpaceAttrs>((g, _, { start, stop, num }) => {
    const step = (stop - start) / (num - 1);
    return g.constant(
      [num],
      Array.from({ length: num }, (_v, i) => (i === 0 ? start : start + i * step)),
      'float32',
    );
  }),
};

const stridedSlice = (shape: readonly number[], attrs: StridedSliceAttrs): ReturnType<typeof slice_util.sliceInfo> =>
  slice_util.sliceInfo(
    [...shape],
    attrs.begin,
    attrs.end,
    attrs.strides,
    attrs.beginMask,
    attrs.endMask,
    attrs.ellipsisMask,
    attrs.newAxisMask,
    attrs.shrinkAxisMask,
  );
