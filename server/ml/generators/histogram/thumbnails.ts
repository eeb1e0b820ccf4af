import type { ImageSet } from '../../dataset.ts';

/*
 * Binary thumbnails: a picture averaged down to side x side cells and each cell made black or white. There are only
 * 2^(side^2) of them, 65,536 at 4 x 4, so p(x) fits into a table without any model at all. A thumbnail is written as a
 * whole number, its code: cell i (row by row) is bit i.
 */

/** Numbers of different thumbnails: 2^(side^2). */
export const thumbnailCount = (side: number): number => 2 ** (side * side);

/** Along one axis: the part of each cell that each pixel fills. Rows sum to 1. [side, pixels] */
function overlaps(pixels: number, side: number): Float64Array {
  const weights = new Float64Array(side * pixels); // [side, pixels]
  const cell = pixels / side;
  for (let c = 0; c < side; c++) {
    for (let p = 0; p < pixels; p++) {
      weights[c * pixels + p] = Math.max(0, Math.min(p + 1, (c + 1) * cell) - Math.max(p, c * cell)) / cell;
    }
  }
  return weights;
}

/**
 * Mean grey value of each cell of some images; pixels on a border count by their share inside.
 *
 * @returns [end - start, side * side]
 */
export function cellMeans(set: ImageSet, side: number, start = 0, end = set.n): Float64Array {
  const { images, height, width, channels } = set;
  const [down, across] = [overlaps(height, side), overlaps(width, side)];
  const means = new Float64Array((end - start) * side * side);
  const columns = new Float64Array(side);
  for (let i = start; i < end; i++) {
    for (let y = 0; y < height; y++) {
      columns.fill(0);
      const from = (i * height + y) * width * channels;
      for (let x = 0; x < width; x++) {
        let grey = 0;
        for (let c = 0; c < channels; c++) grey += images[from + x * channels + c]! / channels;
        if (grey === 0) continue;
        for (let c = 0; c < side; c++) columns[c]! += grey * across[c * width + x]!;
      }
      for (let r = 0; r < side; r++) {
        const weight = down[r * height + y]!;
        if (weight === 0) continue;
        for (let c = 0; c < side; c++) means[(i - start) * side * side + r * side + c]! += weight * columns[c]!;
      }
    }
  }
  return means;
}

/** The code of the thumbnail whose cell i is white where means[from + i] is above the threshold. */
export function codeOf(means: Float64Array, from: number, cells: number, threshold: number): number {
  let code = 0;
  for (let i = 0; i < cells; i++) if (means[from + i]! > threshold) code += 2 ** i;
  return code;
}

/** Codes of some images. [end - start] */
export function codesOf(set: ImageSet, side: number, threshold: number, start = 0, end = set.n): Uint32Array {
  const cells = side * side;
  const means = cellMeans(set, side, start, end);
  return Uint32Array.from({ length: end - start }, (_, i) => codeOf(means, i * cells, cells, threshold));
}

/** The grey value that divides black cells from white: the mean of all pixels. */
export function thresholdOf({ images }: ImageSet): number {
  let sum = 0;
  for (let i = 0; i < images.length; i++) sum += images[i]!;
  return sum / images.length;
}

/** Paints a thumbnail over a whole picture, black 0 and white 255, into `out` at `offset`. */
export function paint(
  code: number,
  side: number,
  { height, width, channels }: Pick<ImageSet, 'height' | 'width' | 'channels'>,
  out: Uint8Array,
  offset = 0,
): void {
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * side) / height);
    for (let x = 0; x < width; x++) {
      const cell = row * side + Math.floor((x * side) / width);
      const white = Math.floor(code / 2 ** cell) % 2 === 1;
      out.fill(white ? 255 : 0, offset + (y * width + x) * channels, offset + (y * width + x + 1) * channels);
    }
  }
}
