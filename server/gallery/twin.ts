import { rngFor } from '../ml/random.ts';
import type { Bitmap } from './png.ts';

/** Between the id of a picture and the seed of its twin. Ids are base64url, so none has it. */
const MARK = '~';

export const twinId = (pictureId: string, seed: number): string => `${pictureId}${MARK}${seed}`;

/** The picture that an id stands for, and the seed where it is a twin's. */
export function readId(id: string): { readonly pictureId: string; readonly seed: number | null } {
  const [pictureId = '', seed] = id.split(MARK);
  return { pictureId, seed: seed === undefined ? null : Number(seed) };
}

/** Largest turn in radians, stretch as a share, and shift in pixels of 28. Small enough to look like the same picture. */
const TURN = 0.09;
const STRETCH = 0.06;
const SHIFT = 1.2;

/**
 * Almost the same picture: turned, stretched and shifted a little, by chance of the seed, never by nothing. Sampled with
 * Catmull-Rom cubics (Keys 1981, a = -1/2), which keep it about as sharp; edges are continued outwards.
 */
export function twinOf(picture: Bitmap, seed: number): Bitmap {
  const { width, height, channels, pixels } = picture;
  const rng = rngFor(seed, 'twin');
  /** Between half of the most and the most, either way. */
  const some = (most: number): number => (rng.uniform() < 0.5 ? -1 : 1) * most * (0.5 + rng.uniform() / 2);
  const turn = some(TURN);
  const [wider, taller] = [1 + some(STRETCH), 1 + some(STRETCH)];
  const [right, down] = [some(SHIFT) * (width / 28), some(SHIFT) * (height / 28)];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [midX, midY] = [(width - 1) / 2, (height - 1) / 2];
  const out = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x - midX - right, y - midY - down];
      const fromX = midX + (cos * u + sin * v) / wider;
      const fromY = midY + (cos * v - sin * u) / taller;
      for (let c = 0; c < channels; c++)
        out[(y * width + x) * channels + c] = Math.min(255, Math.max(0, Math.round(cubic(picture, fromX, fromY, c))));
    }
  }
  return { width, height, channels, pixels: out };
}

function cubic({ width, height, channels, pixels }: Bitmap, x: number, y: number, c: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [across, along] = [weights(x - left), weights(y - top)];
  let sum = 0;
  for (let j = 0; j < 4; j++) {
    const row = Math.min(height - 1, Math.max(0, top - 1 + j));
    for (let i = 0; i < 4; i++) {
      const column = Math.min(width - 1, Math.max(0, left - 1 + i));
      sum += along[j]! * across[i]! * pixels[(row * width + column) * channels + c]!;
    }
  }
  return sum;
}

/** Weights of the four neighbours at t between the middle two. */
const weights = (t: number): readonly number[] => [
  ((2 - t) * t - 1) * (t / 2),
  ((3 * t - 5) * t * t + 2) / 2,
  ((4 - 3 * t) * t + 1) * (t / 2),
  ((t - 1) * t * t) / 2,
];
