import type { ImageSet } from '../../dataset.ts';
import { rngFor } from '../../random.ts';

/** Shape of the pictures of {@link bars}. */
export const BARS = { height: 16, width: 16, channels: 1, classes: 2 } as const;

/** Bars that stand (0) or lie (1), of any width: the least from which captions, tokens and a scorer can learn something. */
export function bars(n: number, seed: number): ImageSet {
  const { height, width } = BARS;
  const rng = rngFor('bars to be told apart', seed);
  const images = new Uint8Array(n * height * width);
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 2);
  for (let i = 0; i < n; i++) {
    const [from, wide] = [2 + rng.int(6), 2 + rng.int(5)];
    for (let j = 0; j < height * width; j++) {
      const across = labels[i] === 0 ? j % width : Math.floor(j / width);
      if (across >= from && across < from + wide) images[i * height * width + j] = 255;
    }
  }
  return { images, labels, n, height, width, channels: 1 };
}
