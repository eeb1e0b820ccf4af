import type { Verdict } from '../../../shared/domain/judgment.ts';
import { rngFor } from '../../../shared/random.ts';
import { stopFor } from './confidence.ts';
import { looksOf, type Looks } from './looks.ts';
import type { Mind } from './player.ts';

/** How one simulated player judges. */
export interface Character {
  /** Evidence a unit of oddness gives; 0 sees nothing. */
  readonly skill: number;
  /** Above 0 says forgery more readily. */
  readonly bias: number;
  /** Share of pictures judged without looking. */
  readonly lapses: number;
  /** Spread of the confidence given about the confidence felt. */
  readonly confidenceNoise: number;
}

/** Player `i` of a crowd; equal arguments, equal players. */
export function characterOf(seed: number, room: number, i: number): Character {
  const rng = rngFor('crowd', seed, room, i, 'character');
  return {
    skill: Math.max(0.1, 1.1 + 0.4 * rng.normal()),
    bias: 0.35 * rng.normal(),
    lapses: 0.02 + 0.14 * rng.uniform(),
    confidenceNoise: 0.3 + 0.5 * rng.uniform(),
  };
}

/** Oddness at which an unbiased player is undecided. */
const UNDECIDED = 0.75;

/**
 * A player who looks at the pictures alone: how far haze, roughness and dust are from what genuine pictures of small scanned
 * writing look like, seen through noise. What genuine ones look like is learnt on from reveals, as people do.
 *
 * @param thinkMs longest time before a decision
 */
export function simulatedMind(character: Character, thinkMs: number, ...key: (string | number)[]): Mind {
  const rng = rngFor('crowd', ...key);
  const genuine = new Genuine();
  const shown = new Map<string, Looks>();
  return {
    async judge({ trialId }, picture) {
      const looks = looksOf(await picture());
      shown.set(trialId, looks);
      const { skill, bias, lapses, confidenceNoise } = character;
      const attends = rng.uniform() >= lapses;
      const evidence = attends ? skill * (genuine.oddness(looks) - UNDECIDED) + bias + rng.normal() : rng.normal();
      return { said: { pFake: stopFor(evidence, confidenceNoise, rng) }, afterMs: thinkMs * rng.uniform() };
    },
    told(trialId: string, truth: Verdict) {
      const looks = shown.get(trialId);
      shown.delete(trialId);
      if (looks && truth === 'real') genuine.learn(looks);
    },
  };
}

/** What a player takes genuine pictures to look like: an expectation worth 20 pictures, and those told to be genuine. */
class Genuine {
  #n = 20;
  #haze = { mean: 0.52, squares: 20 * 0.17 ** 2 };
  #roughness = { mean: 1.355, squares: 20 * 0.05 ** 2 };

  learn({ haze, roughness }: Looks): void {
    this.#n++;
    for (const [known, value] of [
      [this.#haze, haze],
      [this.#roughness, roughness],
    ] as const) {
      const off = value - known.mean;
      known.mean += off / this.#n;
      known.squares += off * (value - known.mean);
    }
  }

  /** Logarithm of 1 and standard deviations off, dust counted as haze of its own kind; as the eye, it is soon saturated. */
  oddness({ haze, roughness, dust }: Looks): number {
    const z = (value: number, known: { mean: number; squares: number }): number =>
      (value - known.mean) / Math.sqrt(known.squares / this.#n);
    return (
      Math.log(0.5 + 0.5 * (Math.max(0, z(haze, this.#haze)) + Math.abs(z(roughness, this.#roughness)) + 10 * dust)) +
      0.6
    );
  }
}
