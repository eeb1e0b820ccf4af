import type { TensorMap } from '../../generator.ts';
import { PIXEL_BLOCK, pixelMoments, readRows, type PixelRows } from '../../numeric/pixels.ts';
import { gemm } from '../../numeric/gemm.ts';
import { principalComponents, projectRows } from '../../numeric/principal.ts';
import type { Rng } from '../../random.ts';
import { tensorOf } from '../../training/tensors.ts';

/**
 * The principal components that all mixtures share, and for each group of images what they leave out: its mean and, pixel by
 * pixel, its deviation (the idea of probabilistic PCA, Tipping & Bishop 1999, with a variance of each pixel's own).
 */
export class Subspace {
  readonly pixels: number;
  readonly #dimensions: number;
  readonly #groups: number;
  #mean: Float32Array; // [pixels]
  #components: Float32Array; // [dimensions, pixels]
  #base: Float32Array; // mean plus what the components leave of a group's mean [groups, pixels]
  #noise: Float32Array; // [groups, pixels]

  constructor(pixels: number, dimensions: number, groups: number) {
    this.pixels = pixels;
    this.#dimensions = dimensions;
    this.#groups = groups;
    this.#mean = new Float32Array(pixels);
    this.#components = new Float32Array(dimensions * pixels);
    this.#base = new Float32Array(groups * pixels);
    this.#noise = new Float32Array(groups * pixels);
  }

  get parameters(): number {
    return this.#mean.length + this.#components.length + this.#base.length + this.#noise.length;
  }

  async fit(all: PixelRows, groups: readonly PixelRows[], rng: Rng): Promise<void> {
    const { mean } = pixelMoments(all);
    const { components } = await principalComponents(all, mean, this.#dimensions, rng);
    this.#mean = Float32Array.from(mean);
    this.#components = Float32Array.from(components);
    for (const [g, group] of groups.entries()) {
      const { base, noise } = await this.#residual(group);
      this.#base.set(base, g * this.pixels);
      this.#noise.set(noise, g * this.pixels);
    }
  }

  /** Coordinates of the rows. [n, dimensions] */
  project(data: PixelRows): Promise<Float64Array> {
    return projectRows(data, Float64Array.from(this.#mean), Float64Array.from(this.#components), this.#dimensions);
  }

  /** The picture of a point [dimensions], with the group's pixel noise where `noise` is given; into `out` [pixels]. */
  toPixels(point: Float64Array, group: number, noise: Rng | null, out: Float64Array): void {
    const { pixels } = this;
    out.set(this.#base.subarray(group * pixels, (group + 1) * pixels));
    for (let c = 0; c < this.#dimensions; c++) {
      const weight = point[c]!;
      for (let j = 0; j < pixels; j++) out[j]! += weight * this.#components[c * pixels + j]!;
    }
    if (!noise) return;
    for (let j = 0; j < pixels; j++) {
      const deviation = this.#noise[group * pixels + j]!;
      if (deviation > 0) out[j]! += deviation * noise.normal();
    }
  }

  /** What turns points into pictures of a group: base, components and the deviations of pixel noise. Not to be written to. */
  partsOf(group: number): { base: Float32Array; components: Float32Array; noise: Float32Array } {
    const own = (of: Float32Array): Float32Array => of.subarray(group * this.pixels, (group + 1) * this.pixels);
    return { base: own(this.#base), components: this.#components, noise: own(this.#noise) };
  }

  save(): [string, { shape: number[]; data: Float32Array }][] {
    return this.#layout().map(([name, shape, data]) => [name, { shape, data: data.slice() }]);
  }

  /** @throws CheckpointError */
  restore(tensors: TensorMap): void {
    const found = this.#layout().map(([name, shape]) => tensorOf(tensors, name, shape).slice());
    [this.#mean, this.#components, this.#base, this.#noise] = found as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
  }

  #layout(): [string, number[], Float32Array][] {
    return [
      ['subspace.mean', [this.pixels], this.#mean],
      ['subspace.components', [this.#dimensions, this.pixels], this.#components],
      ['subspace.base', [this.#groups, this.pixels], this.#base],
      ['subspace.noise', [this.#groups, this.pixels], this.#noise],
    ];
  }

  /** Mean and deviation of what the components leave of each pixel. [pixels] each */
  async #residual(data: PixelRows): Promise<{ base: Float64Array; noise: Float64Array }> {
    const { d, rows } = data;
    const mean = Float64Array.from(this.#mean);
    const components = Float64Array.from(this.#components);
    const points = await this.project(data);
    const k = this.#dimensions;
    const sum = new Float64Array(d);
    const squares = new Float64Array(d);
    for (let start = 0; start < rows.length; start += PIXEL_BLOCK) {
      const end = Math.min(rows.length, start + PIXEL_BLOCK);
      const x = readRows(data, start, end, mean);
      const kept = await gemm({ a: points.slice(start * k, end * k), b: components, m: end - start, n: d, k });
      for (let i = 0; i < x.length; i++) {
        const left = x[i]! - kept[i]!;
        sum[i % d]! += left;
        squares[i % d]! += left * left;
      }
    }
    const n = rows.length;
    const base = sum.map((value, j) => mean[j]! + value / n);
    const noise = squares.map((value, j) => Math.sqrt(Math.max(0, value / n - (sum[j]! / n) ** 2)));
    return { base, noise };
  }
}
