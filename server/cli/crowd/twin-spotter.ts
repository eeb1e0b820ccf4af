import { SURENESS_STOPS } from '../../../shared/domain/judgment.ts';
import type { Pair } from '../../../shared/domain/wall.ts';
import { rngFor } from '../../../shared/random.ts';
import type { Mind } from './player.ts';
import { gist, picturesOf, unlike } from './wall-looks.ts';

/** How one simulated player searches a wall for twins. */
export interface Spotter {
  /** Share of pairs that are never looked at together. */
  readonly overlooks: number;
  /** Spread of the logarithm of the unlikeness seen about that which is there. */
  readonly blur: number;
  /** Unlikeness below which a pair is called twins, grey levels. */
  readonly criterion: number;
}

/** Fields a side of what is compared: fine enough to tell two writings of one digit. */
const SIDE = 14;
/**
 * Planted twins lie at 7 to 22 grey levels of unlikeness there (5 to 95 % of 300 of strokes), the nearest two of sixteen genuine
 * pictures at 11 to 45: about one genuine wall in ten has a pair that passes for twins.
 */
const USUAL_CRITERION = 18;

/** Spotter `i` of a room; equal arguments, equal players. */
export function spotterOf(seed: number, room: number, i: number): Spotter {
  const rng = rngFor('crowd', seed, room, i, 'spotter');
  return {
    overlooks: 0.05 + 0.25 * rng.uniform(),
    blur: 0.04 + 0.1 * rng.uniform(),
    criterion: USUAL_CRITERION * Math.exp(0.12 * rng.normal()),
  };
}

/**
 * A player who compares the pictures of a wall two by two, overlooks some pairs, sees the others blurred, and names the two that
 * seem most alike where they seem alike enough.
 *
 * @param thinkMs longest time before a decision
 */
export function twinSpotter(
  { overlooks, blur, criterion }: Spotter,
  thinkMs: number,
  ...key: (string | number)[]
): Mind {
  const rng = rngFor('crowd', ...key, 'twins');
  return {
    async judge({ wall }, picture) {
      if (wall === null) return null;
      const gists = picturesOf(await picture(), wall).map((each) => gist(each, SIDE));
      let [nearest, least]: [Pair, number] = [[0, 1], Infinity];
      for (let i = 0; i < gists.length; i++)
        for (let j = i + 1; j < gists.length; j++) {
          const seen = unlike(gists[i]!, gists[j]!) * Math.exp(blur * rng.normal());
          if (rng.uniform() >= overlooks && seen < least) [nearest, least] = [[i, j], seen];
        }
      const margin = Math.abs(Math.log(criterion / least));
      const sure = SURENESS_STOPS[margin < 0.15 ? 0 : margin < 0.45 ? 1 : 2]!;
      const [a, b] = nearest;
      return { said: { pair: least < criterion ? [a, b] : null, sure }, afterMs: thinkMs * rng.uniform() };
    },
  };
}
