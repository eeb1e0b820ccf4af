import { rngFor } from '../../../shared/random.ts';
import { stopFor } from './confidence.ts';
import type { Mind } from './player.ts';
import { gist, picturesOf, spreadOf } from './wall-looks.ts';

/** How one simulated player compares two walls. */
export interface VarietyJudge {
  /** Evidence that a wall gives which is e times as varied. */
  readonly skill: number;
  /** Above 0 takes the right wall more readily. */
  readonly bias: number;
  readonly confidenceNoise: number;
}

/** Fields a side of what is compared: shapes at a glance, no strokes. */
const SIDE = 7;

/** Judge `i` of a room; equal arguments, equal players. */
export function varietyJudgeOf(seed: number, room: number, i: number): VarietyJudge {
  const rng = rngFor('crowd', seed, room, i, 'variety');
  return {
    skill: Math.max(1, 6 + 2 * rng.normal()),
    bias: 0.2 * rng.normal(),
    confidenceNoise: 0.3 + 0.5 * rng.uniform(),
  };
}

/**
 * A player who senses how unlike each other the pictures of each wall are, and takes the wall that seems the more varied.
 *
 * @param thinkMs longest time before a decision
 */
export function varietyMind(
  { skill, bias, confidenceNoise }: VarietyJudge,
  thinkMs: number,
  ...key: (string | number)[]
): Mind {
  const rng = rngFor('crowd', ...key, 'variety');
  return {
    async judge({ wall }, picture) {
      if (wall === null) return null;
      const gists = picturesOf(await picture(), wall).map((each) => gist(each, SIDE));
      const [left, right] = [spreadOf(gists.slice(0, wall.count)), spreadOf(gists.slice(wall.count))];
      const evidence = skill * Math.log(Math.max(right, 1) / Math.max(left, 1)) + bias + rng.normal();
      return { said: { pRight: stopFor(evidence, confidenceNoise, rng) }, afterMs: thinkMs * rng.uniform() };
    },
  };
}
