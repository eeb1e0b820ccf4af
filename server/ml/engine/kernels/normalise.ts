import type { FusedBatchNormAttrs } from '@tensorflow/tfjs';
import { elementwise } from '../onnx/values.ts';
import { emitter, type Emitters } from './emitter.ts';

export const normaliseEmitters: Emitters = {
  FusedBatchNorm: emitter<'x' | 'mean' | 'variance' | 'offset' | 'scale', FusedBatchNormAttrs>(
    (g, { x, mean, variance, offset, scale }, { varianceEpsilon }) => {
      const epsilon = g.scalar(varianceEpsilon ?? 1e-3);
      const deviation = elementwise(g, 'Sqrt', [elementwise(g, 'Add', [variance, epsilon], 'float32')], 'float32');
      const rate = elementwise(g, 'Reciprocal', [deviation], 'float32');
      const slope = scale ? elementwise(g, 'Mul', [rate, scale], 'float32') : rate;
      const y = elementwise(g, 'Mul', [elementwise(g, 'Sub', [x, mean], 'float32'), slope], 'float32');
      return offset ? elementwise(g, 'Add', [y, offset], 'float32') : y;
    },
  ),
};
