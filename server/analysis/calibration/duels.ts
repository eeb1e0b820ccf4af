import { analyseVariety } from '../diversity/variety.ts';
import { againstReal } from '../duel/against-real.ts';
import { analyseDuels, type DuelOptions } from '../duel/duels.ts';
import type { DuelRow } from '../duel/row.ts';
import type { Draws } from '../numeric/draws.ts';
import { coverageStudy, type Said } from './coverage.ts';

/** Players who compare sources. */
export interface DuelDesign {
  readonly rooms: number;
  /** In each room. */
  readonly players: number;
  readonly duels: number;
  /** Log strengths, sum 0. */
  readonly strengths: readonly number[];
  /** Davidson's; 0 has no ties. */
  readonly nu: number;
  /** Standard deviation between players of each log strength. */
  readonly taste?: number;
  /** Chance that a player gives the answer of the room's first player to the same duel. */
  readonly copying?: number;
  /** Standard deviation between pairs of walls of how the left one compares; the same pairs are shown in every room. */
  readonly wall?: number;
}

/** Two sources that meet, and how much more the left picture (or wall) has than its source. */
interface Pair {
  readonly i: number;
  readonly j: number;
  readonly edge: number;
  readonly name: string | undefined;
}

export function simulateDuels(design: DuelDesign, { int, normal, uniform, chance }: Draws): DuelRow[] {
  const { rooms, players, duels, strengths, nu, taste = 0, copying = 0, wall } = design;
  const k = strengths.length;
  const rows: DuelRow[] = [];
  const hung = (at: number): Pair => {
    const i = int(k);
    return { i, j: (i + 1 + int(k - 1)) % k, edge: wall ? wall * normal() : 0, name: wall ? `w${at}` : undefined };
  };
  const shown = wall ? Array.from({ length: duels }, (_, at) => hung(at)) : null;
  for (let r = 0; r < rooms; r++) {
    const pairs = shown ?? Array.from({ length: duels }, (_, at) => hung(at));
    const first: DuelRow['winner'][] = [];
    for (let p = 0; p < players; p++) {
      const own = strengths.map((strength) => strength + taste * normal());
      pairs.forEach(({ i, j, edge, name }, at) => {
        const [a, b] = [Math.exp(own[i]! + edge), Math.exp(own[j]!)];
        const tie = nu * Math.sqrt(a * b);
        const u = uniform() * (a + b + tie);
        const judged = u < a ? 'left' : u < a + b ? 'right' : 'tie';
        const winner = p > 0 && chance(copying) ? first[at]! : judged;
        if (p === 0) first.push(winner);
        rows.push({ left: `m${i}`, right: `m${j}`, winner, participant: `r${r} p${p}`, room: `r${r}`, wall: name });
      });
    }
  }
  return rows;
}

const STRENGTHS = [-0.8, -0.4, 0, 0.3, 0.9];
const LOG_SCALE = { scale: 1, base: Math.E, init: 0 };

function saidOf(rows: readonly DuelRow[], options: DuelOptions): Record<string, Said> {
  const { models, tie, tieCi } = analyseDuels(rows, { ...LOG_SCALE, ...options });
  const said: Record<string, Said> = {};
  for (const { model, rating, ci } of models)
    if (model === 'm0' || model === 'm4')
      said[`rating of ${model === 'm0' ? 'the weakest' : 'the strongest'}`] = { value: rating, ci };
  if (tie !== null) said["Davidson's nu"] = { value: tie, ci: tieCi };
  return said;
}

export const DUEL_STUDIES = [
  coverageStudy({
    name: 'duel',
    design: '5 models, 30 players of 20 duels, ties as halves; clustered by player',
    repetitions: { full: 6000, quick: 60 },
    once: (draws) =>
      saidOf(simulateDuels({ rooms: 30, players: 1, duels: 20, strengths: STRENGTHS, nu: 0.5, taste: 0.5 }, draws), {}),
  }),
  coverageStudy({
    name: 'duel davidson',
    design: "5 models, 30 players of 20 duels, Davidson's ties; clustered by player",
    repetitions: { full: 6000, quick: 60 },
    truth: { 'rating of the weakest': -0.8, 'rating of the strongest': 0.9, "Davidson's nu": 0.5 },
    once: (draws) =>
      saidOf(simulateDuels({ rooms: 30, players: 1, duels: 20, strengths: STRENGTHS, nu: 0.5 }, draws), {
        ties: 'davidson',
      }),
  }),
  coverageStudy({
    name: 'duel rows',
    design: '5 models, 300 duels of nobody in particular; sandwich over rows',
    repetitions: { full: 6000, quick: 60 },
    truth: { 'rating of the weakest': -0.8, 'rating of the strongest': 0.9 },
    once: (draws) =>
      saidOf(simulateDuels({ rooms: 30, players: 1, duels: 10, strengths: STRENGTHS, nu: 0 }, draws), {
        cluster: 'row',
      }),
  }),
  coverageStudy({
    name: 'duel copying',
    design: '5 models, 12 rooms of 5 who copy half of 15 duels; clustered by room',
    repetitions: { full: 6000, quick: 60 },
    once: (draws) =>
      saidOf(simulateDuels({ rooms: 12, players: 5, duels: 15, strengths: STRENGTHS, nu: 0, copying: 0.5 }, draws), {
        cluster: 'room',
      }),
  }),
  coverageStudy({
    name: 'duel against real',
    design: 'a model and real pictures, 24 players of 30 duels; clustered by player',
    repetitions: { full: 6000, quick: 60 },
    once: (draws) => {
      const design = { rooms: 24, players: 1, duels: 30, strengths: [-0.5, 0.5], nu: 0, taste: 0.4 };
      const [m] = againstReal(simulateDuels(design, draws), 'm1', 'participant');
      const [low, high] = m!.dPrimeCi!;
      return {
        'share that picked the real one': m!.correct,
        "d' of the forced choice": { value: m!.dPrime, ci: [low ?? -Infinity, high] },
      };
    },
  }),
  coverageStudy({
    name: 'variety',
    design: '3 sources, 24 players of 12 pairs of walls; players left out in turn',
    repetitions: { full: 6000, quick: 60 },
    once: (draws) => {
      const design = { rooms: 24, players: 1, duels: 12, strengths: [-0.5, 0, 0.5], nu: 0, taste: 0.4 };
      const { models } = analyseVariety(simulateDuels(design, draws), LOG_SCALE);
      const most = models.find(({ model }) => model === 'm2')!;
      return {
        'share judged more varied': most.share,
        'rating by variety': most.rating === null ? null : { value: most.rating, ci: most.ratingCi },
      };
    },
  }),
  coverageStudy({
    name: 'variety, shared walls',
    design: '3 sources, the same 30 pairs of walls for 24 players; players and walls left out in turn',
    repetitions: { full: 6000, quick: 60 },
    once: (draws) => {
      const design = { rooms: 24, players: 1, duels: 30, strengths: [-0.5, 0, 0.5], nu: 0, taste: 0.4, wall: 0.6 };
      const { models } = analyseVariety(simulateDuels(design, draws), LOG_SCALE);
      return { 'share judged more varied': models.find(({ model }) => model === 'm2')!.share };
    },
  }),
];
