import type { VerdictRow } from '../verdict/row.ts';
import { CrossedSampler } from './gibbs.ts';

/** A posterior: its mean, standard deviation and middle 95 %. */
export interface Posterior {
  readonly value: number;
  readonly se: number;
  readonly ci: readonly [number, number];
}

export interface CrossedFit {
  /** d' of an average player for an average picture of each model against real pictures. */
  readonly models: readonly (Posterior & { readonly model: string })[];
  /** z of the chance that an average player calls an average real picture a fake. */
  readonly bias: Posterior;
  /** Standard deviations between players of bias and of skill, between pictures of how fake they look; in units of d'. */
  readonly spreads: { readonly bias: Posterior; readonly skill: Posterior; readonly image: Posterior };
  /** Deviations of each player from the average, pulled towards it where there are few judgments. */
  readonly players: readonly { readonly participant: string; readonly bias: number; readonly skill: number }[];
  /** How much more fake a picture looks than others of its source, pulled likewise. */
  readonly images: readonly { readonly image: string; readonly fakeness: number }[];
  /** Independent draws that the chain of d' is worth, the least of the models: below 100 the intervals are rough. */
  readonly effectiveDraws: number;
}

export interface CrossedOptions {
  /** Kept draws, 2,000 unless told; a fifth as many before them are thrown away. */
  readonly draws?: number;
  readonly seed?: number;
}

/**
 * Skill apart from difficulty: P('fake') = Phi(b + bias_player + look_image + [fake] (d'_model + skill_player)), players and images
 * crossed random effects (Rouder & Lu 2005), by Gibbs sampling. Intervals of d' allow for other players and other images.
 *
 * @returns null without fakes, reals, three players and three images
 */
export function fitCrossed(rows: readonly VerdictRow[], options: CrossedOptions = {}): CrossedFit | null {
  const { draws = 2000, seed = 0 } = options;
  const known = rows.filter(({ image }) => image !== undefined);
  const models = [...new Set(known.flatMap(({ truth, model }) => (truth === 'fake' ? (model ?? '') : [])))].sort();
  const players = [...new Set(known.map(playerOf))].sort();
  const images = [...new Set(known.map(imageOf))].sort();
  const anyReal = known.some(({ truth }) => truth === 'real');
  if (models.length === 0 || !anyReal || players.length < 3 || images.length < 3) return null;
  const sampler = new CrossedSampler(
    {
      players: players.length,
      images: images.length,
      models: models.length,
      player: numbersIn(players, known.map(playerOf)),
      image: numbersIn(images, known.map(imageOf)),
      model: Int32Array.from(known, (row) => (row.truth === 'fake' ? models.indexOf(row.model ?? '') : -1)),
      calledFake: Uint8Array.from(known, (row) => (row.response === 'fake' ? 1 : 0)),
    },
    seed,
  );
  for (let burn = 0; burn < draws / 5; burn++) sampler.sweep();
  const chain = (): Float64Array => new Float64Array(draws);
  const dPrime = models.map(chain);
  const [bias, sBias, sSkill, sImage] = [chain(), chain(), chain(), chain()];
  const means = [sampler.bias, sampler.skill, sampler.look].map(({ values }) => new Float64Array(values.length));
  for (let d = 0; d < draws; d++) {
    sampler.sweep();
    dPrime.forEach((values, m) => (values[d] = sampler.dPrime[m]!));
    bias[d] = sampler.intercept;
    [sBias[d], sSkill[d], sImage[d]] = [sampler.bias, sampler.skill, sampler.look].map(({ variance }) =>
      Math.sqrt(variance),
    ) as [number, number, number];
    [sampler.bias, sampler.skill, sampler.look].forEach(({ values }, f) => {
      for (let i = 0; i < values.length; i++) means[f]![i]! += values[i]! / draws;
    });
  }
  return {
    models: models.map((model, m) => ({ model, ...posteriorOf(dPrime[m]!) })),
    bias: posteriorOf(bias),
    spreads: { bias: posteriorOf(sBias), skill: posteriorOf(sSkill), image: posteriorOf(sImage) },
    players: players.map((name, p) => ({
      participant: (JSON.parse(name) as [string, string])[1],
      bias: means[0]![p]!,
      skill: means[1]![p]!,
    })),
    images: images.map((name, i) => ({ image: (JSON.parse(name) as string[]).at(-1)!, fakeness: means[2]![i]! })),
    effectiveDraws: Math.min(...dPrime.map(effectiveDraws)),
  };
}

const playerOf = ({ room = '', participant }: VerdictRow): string => JSON.stringify([room, participant]);

/** One picture of one source: names may repeat between sources. */
const imageOf = ({ truth, model, image }: VerdictRow): string =>
  JSON.stringify(truth === 'fake' ? ['fake', model, image] : ['real', image]);

function numbersIn(names: readonly string[], values: readonly string[]): Int32Array {
  const numbers = new Map(names.map((name, i) => [name, i]));
  return Int32Array.from(values, (value) => numbers.get(value)!);
}

function posteriorOf(chain: Float64Array): Posterior {
  const n = chain.length;
  const mean = chain.reduce((sum, value) => sum + value / n, 0);
  const variance = chain.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const sorted = chain.slice().sort();
  const at = (share: number): number => sorted[Math.min(n - 1, Math.round(share * (n - 1)))]!;
  return { value: mean, se: Math.sqrt(variance), ci: [at(0.025), at(0.975)] };
}

/** By batch means, the square root of n batches. */
function effectiveDraws(chain: Float64Array): number {
  const batches = Math.floor(Math.sqrt(chain.length));
  const size = Math.floor(chain.length / batches);
  const means = Array.from({ length: batches }, (_, b) =>
    chain.subarray(b * size, (b + 1) * size).reduce((sum, value) => sum + value / size, 0),
  );
  const spread = (values: ArrayLike<number>): number => {
    const all = Array.from(values);
    const mean = all.reduce((a, b) => a + b, 0) / all.length;
    return all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1);
  };
  return Math.min(chain.length, (spread(chain) / spread(means)) * batches);
}
