import { backend_util, type AvgPoolAttrs, type MaxPoolAttrs } from '@tensorflow/tfjs';
import type { Graph, Shape, Value } from '../onnx/graph.ts';
import { elementwise, filled, reshape, sizeOf, transpose, whole } from '../onnx/values.ts';
import { emitter, type Emitters } from './emitter.ts';

type Window = ReturnType<typeof windowOf>;

/** The windows of a pooling over images [b, h, w, c], as ONNX attributes. */
function windowOf(shape: Shape, { filterSize, strides, pad, dimRoundingMode }: MaxPoolAttrs | AvgPoolAttrs) {
  const images = shape as [number, number, number, number];
  const info = backend_util.computePool2DInfo(images, filterSize, strides, 1, pad, dimRoundingMode);
  const { top, left, bottom, right } = info.padInfo;
  return {
    out: [info.batchSize, info.outChannels, info.outHeight, info.outWidth],
    attributes: {
      kernel_shape: [info.filterHeight, info.filterWidth],
      strides: [info.strideHeight, info.strideWidth],
      pads: [top, left, bottom, right],
    },
  };
}

const channelsFirst = (g: Graph, x: Value): Value => transpose(g, whole(g, x), [0, 3, 1, 2]);
const channelsLast = (g: Graph, x: Value): Value => transpose(g, x, [0, 2, 3, 1]);

/** dy goes to the first largest pixel of its window; pixels that several windows chose add up. */
function maxPoolGradient(g: Graph, dy: Value, input: Value, { out, attributes }: Window): Value {
  const x = channelsFirst(g, input);
  const outputs = [
    { shape: out, dtype: 'float32' },
    { shape: out, dtype: 'int64' }, // positions in all of x
  ] as const;
  const chosen = g.nodeOf('MaxPool', [x], outputs, attributes)[1]!;
  const [size, count] = [sizeOf(x.shape), sizeOf(out)];
  const index = g.node('Reshape', [chosen, g.ints([count])], [count], 'int64');
  const updates = reshape(g, channelsFirst(g, dy), [count]);
  const zeros = whole(g, filled(g, [size], 0, 'float32'));
  const dx = g.node('ScatterElements', [zeros, index, updates], [size], 'float32', { axis: 0, reduction: 'add' });
  return channelsLast(g, reshape(g, dx, x.shape));
}

/** Each window's dy, divided by the pixels it averaged, is spread over them: a transposed convolution with ones. */
function avgPoolGradient(g: Graph, dy: Value, input: Value, { out, attributes }: Window): Value {
  const [b, h, w, c] = input.shape as [number, number, number, number];
  const [oh, ow] = [out[2]!, out[3]!];
  const [kh, kw] = attributes.kernel_shape as [number, number];
  const [sh, sw] = attributes.strides as [number, number];
  const [top, left, bottom, right] = attributes.pads as [number, number, number, number];
  const inside = (at: number, stride: number, before: number, k: number, size: number): number =>
    Math.min(at * stride - before + k, size) - Math.max(at * stride - before, 0);
  const share = Array.from({ length: oh * ow }, (_, i) => {
    const rows = inside(Math.floor(i / ow), sh, top, kh, h);
    return 1 / (rows * inside(i % ow, sw, left, kw, w));
  });
  const shares = elementwise(g, 'Mul', [channelsFirst(g, dy), g.constant([1, 1, oh, ow], share, 'float32')], 'float32');
  const ones = g.constant([c, 1, kh, kw], new Float32Array(c * kh * kw).fill(1), 'float32');
  const missed = [h - ((oh - 1) * sh + kh - top - bottom), w - ((ow - 1) * sw + kw - left - right)];
  const transposed = { ...attributes, group: c, output_padding: missed.map((n) => Math.max(0, n)) };
  return channelsLast(g, g.node('ConvTranspose', [shares, ones], [b, c, h, w], 'float32', transposed));
}

/** A stride beyond the window leaves pixels that a transposed convolution cannot reach by padding its output. */
const reaches = ({ attributes: { strides, kernel_shape } }: Window): boolean =>
  strides.every((stride, i) => stride <= kernel_shape[i]!);

export const poolEmitters: Emitters = {
  MaxPool: emitter<'x', MaxPoolAttrs>((g, { x }, attrs) => {
    const { out, attributes } = windowOf(x.shape, attrs);
    return channelsLast(g, g.node('MaxPool', [channelsFirst(g, x)], out, 'float32', attributes));
  }),
  MaxPoolGrad: emitter<'dy' | 'input', MaxPoolAttrs>((g, { dy, input }, attrs) =>
    maxPoolGradient(g, dy, input, windowOf(input.shape, attrs)),
  ),
  AvgPool: emitter<'x', AvgPoolAttrs>((g, { x }, attrs) => {
    const { out, attributes } = windowOf(x.shape, attrs);
    return channelsLast(g, g.node('AveragePool', [channelsFirst(g, x)], out, 'float32', attributes));
  }),
  AvgPoolGrad: emitter<'dy' | 'input', AvgPoolAttrs>((g, { dy, input }, attrs) => {
    const window = windowOf(input.shape, attrs);
    return reaches(window) ? avgPoolGradient(g, dy, input, window) : null;
  }),
};
