import type { Bitmap } from './png.ts';

/** Pixels between the pictures of a grid. */
const GAP = 1;
const GROUND = 24;

/**
 * Pictures side by side in rows of `columns`, on a dark ground with a gap of one pixel.
 *
 * @param images [n, height, width, channels], 0 to 255
 */
export function gridOf(images: Uint8Array, shape: Omit<Bitmap, 'pixels'>, columns: number): Bitmap {
  const { height, width, channels } = shape;
  const size = height * width * channels;
  const n = Math.floor(images.length / size);
  const down = Math.max(1, Math.ceil(n / columns));
  const wide = columns * (width + GAP) + GAP;
  const high = down * (height + GAP) + GAP;
  const pixels = new Uint8Array(high * wide * channels).fill(GROUND);
  for (let i = 0; i < n; i++) {
    const top = GAP + Math.floor(i / columns) * (height + GAP);
    const left = GAP + (i % columns) * (width + GAP);
    for (let y = 0; y < height; y++) {
      const from = i * size + y * width * channels;
      pixels.set(images.subarray(from, from + width * channels), ((top + y) * wide + left) * channels);
    }
  }
  return { height: high, width: wide, channels, pixels };
}
