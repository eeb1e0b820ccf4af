import type { TensorMap } from '../../generator.ts';
import { tensorOf } from '../../training/tensors.ts';

/**
 * Between grey levels and the unit variance that the network works in. Pure black and white are pushed outwards by `spread`
 * levels first: a sample that is nearly black then clips to exactly 0, as in the data.
 */
export class Pixels {
  readonly #spread: number;
  #mean = 0;
  #deviation = 1;

  constructor(spread: number) {
    this.#spread = spread;
  }

  /** Measures mean and deviation of the training images. */
  measure(images: Uint8Array): void {
    const counts = new Float64Array(256);
    for (const level of images) counts[level]!++;
    let [mean, square] = [0, 0];
    for (let level = 0; level < 256; level++) {
      mean += (counts[level]! * this.#outward(level)) / images.length;
      square += (counts[level]! * this.#outward(level) ** 2) / images.length;
    }
    this.#mean = mean;
    this.#deviation = Math.sqrt(Math.max(1, square - mean * mean));
  }

  /** Value of each grey level. [256] */
  table(): Float32Array {
    return Float32Array.from({ length: 256 }, (_, level) => (this.#outward(level) - this.#mean) / this.#deviation);
  }

  /** Grey levels in the network's units. */
  unitsOf(images: Uint8Array): Float32Array {
    const table = this.table();
    return Float32Array.from(images, (level) => table[level]!);
  }

  toLevel(value: number): number {
    return Math.max(0, Math.min(255, Math.round(value * this.#deviation + this.#mean)));
  }

  /** Values of grey level 0 and 255: what lies beyond is cut off. */
  get range(): readonly [number, number] {
    return [-this.#mean / this.#deviation, (255 - this.#mean) / this.#deviation];
  }

  save(): [string, { shape: number[]; data: Float32Array }] {
    return ['pixels', { shape: [2], data: Float32Array.of(this.#mean, this.#deviation) }];
  }

  /** @throws CheckpointError */
  restore(tensors: TensorMap): void {
    [this.#mean, this.#deviation] = tensorOf(tensors, 'pixels', [2]) as unknown as [number, number];
  }

  #outward(level: number): number {
    return level === 0 ? -this.#spread : level === 255 ? 255 + this.#spread : level;
  }
}
