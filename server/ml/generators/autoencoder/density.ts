import type { TensorMap } from '../../generator.ts';
import { cholesky } from '../../numeric/cholesky.ts';
import { momentsOf } from '../../numeric/moments.ts';
import type { Rng } from '../../random.ts';
import { tensorOf } from '../../training/tensors.ts';

/** Least variance of a direction, as a share of the mean variance of all: a code that never moves keeps the factor defined. */
const RIDGE = 1e-4;

/**
 * Where the codes of the training pictures lie: a Gaussian of full covariance for each class, and the box that holds them all.
 * Before any code is known: N(0, I) and the box from -1 to 1.
 */
export class CodeDensity {
  readonly #z: number;
  readonly #groups: number;
  /** [groups, Z] */
  readonly #means: Float32Array;
  /** Lower factors of the covariances. [groups, Z, Z] */
  readonly #factors: Float32Array;
  /** Smallest and largest value of each code. [2, Z] */
  readonly #box: Float32Array;

  /** @param classes 0 for one Gaussian of all */
  constructor(z: number, classes: number) {
    this.#z = z;
    this.#groups = Math.max(1, classes);
    this.#means = new Float32Array(this.#groups * z);
    this.#factors = new Float32Array(this.#groups * z * z);
    for (let i = 0; i < this.#groups * z; i++) this.#factors[i * z + (i % z)] = 1;
    this.#box = Float32Array.from({ length: 2 * z }, (_, i) => (i < z ? -1 : 1));
  }

  /**
   * Fits both. A class with fewer than two codes gets the Gaussian of all.
   * @param codes [n, Z]
   * @param labels class of each, null for one Gaussian [n]
   */
  async fit(codes: Float32Array, labels: ArrayLike<number> | null): Promise<void> {
    const z = this.#z;
    const n = codes.length / z;
    for (let j = 0; j < z; j++) {
      let [low, high] = [Infinity, -Infinity];
      for (let i = 0; i < n; i++) [low, high] = [Math.min(low, codes[i * z + j]!), Math.max(high, codes[i * z + j]!)];
      this.#box[j] = low;
      this.#box[z + j] = high;
    }
    for (let g = 0; g < this.#groups; g++) {
      const rows = labels ? Array.from({ length: n }, (_, i) => i).filter((i) => labels[i] === g) : [];
      const chosen =
        rows.length < 2 ? codes : Float32Array.from(rows.flatMap((i) => [...codes.subarray(i * z, i * z + z)]));
      const { mean, covariance } = await momentsOf(chosen, chosen.length / z, z);
      let trace = 0;
      for (let j = 0; j < z; j++) trace += covariance[j * z + j]!;
      this.#means.set(mean, g * z);
      this.#factors.set(cholesky(covariance, z, (RIDGE * trace) / z + 1e-12), g * z * z);
    }
  }

  /** A code from the class's Gaussian. [Z] */
  draw(group: number, rng: Rng): Float32Array {
    const z = this.#z;
    const e = Float64Array.from({ length: z }, () => rng.normal());
    return Float32Array.from({ length: z }, (_, i) => {
      let value = this.#means[group * z + i]!;
      for (let j = 0; j <= i; j++) value += this.#factors[(group * z + i) * z + j]! * e[j]!;
      return value;
    });
  }

  /** A point anywhere in the box, all places alike. [Z] */
  drawAnywhere(rng: Rng): Float32Array {
    const z = this.#z;
    return Float32Array.from(
      { length: z },
      (_, j) => this.#box[j]! + rng.uniform() * (this.#box[z + j]! - this.#box[j]!),
    );
  }

  save(): TensorMap {
    const [g, z] = [this.#groups, this.#z];
    return new Map([
      ['density.means', { shape: [g, z], data: this.#means.slice() }],
      ['density.factors', { shape: [g, z, z], data: this.#factors.slice() }],
      ['density.box', { shape: [2, z], data: this.#box.slice() }],
    ]);
  }

  /** @throws CheckpointError */
  restore(tensors: TensorMap): void {
    const [g, z] = [this.#groups, this.#z];
    this.#means.set(tensorOf(tensors, 'density.means', [g, z]));
    this.#factors.set(tensorOf(tensors, 'density.factors', [g, z, z]));
    this.#box.set(tensorOf(tensors, 'density.box', [2, z]));
  }
}
