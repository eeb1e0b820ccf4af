import type { Graph, Value } from '../../onnx/graph.ts';
import { gemm, reshape, reverse, sliceAxes, transpose } from '../../onnx/values.ts';
import { blockedConv, fitsBlocks } from './blocked.ts';
import { isPointwise, isUnitStride, type Geometry } from './geometry.ts';

/** The gradient by the images [b, h, w, c], from that by the output [b, oh, ow, o]; also the transposed convolution. */
export function convInputGradient(g: Graph, dy: Value, filter: Value, q: Geometry): Value {
  if (isPointwise(q)) {
    const pixels = reshape(g, dy, [q.batch * q.height * q.width, q.filters]);
    const map = reshape(g, filter, [q.channels, q.filters]);
    return reshape(g, gemm(g, pixels, map, false, true), [q.batch, q.height, q.width, q.channels]);
  }
  const pads = flippedPads(q);
  if (isUnitStride(q) && pads.every((p) => p >= 0)) {
    return fitsBlocks(g, q.channels, q.filters)
      ? blockedFlipped(g, dy, filter, q, pads)
      : plainFlipped(g, dy, filter, q, pads);
  }
  const phases = q.strideH === q.strideW && q.kh % q.strideH === 0 && q.kw % q.strideW === 0;
  return phases && fitsBlocks(g, q.channels, q.filters) ? byPhases(g, dy, filter, q) : transposed(g, dy, filter, q);
}

type Pads = [number, number, number, number];

/** Top, left, bottom, right of the convolution with the flipped filter. */
const flippedPads = (q: Geometry): Pads => [
  q.kh - 1 - q.top,
  q.kw - 1 - q.left,
  q.kh - 1 - q.bottom,
  q.kw - 1 - q.right,
];

function blockedFlipped(g: Graph, dy: Value, filter: Value, q: Geometry, pads: Pads): Value {
  const flipped = transpose(g, reverse(g, filter, [0, 1]), [0, 1, 3, 2]);
  const shape = { filters: q.channels, outHeight: q.height, outWidth: q.width };
  return blockedConv(g, dy, flipped, { ...shape, strides: [1, 1], pads });
}

function plainFlipped(g: Graph, dy: Value, filter: Value, q: Geometry, pads: Pads): Value {
  const y = transpose(g, dy, [0, 3, 1, 2]);
  const flipped = transpose(g, reverse(g, filter, [0, 1]), [2, 3, 0, 1]);
  const attributes = { kernel_shape: [q.kh, q.kw], strides: [1, 1], pads };
  const x = g.node('Conv', [y, flipped], [q.batch, q.channels, q.height, q.width], 'float32', attributes);
  return transpose(g, x, [0, 2, 3, 1]);
}

/**
 * With stride s, the s x s phases of the gradient are s x s ordinary convolutions of dy, each with every s-th row and
 * column of the filter: one convolution to s s c channels, then depth to space (Shi et al. 2016, arXiv:1609.07009).
 */
function byPhases(g: Graph, dy: Value, filter: Value, q: Geometry): Value {
  const s = q.strideH;
  const th = q.kh / s; // filter rows of a phase
  const tw = q.kw / s;
  const rows = Math.ceil((q.height + q.top) / s);
  const columns = Math.ceil((q.width + q.left) / s);
  const split = transpose(g, reshape(g, filter, [th, s, tw, s, q.channels, q.filters]), [0, 2, 5, 1, 3, 4]);
  const kernel = reverse(g, reshape(g, split, [th, tw, q.filters, s * s * q.channels]), [0, 1]);
  const phases = blockedConv(g, dy, kernel, {
    filters: s * s * q.channels,
    outHeight: rows,
    outWidth: columns,
    strides: [1, 1],
    pads: [th - 1, tw - 1, Math.max(0, rows - q.outHeight), Math.max(0, columns - q.outWidth)],
  });
  const woven = transpose(g, reshape(g, phases, [q.batch, rows, columns, s, s * q.channels]), [0, 1, 3, 2, 4]);
  const padded = reshape(g, woven, [q.batch, rows * s, columns * s, q.channels]);
  return sliceAxes(g, padded, [1, 2], [q.top, q.left], [q.height, q.width]);
}

function transposed(g: Graph, dy: Value, filter: Value, q: Geometry): Value {
  const y = transpose(g, dy, [0, 3, 1, 2]);
  const f = transpose(g, filter, [3, 2, 0, 1]);
  const missed = (size: number, out: number, stride: number, kernel: number, pads: number): number =>
    Math.max(0, size - ((out - 1) * stride + kernel - pads)); // rows that no window reached
  const attributes = {
    kernel_shape: [q.kh, q.kw],
    strides: [q.strideH, q.strideW],
    pads: [q.top, q.left, q.bottom, q.right],
    output_padding: [
      missed(q.height, q.outHeight, q.strideH, q.kh, q.top + q.bottom),
      missed(q.width, q.outWidth, q.strideW, q.kw, q.left + q.right),
    ],
  };
  const x = g.node('ConvTranspose', [y, f], [q.batch, q.channels, q.height, q.width], 'float32', attributes);
  return transpose(g, x, [0, 2, 3, 1]);
}
