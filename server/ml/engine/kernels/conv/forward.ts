import type { Graph, Value } from '../../onnx/graph.ts';
import { matmul, reshape, transpose, whole } from '../../onnx/values.ts';
import { blockedConv, fitsBlocks } from './blocked.ts';
import { isDilated, isPointwise, type Geometry } from './geometry.ts';

/** Images [b, h, w, c] with filter [kh, kw, c, o] to [b, oh, ow, o]. */
export function convForward(g: Graph, images: Value, filter: Value, q: Geometry): Value {
  if (isPointwise(q)) {
    const pixels = reshape(g, images, [q.batch * q.height * q.width, q.channels]);
    return reshape(g, matmul(g, pixels, reshape(g, filter, [q.channels, q.filters])), outputShape(q));
  }
  if (!isDilated(q) && fitsBlocks(g, q.channels, q.filters)) {
    return blockedConv(g, images, filter, {
      filters: q.filters,
      outHeight: q.outHeight,
      outWidth: q.outWidth,
      strides: [q.strideH, q.strideW],
      pads: [q.top, q.left, q.bottom, q.right],
    });
  }
  return plainConv(g, images, filter, q);
}

const outputShape = (q: Geometry): number[] => [q.batch, q.outHeight, q.outWidth, q.filters];

/** The public operator, channels first. */
function plainConv(g: Graph, images: Value, filter: Value, q: Geometry): Value {
  const x = transpose(g, whole(g, images), [0, 3, 1, 2]);
  const f = transpose(g, filter, [3, 2, 0, 1]);
  const attributes = {
    kernel_shape: [q.kh, q.kw],
    strides: [q.strideH, q.strideW],
    dilations: [q.dilationH, q.dilationW],
    pads: [q.top, q.left, q.bottom, q.right],
  };
  const compute = (bias: Value | null): Value => {
    const shape = [q.batch, q.filters, q.outHeight, q.outWidth];
    const y = g.node('Conv', bias ? [x, f, bias] : [x, f], shape, 'float32', attributes);
    return transpose(g, y, [0, 2, 3, 1]);
  };
  return { ...compute(null), withBias: compute };
}
