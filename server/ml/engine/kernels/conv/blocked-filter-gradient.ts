import type { Graph, Value } from '../../onnx/graph.ts';
import { reshape, transpose, whole } from '../../onnx/values.ts';
import { fitsBlocks } from './blocked.ts';
import { isDilated, isUnitStride, type Geometry } from './geometry.ts';

const DOMAIN = 'com.microsoft.nchwc';
/** Below so many output pixels the product of gathered windows is as fast: a convolution's outermost loop is too short. */
const FEWEST_PIXELS = 100;

/** Whether {@link blockedFilterGradient} can do it and is the faster way. */
export const gradientFitsBlocks = (g: Graph, q: Geometry): boolean =>
  isUnitStride(q) && !isDilated(q) && q.outHeight * q.outWidth >= FEWEST_PIXELS && fitsBlocks(g, q.batch, q.filters);

/**
 * The gradient by the filter as a blocked convolution: images and channels change places, and the output's gradient is the
 * filter, as large as the output. Padding comes first, so that all results of a row share one pass over the filter.
 *
 * @param images [b, h, w, c]
 * @param dy [b, oh, ow, o]
 * @returns [kh, kw, c, o]
 */
export function blockedFilterGradient(g: Graph, images: Value, dy: Value, q: Geometry): Value {
  const { batch: b, height: h, width: w, channels: c, filters: o, outHeight: oh, outWidth: ow, kh, kw } = q;
  const n = g.block;
  // One wide picture with the images as its channels: blocks of n images, then each block of a channel side by side.
  const wide = reshape(g, whole(g, images), [1, b, h, w * c]);
  const mixed = g.node('ReorderInput', [wide], [1, b, h, w * c], 'float32', { channels_last: 0 }, DOMAIN);
  const blocks = transpose(g, reshape(g, mixed, [b / n, h, w, c, n]), [3, 0, 1, 2, 4]); // [c, b / n, h, w, n]
  const [height, width] = [oh + kh - 1, ow + kw - 1];
  const ends = [height - h - q.top, width - w - q.left];
  const pads = [0, 0, q.top, q.left, 0, 0, 0, ...ends, 0];
  const padded = pads.every((size) => size === 0)
    ? blocks
    : g.node('Pad', [blocks, g.ints(pads)], [c, b / n, height, width, n], 'float32');
  const slopes = transpose(g, reshape(g, whole(g, dy), [b / n, n, oh, ow, o / n, n]), [4, 0, 2, 3, 1, 5]);
  const y = g.node(
    'Conv',
    [reshape(g, padded, [c, b, height, width]), reshape(g, slopes, [o, b, oh, ow])],
    [c, o, kh, kw],
    'float32',
    { kernel_shape: [oh, ow], strides: [1, 1], pads: [0, 0, 0, 0] },
    DOMAIN,
  );
  const order = { channels: o, channels_last: 1 };
  const rows = g.node('ReorderOutput', [y], [c, kh, kw, o], 'float32', order, DOMAIN);
  return transpose(g, rows, [1, 2, 0, 3]);
}
