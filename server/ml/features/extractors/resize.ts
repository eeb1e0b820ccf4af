import type { Pictures } from './extractor.ts';

/**
 * `bilinear-tf1`: corners are not aligned and pixels have no centres, as in TensorFlow 1 and torch-fidelity's Inception.
 * `bilinear`: as PyTorch's, without antialiasing. `bilinear-antialias`, `bicubic`: as Pillow's and PyTorch's with
 * antialiasing: the filter widens where pictures shrink. `nearest`: the pixel whose area holds the centre.
 */
export const FILTERS = ['bilinear-tf1', 'bilinear', 'bilinear-antialias', 'bicubic', 'nearest'] as const;
export type Filter = (typeof FILTERS)[number];

/** Pixels of one axis that make up one new pixel. */
interface Taps {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Pictures in another size; grey levels are not rounded. */
export function resized(pictures: Pictures, height: number, width: number, filter: Filter): Pictures {
  if (pictures.height === height && pictures.width === width) return pictures;
  const { n, channels } = pictures;
  const columns = tapsOf(pictures.width, width, filter);
  const rows = tapsOf(pictures.height, height, filter);
  const narrow = new Float64Array(n * pictures.height * width * channels);
  along(pictures.values, narrow, n * pictures.height, pictures.width, columns, channels);
  const values = new Float64Array(n * height * width * channels);
  along(narrow, values, n, pictures.height, rows, width * channels);
  return { values, n, height, width, channels };
}

/** @param from [outer, length, inner] @param to [outer, taps, inner] */
function along(
  from: Float64Array,
  to: Float64Array,
  outer: number,
  length: number,
  taps: readonly Taps[],
  inner: number,
): void {
  for (let o = 0; o < outer; o++) {
    taps.forEach(({ first, weights }, t) => {
      const out = (o * taps.length + t) * inner;
      for (let w = 0; w < weights.length; w++) {
        const at = (o * length + first + w) * inner;
        for (let i = 0; i < inner; i++) to[out + i]! += weights[w]! * from[at + i]!;
      }
    });
  }
}

/** For each of `to` new pixels, which of `from` old ones it is made of. */
export function tapsOf(from: number, to: number, filter: Filter): Taps[] {
  const scale = from / to;
  if (filter === 'nearest') {
    return Array.from({ length: to }, (_, i) => ({
      first: Math.min(from - 1, Math.floor((i + 0.5) * scale)),
      weights: Float64Array.of(1),
    }));
  }
  if (filter === 'bilinear-tf1' || filter === 'bilinear') {
    return Array.from({ length: to }, (_, i) => {
      const place = filter === 'bilinear' ? Math.max(0, (i + 0.5) * scale - 0.5) : i * scale;
      const first = Math.min(from - 1, Math.floor(place));
      const share = place - first;
      return { first, weights: first + 1 < from ? Float64Array.of(1 - share, share) : Float64Array.of(1) };
    });
  }
  const [kernel, reach] = filter === 'bicubic' ? [cubic, 2] : [triangle, 1];
  const widened = Math.max(1, scale);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - reach * widened + 0.5));
    const end = Math.min(from, Math.floor(centre + reach * widened + 0.5));
    const weights = Float64Array.from({ length: end - first }, (_, w) => kernel((first + w - centre + 0.5) / widened));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

const triangle = (x: number): number => Math.max(0, 1 - Math.abs(x));

/** Keys' cubic with a = -1/2 (Keys 1981), which Pillow uses, and PyTorch where it antialiases. */
function cubic(x: number): number {
  const t = Math.abs(x);
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1;
  return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
}
