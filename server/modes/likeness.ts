import type { Pair } from '../../shared/domain/wall.ts';

/** Root of the mean squared difference of two pictures of one size, in grey levels of 0 to 255. */
export function rmsDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum / a.length);
}

/** The two pictures that are nearest to each other, and how near. At least two pictures. */
export function closestPair(pictures: readonly ArrayLike<number>[]): {
  readonly pair: Pair;
  readonly distance: number;
} {
  let pair: Pair = [0, 1];
  let distance = Infinity;
  for (let i = 0; i < pictures.length; i++) {
    for (let j = i + 1; j < pictures.length; j++) {
      const between = rmsDistance(pictures[i]!, pictures[j]!);
      if (between < distance) [pair, distance] = [[i, j], between];
    }
  }
  return { pair, distance };
}

/** Side of the coarse pictures that variety is measured on. */
const COARSE = 7;

/**
 * How varied pictures are: the mean distance between two of them, each reduced to 7 x 7 means, so that grain which no eye
 * would call variety counts little.
 *
 * @param pictures each row-major [height, width, channels]
 */
export function spreadOf(pictures: readonly ArrayLike<number>[], width: number, height: number): number {
  const coarse = pictures.map((picture) => coarsened(picture, width, height));
  let sum = 0;
  let n = 0;
  for (let i = 0; i < coarse.length; i++) {
    for (let j = i + 1; j < coarse.length; j++) {
      sum += rmsDistance(coarse[i]!, coarse[j]!);
      n++;
    }
  }
  return sum / n;
}

/** Means over COARSE x COARSE fields. [COARSE, COARSE, channels] */
function coarsened(picture: ArrayLike<number>, width: number, height: number): Float64Array {
  const channels = picture.length / (width * height);
  const sums = new Float64Array(COARSE * COARSE * channels);
  const counts = new Float64Array(COARSE * COARSE);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const field = Math.floor((y * COARSE) / height) * COARSE + Math.floor((x * COARSE) / width);
      counts[field]!++;
      for (let c = 0; c < channels; c++) sums[field * channels + c]! += picture[(y * width + x) * channels + c]!;
    }
  }
  return sums.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / channels)]!));
}
