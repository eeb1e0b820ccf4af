import type { CheckpointHeader } from '../checkpoint.ts';
import { CheckpointError } from '../generator.ts';
import type { TensorMap } from '../generator.ts';
import { fromHalf, toHalf } from '../numeric/half.ts';
import type { StoredTensor } from './safetensors.ts';

/** Smaller tensors (a step, thresholds of greys) keep every digit: they weigh nothing. */
const FEWEST = 1024;

/**
 * A model with its large tensors rounded to half precision, which files hold in half the bytes. It is another model, with another
 * identity, and has no scores until it is evaluated.
 *
 * @throws CheckpointError where a number is too large for half precision
 */
export function shrunk(header: CheckpointHeader, tensors: TensorMap): { header: CheckpointHeader; tensors: TensorMap } {
  const rounded = new Map<string, StoredTensor<Float32Array>>();
  for (const [name, tensor] of tensors) {
    const data = tensor.data.length < FEWEST ? tensor.data : tensor.data.map((value) => fromHalf(toHalf(value)));
    if (data.some((value, i) => !Number.isFinite(value) && Number.isFinite(tensor.data[i]!)))
      throw new CheckpointError(
        `The tensor ${name} has numbers beyond 65504, the largest of half precision; keep this model as it is.`,
      );
    rounded.set(name, { ...tensor, data });
  }
  return { header: { ...header, scores: null }, tensors: rounded };
}
