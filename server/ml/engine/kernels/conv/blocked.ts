import type { Graph, Value } from '../../onnx/graph.ts';
import { reshape, transpose, whole } from '../../onnx/values.ts';

/**
 * ONNX Runtime's convolution over blocks of channels ("nchwc"), its fastest on a processor. The runtime uses it by itself
 * only where the filter is a constant; here the filter is a weight in training, so the graph reorders it. The domain is
 * internal and the block depends on the processor: `probe.ts` compares it with a direct sum before it is used.
 */
export interface BlockedConvolution {
  readonly filters: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly strides: readonly [number, number];
  /** Top, left, bottom, right. */
  readonly pads: readonly [number, number, number, number];
}

export const fitsBlocks = (g: Graph, ...channels: number[]): boolean =>
  g.block > 0 && channels.every((n) => n % g.block === 0);

/** Images [b, h, w, c] with filter [kh, kw, c, o] to [b, oh, ow, o]; c and o must fit the blocks. */
export function blockedConv(g: Graph, images: Value, filter: Value, conv: BlockedConvolution): Value {
  const domain = 'com.microsoft.nchwc';
  const [b, h, w, c] = images.shape as [number, number, number, number];
  const [kh, kw] = filter.shape as [number, number];
  const { filters: o, outHeight, outWidth, strides, pads } = conv;
  const n = g.block;
  const x = g.node('ReorderInput', [whole(g, images)], [b, c, h, w], 'float32', { channels_last: 1 }, domain);
  const blocks = reshape(g, filter, [kh, kw, c / n, n, o / n, n]);
  const f = reshape(g, transpose(g, blocks, [4, 2, 0, 1, 3, 5]), [o, c, kh, kw]);
  const attributes = { kernel_shape: [kh, kw], strides, pads };
  const compute = (bias: Value | null): Value => {
    const y = g.node('Conv', bias ? [x, f, bias] : [x, f], [b, o, outHeight, outWidth], 'float32', attributes, domain);
    const order = { channels: o, channels_last: 1 };
    return g.node('ReorderOutput', [y], [b, outHeight, outWidth, o], 'float32', order, domain);
  };
  return { ...compute(null), withBias: compute };
}
