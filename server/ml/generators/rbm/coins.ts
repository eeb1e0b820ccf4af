import type { Rng } from '../../random.ts';

/** Uniform draws are cut into this many intervals of equal size; the middle of each stands for it. */
const INTERVALS = 65_536;

/** logit of the middle of each interval, the same on every machine because it is computed here and not by the engine. */
const LOGITS = Float32Array.from({ length: INTERVALS }, (_, i) => {
  const u = (i + 0.5) / INTERVALS;
  return Math.log(u / (1 - u));
});

/** Fills `out` from `start` to `end` with logits of uniform draws; see `flip`. */
export function drawLogits(rng: Rng, out: Float32Array, start = 0, end = out.length): void {
  for (let i = start; i < end; i++) out[i] = LOGITS[(rng.uniform() * INTERVALS) | 0]!;
}

/** The grey values of an image as bits: each is 1 with probability value / 255. Written to `out` from `to` on. */
export function binarise(
  pixels: Uint8Array,
  from: number,
  size: number,
  rng: Rng,
  out: Float32Array,
  to: number,
): void {
  for (let j = 0; j < size; j++) {
    const value = pixels[from + j]!;
    // Pure black and white need no draw: 81 % of the pixels of a digit.
    out[to + j] = value === 0 ? 0 : value === 255 ? 1 : Number(rng.uniform() * 255 < value);
  }
}
