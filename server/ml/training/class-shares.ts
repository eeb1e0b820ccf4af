import type { SampleRequest, TensorMap } from '../generator.ts';
import { rngFor } from '../random.ts';
import { tensorOf } from './tensors.ts';

/** How often each class occurs in the training data; samples that ask for no class get one in these shares. */
export class ClassShares {
  readonly #shares: Float32Array;

  constructor(classes: number) {
    this.#shares = new Float32Array(classes).fill(1 / Math.max(1, classes));
  }

  measure(labels: Uint8Array | null): void {
    if (!labels) return;
    this.#shares.fill(0);
    for (const label of labels) this.#shares[label]! += 1 / labels.length;
  }

  /** Share of a class in the training data. */
  shareOf(label: number): number {
    return this.#shares[label]!;
  }

  /** Class of each sample, a function of (seed, index) alone; null where the data has no classes. [n] */
  draw({ n, seed, firstIndex = 0, label }: SampleRequest): Uint8Array | null {
    const classes = this.#shares.length;
    if (classes === 0) return null;
    if (label !== undefined) {
      if (!Number.isInteger(label) || label < 0 || label >= classes) {
        throw new RangeError(`The class should be a whole number from 0 to ${classes - 1} but is ${label}.`);
      }
      return new Uint8Array(n).fill(label);
    }
    return Uint8Array.from({ length: n }, (_, i) => {
      let u = rngFor(seed, 'class', firstIndex + i).uniform();
      const found = this.#shares.findIndex((share) => (u -= share) < 0);
      return found < 0 ? classes - 1 : found;
    });
  }

  save(): [string, { shape: number[]; data: Float32Array }] {
    return ['classShares', { shape: [this.#shares.length], data: this.#shares.slice() }];
  }

  /** @throws CheckpointError */
  restore(tensors: TensorMap): void {
    this.#shares.set(tensorOf(tensors, 'classShares', [this.#shares.length]));
  }
}
