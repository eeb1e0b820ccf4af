import { broadcastTo, mul, registerGradient, reshape, unregisterGradient, util, type Tensor } from '@tensorflow/tfjs';

/** dy, which lacks or flattens the reduced axes, spread over x's shape. */
function spread(dy: Tensor, x: Tensor, axes: readonly number[]): Tensor {
  const kept = x.shape.map((n, i) => (axes.includes(i) ? 1 : n));
  return broadcastTo(reshape(dy, kept), x.shape);
}

/**
 * Replaces the gradients of Sum and Mean, which TensorFlow.js multiplies by arrays of ones as large as the input. The
 * values are the same on every backend.
 */
export function registerLeanGradients(): void {
  const lean = (kernelName: string, scale: (count: number) => number): void => {
    unregisterGradient(kernelName);
    registerGradient({
      kernelName,
      inputsToSave: ['x'],
      gradFunc: (dy, [x], attrs) => {
        const { axis } = attrs as unknown as { axis: number | number[] };
        const axes = util.parseAxisParam(axis, x!.shape);
        const factor = scale(axes.reduce((count, i) => count * x!.shape[i]!, 1));
        return { x: () => spread(factor === 1 ? (dy as Tensor) : mul(dy as Tensor, factor), x!, axes) };
      },
    });
  };
  lean('Sum', () => 1);
  lean('Mean', (count) => 1 / count);
}
