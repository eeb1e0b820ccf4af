import { CheckpointError } from '../generator.ts';
import type { TensorMap } from '../generator.ts';

/** Values of a checkpoint's tensor. @throws CheckpointError where it is missing or has another shape. */
export function tensorOf(tensors: TensorMap, name: string, shape: readonly number[]): Float32Array {
  const tensor = tensors.get(name);
  if (tensor && tensor.shape.join() === shape.join()) return tensor.data;
  const found = tensor ? `has shape [${tensor.shape.join()}]` : 'is missing';
  throw new CheckpointError(
    `The checkpoint's tensor ${name} ${found} where [${shape.join()}] is expected; use the config it was trained with.`,
  );
}
