import { fooledShares, rankAgreement } from '../agreement/rank-agreement.ts';
import { kendallTau } from '../reliability/kendall.ts';
import { AT_LEAST } from './claim.ts';
import { coverageStudy } from './coverage.ts';
import { simulateVerdicts } from './verdict-players.ts';

/** d' of six models, and a score that has two neighbours the wrong way round. */
const MODELS = { a: 0.2, b: 0.5, c: 0.8, d: 1.2, e: 1.6, f: 2 };
const SCORES = [1, 2, 4, 3, 5, 6];

/**
 * Tau has few values, so an interval of it cannot cover in just 95 %: what is promised is no less. The order of people is that of
 * the models' d', known.
 */
export const RANK_STUDIES = [
  coverageStudy({
    name: 'rank agreement',
    design: '6 models, 24 players of 8 fakes each, a known score; players resampled',
    repetitions: { full: 4000, quick: 40 },
    truth: { "Kendall's tau of people and a score": kendallTau(Object.values(MODELS), SCORES) },
    wanted: { "Kendall's tau of people and a score": AT_LEAST },
    once: (draws) => {
      const rows = simulateVerdicts({ rooms: 1, players: 24, models: MODELS, fakes: 8, reals: 0 }, draws);
      const scores = new Map(
        Object.keys(MODELS).map((model, m) => [model, { value: SCORES[m]!, low: SCORES[m]!, high: SCORES[m]! }]),
      );
      const found = rankAgreement(fooledShares(rows, { replicates: 400 }), scores, false);
      return { "Kendall's tau of people and a score": found && { value: found.tau, ci: found.ci } };
    },
  }),
];
