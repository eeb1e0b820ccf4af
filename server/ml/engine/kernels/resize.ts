import type { ResizeNearestNeighborAttrs } from '@tensorflow/tfjs';
import type { Shape } from '../onnx/graph.ts';
import { broadcastTo, reshape, whole } from '../onnx/values.ts';
import { emitter, type Emitters } from './emitter.ts';
import { reduce } from './reduce.ts';

/** Whether the size grows by whole factors, each pixel becoming a cell. */
const enlarges = (from: Shape, to: Shape, { alignCorners, halfPixelCenters }: ResizeNearestNeighborAttrs): boolean =>
  !alignCorners && !halfPixelCenters && to[1]! % from[1]! === 0 && to[2]! % from[2]! === 0;

export const resizeEmitters: Emitters = {
  ResizeNearestNeighbor: emitter<'images', ResizeNearestNeighborAttrs>((g, { images }, attrs) => {
    const [b, h, w, c] = images.shape as [number, number, number, number];
    const [H, W] = attrs.size;
    if (!enlarges(images.shape, [b, H, W, c], attrs)) return null;
    const cells = reshape(g, images, [b, h, 1, w, 1, c]);
    return reshape(g, whole(g, broadcastTo(g, cells, [b, h, H / h, w, W / w, c])), [b, H, W, c]);
  }),
  ResizeNearestNeighborGrad: emitter<'dy' | 'images', ResizeNearestNeighborAttrs>((g, { dy, images }, attrs) => {
    if (!enlarges(images.shape, dy.shape, attrs)) return null;
    const [b, h, w, c] = images.shape as [number, number, number, number];
    const down = dy.shape[1]! / h;
    const across = dy.shape[2]! / w;
    const rows = reduce(g, 'ReduceSum', reshape(g, dy, [b * h, down, w * across * c]), [1], false);
    const cells = reduce(g, 'ReduceSum', reshape(g, rows, [b * h * w, across, c]), [1], false);
    return reshape(g, cells, images.shape);
  }),
};
