import { studentInterval } from '../intervals/estimate.ts';
import type { Estimate } from '../intervals/estimate.ts';
import type { VerdictRow } from '../verdict/row.ts';
import { PenalisedProbit, type Spreads } from './penalised-probit.ts';

export interface CrossedFit {
  /** d' of an average player for an average picture of each model against real pictures. */
  readonly models: readonly (Estimate & { readonly model: string })[];
  /** z of the chance that an average player calls an average real picture a fake. */
  readonly bias: number;
  /** Standard deviations between players of bias and of skill, between pictures of how fake they look; all in units of d'. */
  readonly spreads: Spreads;
  /** Deviations of each player from the average, pulled towards it where there are few judgments. */
  readonly players: readonly { readonly participant: string; readonly bias: number; readonly skill: number }[];
  /** How much more fake a picture looks than others of its source, pulled likewise. */
  readonly images: readonly { readonly image: string; readonly fakeness: number }[];
  readonly rounds: number;
  readonly converged: boolean;
}

const MOST_ROUNDS = 200;
const LEAST_SPREAD = 1e-3;

/**
 * Skill apart from difficulty: P('fake') = Phi(b + bias_player + look_image + [fake] (d'_model + skill_player)), players and images
 * crossed random effects (Baayen, Davidson & Bates 2008, in a probit: Rouder & Lu 2005). Fixed and random effects are the
 * joint mode, spreads by Schall's iteration (1991), which is restricted maximum likelihood at the Laplace approximation.
 * Intervals of d' allow for players and for images, with Student's t of the fewer of them less one.
 *
 * @returns null without fakes, reals, two players and two images
 */
export function fitCrossed(rows: readonly VerdictRow[]): CrossedFit | null {
  const known = rows.filter(({ image }) => image !== undefined);
  const models = [...new Set(known.flatMap(({ truth, model }) => (truth === 'fake' ? (model ?? '') : [])))].sort();
  const players = [...new Set(known.map(playerOf))].sort();
  const images = [...new Set(known.map(imageOf))].sort();
  const anyReal = known.some(({ truth }) => truth === 'real');
  if (models.length === 0 || !anyReal || players.length < 2 || images.length < 2) return null;
  const player = new Map(players.map((name, i) => [name, i]));
  const image = new Map(images.map((name, i) => [name, i]));
  const problem = new PenalisedProbit({
    players: players.length,
    images: images.length,
    models: models.length,
    player: Int32Array.from(known, (row) => player.get(playerOf(row))!),
    image: Int32Array.from(known, (row) => image.get(imageOf(row))!),
    model: Int32Array.from(known, (row) => (row.truth === 'fake' ? models.indexOf(row.model ?? '') : -1)),
    calledFake: Uint8Array.from(known, (row) => (row.response === 'fake' ? 1 : 0)),
  });
  let spreads: Spreads = { bias: 0.5, skill: 0.5, image: 0.5 };
  let round = 0;
  let converged = false;
  while (round < MOST_ROUNDS && !converged) {
    round++;
    problem.settle(spreads);
    const next = problem.schall(spreads, LEAST_SPREAD);
    converged = (['bias', 'skill', 'image'] as const).every(
      (name) => Math.abs(next[name] - spreads[name]) < 1e-4 * Math.max(0.05, spreads[name]),
    );
    spreads = next;
  }
  problem.settle(spreads);
  const imagesOf = (model: number): number =>
    new Set(known.filter((row) => row.truth === 'fake' && (row.model ?? '') === models[model]).map(imageOf)).size;
  return {
    models: models.map((model, m) => {
      const { value, se } = problem.model(m);
      const df = Math.max(1, Math.min(players.length, imagesOf(m)) - 1);
      return { model, value, se, ci: studentInterval(value, se, df) };
    }),
    bias: problem.intercept,
    spreads,
    players: players.map((name, p) => ({
      participant: (JSON.parse(name) as [string, string])[1],
      ...problem.playerEffects(p),
    })),
    images: images.map((name, i) => ({
      image: (JSON.parse(name) as string[]).at(-1)!,
      fakeness: problem.imageEffect(i),
    })),
    rounds: round,
    converged,
  };
}

const playerOf = ({ room = '', participant }: VerdictRow): string => JSON.stringify([room, participant]);

/** One picture of one source: names may repeat between sources. */
const imageOf = ({ truth, model, image }: VerdictRow): string =>
  JSON.stringify(truth === 'fake' ? ['fake', model, image] : ['real', image]);
