import type { TensorMap } from '../generator.ts';
import { tensorOf } from './tensors.ts';

const LEVELS = 256;

/**
 * The monotone map of a finished model's values to grey levels under which its pictures have as much of each grey as the
 * training images. A solver with few steps leaves greys a little off, and nothing else about the pictures changes.
 */
export class GreyLevels {
  /** Value from which a pixel has at least level 1, 2, ... 255; null until the model is finished. */
  #thresholds: Float32Array | null = null;
  readonly #name: string;

  /** @param name of its tensor in checkpoints */
  constructor(name = 'greyLevels') {
    this.#name = name;
  }

  /**
   * @param values of the model's pictures, in any order; sorted by this
   * @param images of the training set
   */
  match(values: Float32Array, images: Uint8Array): void {
    values.sort();
    const counts = new Float64Array(LEVELS);
    for (const level of images) counts[level]!++;
    let below = 0;
    this.#thresholds = Float32Array.from({ length: LEVELS - 1 }, (_, level) => {
      below += counts[level]! / images.length;
      const rank = Math.round(below * values.length);
      return rank >= values.length ? Infinity : values[rank]!;
    });
  }

  get matched(): boolean {
    return this.#thresholds !== null;
  }

  /** Level of a value: how many thresholds it reaches. Only once {@link matched}. */
  of(value: number): number {
    let [low, high] = [0, LEVELS - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#thresholds![middle]! <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  save(into: Map<string, { shape: readonly number[]; data: Float32Array }>): void {
    if (this.#thresholds) into.set(this.#name, { shape: [LEVELS - 1], data: this.#thresholds.slice() });
  }

  /** Checkpoints of unfinished models have no thresholds. @throws CheckpointError */
  restore(tensors: TensorMap): void {
    this.#thresholds = tensors.has(this.#name) ? tensorOf(tensors, this.#name, [LEVELS - 1]).slice() : null;
  }
}
