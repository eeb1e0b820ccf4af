import { kendallTau } from '../reliability/kendall.ts';
import { analyseDuels } from '../duel/duels.ts';
import { meanOf } from '../intervals/jackknife.ts';
import { rngOf, type Draws } from '../numeric/draws.ts';
import { studentQuantile } from '../numeric/quantiles.ts';
import { planPlayers } from '../planning/power.ts';
import { AlwaysValid, FEWEST_PLAYERS, fixedWidth } from '../planning/stopping.ts';
import { analyseVerdicts } from '../verdict/verdicts.ts';
import { claimOf, COVERS, NOMINAL, type Claim, type Study, type Thoroughness } from './claim.ts';
import { simulateDuels } from './duels.ts';
import { simulateVerdicts } from './verdict-players.ts';

/** Counts how often one simulated study keeps a promise. */
function promiseStudy(
  about: Pick<Claim, 'measure' | 'design' | 'promise' | 'wanted'>,
  repetitions: Readonly<Record<Thoroughness, number>>,
  once: (draws: Draws) => boolean,
): Study {
  return {
    name: about.measure,
    repetitions,
    run(thoroughness, n = repetitions[thoroughness], heard = () => {}) {
      let kept = 0;
      for (let i = 0; i < n; i++) {
        if (once(rngOf(1_000_003 * (i + 1)))) kept++;
        heard(i + 1);
      }
      return [claimOf(about, kept, n, thoroughness)];
    },
  };
}

/** Error rates of players, normal around a mean. */
const rates = (n: number, mean: number, sigma: number, { normal }: Draws): number[] =>
  Array.from({ length: n }, () => mean + sigma * normal());

/** Student's t test of two groups of equal size, two-sided at 5 %. */
function differ(a: readonly number[], b: readonly number[]): boolean {
  const [x, y] = [meanOf(a), meanOf(b)];
  return Math.abs(x.value - y.value) / Math.hypot(x.se!, y.se!) > studentQuantile(0.975, 2 * (a.length - 1));
}

const SPREAD = 0.076;

function power(delta: number): Study {
  const { players } = planPlayers(SPREAD, delta);
  return promiseStudy(
    {
      measure: `planner, ${100 * delta} points`,
      design: `two models, ${players} players each as planned, spread ${SPREAD}`,
      promise: 'the difference is found',
      wanted: [0.79, 0.84],
    },
    { full: 40_000, quick: 400 },
    (draws) => differ(rates(players, 0.3, SPREAD, draws), rates(players, 0.3 + delta, SPREAD, draws)),
  );
}

/** d' of four models; lower d', better model. */
const LADDER = { a: 0.2, b: 0.6, c: 1, d: 1.6 };
const STRENGTHS = [-1, -0.5, 0, 0.5, 1];

export const PROMISE_STUDIES: readonly Study[] = [
  power(0.05),
  power(0.1),
  promiseStudy(
    {
      measure: 'planner, no difference',
      design: 'two equal models, 38 players each',
      promise: 'a difference is claimed',
      wanted: [0.04, 0.06],
    },
    { full: 40_000, quick: 400 },
    (draws) => differ(rates(38, 0.3, SPREAD, draws), rates(38, 0.3, SPREAD, draws)),
  ),
  promiseStudy(
    {
      measure: 'ranking by verdicts',
      design: "4 models, d' .2 .6 1 1.6, 30 players of 15 fakes each and 60 reals",
      promise: 'the order is recovered whole',
      wanted: [0.95, 1],
    },
    { full: 4000, quick: 20 },
    (draws) => {
      const rows = simulateVerdicts({ rooms: 1, players: 30, models: LADDER, fakes: 15, reals: 60 }, draws);
      const found = analyseVerdicts(rows, { replicates: 0 }).map(({ dPrime }) => dPrime!.value);
      return kendallTau(found, Object.values(LADDER)) === 1;
    },
  ),
  promiseStudy(
    {
      measure: 'ranking by duels',
      design: '5 models half a logit apart, 30 players of 40 duels',
      promise: 'the order is recovered whole',
      wanted: [0.95, 1],
    },
    { full: 4000, quick: 20 },
    (draws) => {
      const rows = simulateDuels(
        { rooms: 30, players: 1, duels: 40, strengths: STRENGTHS, nu: 0.3, taste: 0.3 },
        draws,
      );
      const { models } = analyseDuels(rows);
      return (
        kendallTau(
          models.map(({ strength }) => strength),
          models.map(({ model }) => STRENGTHS[Number(model.slice(1))]!),
        ) === 1
      );
    },
  ),
  promiseStudy(
    {
      measure: 'stopping at a fixed width',
      design: `players one by one, from ${FEWEST_PLAYERS} on, until the interval is 6 points wide; spread ${SPREAD}`,
      promise: COVERS,
      wanted: NOMINAL,
    },
    { full: 40_000, quick: 300 },
    (draws) => {
      const values: number[] = [];
      for (;;) {
        values.push(...rates(1, 0.3, SPREAD, draws));
        const { stop, ci } = fixedWidth(values, 0.06);
        if (stop) return ci![0] <= 0.3 && 0.3 <= ci![1];
      }
    },
  ),
  promiseStudy(
    {
      measure: 'always-valid interval',
      design: 'looked at after each of 200 players, error rates of spread about .1',
      promise: 'intervals of all times cover at once',
      wanted: [0.95, 1],
    },
    { full: 10_000, quick: 30 },
    (draws) => {
      const valid = new AlwaysValid();
      for (let player = 0; player < 200; player++) {
        valid.add(Math.min(0.6, Math.max(0, 0.3 + 0.1 * draws.normal())));
        const [low, high] = valid.interval;
        if (low > 0.3 || high < 0.3) return false;
      }
      return true;
    },
  ),
];
