import type { Rng } from '../../random.ts';

export interface Jitter {
  /** Largest shift in pixels, in each direction. */
  readonly shift: number;
  /** Largest rotation in degrees. */
  readonly rotate: number;
}

/**
 * Writes picture `index` of `images`, shifted and rotated a little about its centre (bilinear, black outside), to `out` at
 * `offset`, as 0 to 1.
 */
export function jittered(
  images: Uint8Array,
  index: number,
  size: { height: number; width: number; channels: number },
  { shift, rotate }: Jitter,
  rng: Rng,
  out: Float32Array,
  offset: number,
): void {
  const { height, width, channels } = size;
  const base = index * height * width * channels;
  const angle = ((2 * rng.uniform() - 1) * rotate * Math.PI) / 180;
  const [dx, dy] = [(2 * rng.uniform() - 1) * shift, (2 * rng.uniform() - 1) * shift];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const at = (y: number, x: number, c: number): number =>
    y < 0 || x < 0 || y >= height || x >= width ? 0 : images[base + (y * width + x) * channels + c]!;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = cos * (x - cx) - sin * (y - cy) + cx + dx;
      const v = sin * (x - cx) + cos * (y - cy) + cy + dy;
      const [x0, y0] = [Math.floor(u), Math.floor(v)];
      const [fx, fy] = [u - x0, v - y0];
      for (let c = 0; c < channels; c++) {
        const top = at(y0, x0, c) * (1 - fx) + at(y0, x0 + 1, c) * fx;
        const bottom = at(y0 + 1, x0, c) * (1 - fx) + at(y0 + 1, x0 + 1, c) * fx;
        out[offset++] = (top * (1 - fy) + bottom * fy) / 255;
      }
    }
  }
}
