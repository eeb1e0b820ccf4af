import type { ImageSet } from '../dataset.ts';

/** Some of the images of a set, as rows of pixels. */
export interface PixelRows {
  /** [*, d] */
  readonly pixels: Uint8Array;
  /** Which rows belong. [n] */
  readonly rows: Int32Array;
  /** Pixels times channels of one image. */
  readonly d: number;
}

/** Rows turned into float64 at once. */
export const PIXEL_BLOCK = 2048;

/** All images of a set, or those of one class. */
export function pixelRows(set: ImageSet, label?: number): PixelRows {
  const rows: number[] = [];
  for (let i = 0; i < set.n; i++) if (label === undefined || set.labels?.[i] === label) rows.push(i);
  return { pixels: set.images, rows: Int32Array.from(rows), d: set.height * set.width * set.channels };
}

/** Rows start..end as float64, less `mean` where given. [end - start, d] */
export function readRows(
  { pixels, rows, d }: PixelRows,
  start: number,
  end: number,
  mean?: Float64Array,
): Float64Array {
  const out = new Float64Array((end - start) * d);
  for (let i = start; i < end; i++) {
    const from = rows[i]! * d;
    const to = (i - start) * d;
    if (mean) for (let j = 0; j < d; j++) out[to + j] = pixels[from + j]! - mean[j]!;
    else for (let j = 0; j < d; j++) out[to + j] = pixels[from + j]!;
  }
  return out;
}

/** Mean and variance (divided by n - 1, or by 1 for a single row) of every pixel. [d] each */
export function pixelMoments({ pixels, rows, d }: PixelRows): { mean: Float64Array; variance: Float64Array } {
  const sum = new Float64Array(d); // integers below 2^53: exact
  const squares = new Float64Array(d);
  for (const row of rows) {
    for (let j = 0; j < d; j++) {
      const value = pixels[row * d + j]!;
      sum[j]! += value;
      squares[j]! += value * value;
    }
  }
  const n = rows.length;
  const mean = sum.map((value) => value / n);
  const variance = squares.map((value, j) => Math.max(0, value - (sum[j]! * sum[j]!) / n) / Math.max(1, n - 1));
  return { mean, variance };
}
