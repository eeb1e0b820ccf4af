import type { Rng } from '../random.ts';
import type { Captions } from './captions.ts';
import { contradicts } from './captions.ts';
import { foilOf } from './foil.ts';
import type { Levels } from './scale.ts';

/** What a scorer learns from: captions of a batch of pictures, and which pairs are wrong. */
export interface Contrast {
  /** Tokens of a true caption of each picture, then of a foil of each. [2 n] */
  readonly told: readonly (readonly number[])[];
  /** Whether a caption says something of a picture that is clearly not so. */
  readonly wrong: (picture: number, caption: number) => boolean;
}

/**
 * True captions and foils of pictures, worded by chance.
 *
 * @param classes number of classes of the data set
 * @param kinds class of each picture [n]
 * @param levels what is clear of each [n]
 */
export function contrastOf(
  captions: Captions,
  classes: number,
  kinds: ArrayLike<number>,
  levels: readonly Levels[],
  rng: Rng,
): Contrast {
  const readings = levels.map((clear, i) => captions.about(kinds[i]!, clear, rng));
  const foils = readings.map(({ description }) => captions.worded(foilOf(description, classes, rng), rng));
  const all = [...readings, ...foils];
  return {
    told: all.map(({ tokens }) => tokens),
    wrong: (picture, caption) => contradicts(all[caption]!.description, kinds[picture]!, levels[picture]!),
  };
}
