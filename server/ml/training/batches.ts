import { rngFor } from '../random.ts';

/**
 * Indices of the images of each training step: every epoch is a permutation of its own, a function of (seed, epoch), so a
 * resumed run sees exactly the batches that an uninterrupted one would.
 */
export class Batches {
  readonly #n: number;
  readonly #size: number;
  readonly #seed: number;
  #epoch = -1;
  #order = new Uint32Array(0);

  constructor(n: number, size: number, seed: number) {
    this.#n = n;
    this.#size = size;
    this.#seed = seed;
  }

  /** Indices for a step (from 0); a batch may run over the end of an epoch. [size] */
  at(step: number): Uint32Array {
    const batch = new Uint32Array(this.#size);
    for (let i = 0; i < this.#size; i++) {
      const position = step * this.#size + i;
      const epoch = Math.floor(position / this.#n);
      if (epoch !== this.#epoch) this.#shuffle(epoch);
      batch[i] = this.#order[position - epoch * this.#n]!;
    }
    return batch;
  }

  #shuffle(epoch: number): void {
    const rng = rngFor(this.#seed, 'epoch', epoch);
    const order = Uint32Array.from({ length: this.#n }, (_, i) => i);
    for (let i = this.#n - 1; i > 0; i--) {
      const j = rng.int(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    this.#epoch = epoch;
    this.#order = order;
  }
}
