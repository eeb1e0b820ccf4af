import type { SampleRequest } from '../generator.ts';
import type { Scorer } from './scorer.ts';

/** Captions whose candidates are held at once. */
const GROUP = 64;

/**
 * Draws several pictures of each caption and keeps the one that the scorer likes best.
 *
 * @param told tokens of each caption [n]
 * @param each number of candidates of a caption
 * @param draw pictures of captions, one each; `first` counts the candidates before them [m, height, width, channels]
 * @returns [n, height, width, channels]
 */
export async function favouritesOf(
  scorer: Scorer,
  told: readonly (readonly number[])[],
  each: number,
  draw: (told: readonly (readonly number[])[], first: number) => Promise<Uint8Array>,
  { signal, onProgress }: Pick<SampleRequest, 'signal' | 'onProgress'>,
): Promise<Uint8Array> {
  const best: Uint8Array[] = [];
  for (let first = 0; first < told.length; first += GROUP) {
    const group = told.slice(first, first + GROUP).flatMap((tokens) => new Array<readonly number[]>(each).fill(tokens));
    const images = await draw(group, first * each);
    const size = images.length / group.length;
    const scores = each > 1 ? await scorer.score(images, group, signal) : new Float32Array(group.length);
    for (let i = 0; i < group.length; i += each) {
      const own = scores.subarray(i, i + each);
      const favourite = i + own.indexOf(Math.max(...own));
      best.push(images.slice(favourite * size, (favourite + 1) * size));
    }
    onProgress?.(best.length);
  }
  return new Uint8Array(Buffer.concat(best));
}
