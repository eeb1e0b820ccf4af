import { studentInterval } from '../intervals/estimate.ts';
import { bradleyTerry } from './bradley-terry.ts';
import type { Ties } from './likelihood.ts';
import type { DuelRow } from './row.ts';
import { tallyDuels } from './tallies.ts';

export interface DuelOptions {
  readonly ties?: Ties;
  /** rating = init + scale log_base(strength); 400, 10 and 1,000 unless told, as chess and chat arenas print them. */
  readonly scale?: number;
  readonly base?: number;
  readonly init?: number;
  /** Wins each way added to every pair of models; 0 unless told. */
  readonly prior?: number;
  /** Whose judgments hang together; participants where rows name them, unless told. */
  readonly cluster?: 'row' | 'participant' | 'room';
}

export interface DuelModel {
  readonly model: string;
  /** Rows it stood in. */
  readonly n: number;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** Geometric mean 1 over models. */
  readonly strength: number;
  readonly strengthCi: readonly [number, number] | null;
  readonly rating: number;
  /** Of the rating, in points. */
  readonly se: number | null;
  readonly ci: readonly [number, number] | null;
}

export interface DuelReport {
  /** Strongest first. */
  readonly models: readonly DuelModel[];
  /** Davidson's nu, null where ties are halves. */
  readonly tie: number | null;
  readonly tieCi: readonly [number, number] | null;
  readonly logLikelihood: number;
  readonly clusters: number;
}

/**
 * Strengths and ratings of all sources in the rows, with clustered 95 % intervals (about the mean of all models).
 *
 * @throws NoStrengths where the comparisons do not connect the models
 */
export function analyseDuels(rows: readonly DuelRow[], options: DuelOptions = {}): DuelReport {
  const { ties = 'half', scale = 400, base = 10, init = 1000, prior = 0 } = options;
  const cluster = options.cluster ?? (rows.some(({ participant }) => participant) ? 'participant' : 'row');
  const tallies = tallyDuels(rows, (row) => (cluster === 'row' ? null : (row[cluster] ?? '')));
  const found = bradleyTerry(tallies, ties, prior);
  const points = scale / Math.log(base);
  const certain = found.clusters > 1;
  const intervalOf = (value: number, i: number): [number, number] | null => {
    if (!certain) return null;
    return studentInterval(value, Math.sqrt(Math.max(0, found.covariance[i * found.size + i]!)), found.clusters - 1);
  };
  const models = tallies.models.map((model, i): DuelModel => {
    const value = found.logStrengths[i]!;
    const log = intervalOf(value, i);
    const counts = countsOf(tallies.pairs, i);
    return {
      model,
      ...counts,
      n: counts.wins + counts.losses + counts.ties,
      strength: Math.exp(value),
      strengthCi: log && [Math.exp(log[0]), Math.exp(log[1])],
      rating: init + points * value,
      se: certain ? points * Math.sqrt(Math.max(0, found.covariance[i * found.size + i]!)) : null,
      ci: log && [init + points * log[0], init + points * log[1]],
    };
  });
  const tieLog = found.nu === null ? null : intervalOf(Math.log(found.nu), tallies.models.length);
  return {
    models: models.sort((a, b) => b.strength - a.strength),
    tie: found.nu,
    tieCi: tieLog && [Math.exp(tieLog[0]), Math.exp(tieLog[1])],
    logLikelihood: found.logLikelihood,
    clusters: found.clusters,
  };
}

function countsOf(
  pairs: ReturnType<typeof tallyDuels>['pairs'],
  model: number,
): { wins: number; losses: number; ties: number } {
  const counts = { wins: 0, losses: 0, ties: 0 };
  for (const { i, j, wins, losses, ties } of pairs) {
    if (i !== model && j !== model) continue;
    counts.wins += i === model ? wins : losses;
    counts.losses += i === model ? losses : wins;
    counts.ties += ties;
  }
  return counts;
}
