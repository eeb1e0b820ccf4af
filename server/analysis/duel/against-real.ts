import { clusteredMean } from '../intervals/clusters.ts';
import { dPrimeOfDuel } from '../verdict/detection.ts';
import type { Estimate } from '../intervals/estimate.ts';
import type { DuelRow } from './row.ts';

/** Two-alternative forced choice between a model and real pictures. */
export interface AgainstReal {
  readonly model: string;
  readonly n: number;
  /** Share in which the real one was picked, a tie counting half; .5 is chance. */
  readonly correct: Estimate;
  /** sqrt(2) z(PC) of all judgments together, PC = (correct + .5) / (n + 1) so that it is finite. */
  readonly dPrime: number;
  /** Ends of the interval of the share, sent through the same; null where that reaches 0 or 1. */
  readonly dPrimeCi: readonly [low: number | null, high: number | null] | null;
}

/** @param real what real pictures are called; rows without them say nothing */
export function againstReal(
  rows: readonly DuelRow[],
  real: string,
  cluster: 'row' | 'participant' | 'room',
): AgainstReal[] {
  const own = rows.filter(({ left, right }) => (left === real) !== (right === real));
  const rival = ({ left, right }: DuelRow): string => (left === real ? right : left);
  return [...new Set(own.map(rival))].sort().map((model) => {
    const met = own.filter((row) => rival(row) === model);
    const points = met.map(({ left, winner }) =>
      winner === 'tie' ? 0.5 : Number((winner === 'left') === (left === real)),
    );
    const units = met.map((row, i) => (cluster === 'row' ? String(i) : (row[cluster] ?? '')));
    const correct = clusteredMean(points, units, [0, 1]);
    const end = (share: number): number | null => (share > 0 && share < 1 ? dPrimeOfDuel(share) : null);
    return {
      model,
      n: met.length,
      correct,
      dPrime: dPrimeOfDuel((points.reduce((a, b) => a + b, 0) + 0.5) / (met.length + 1)),
      dPrimeCi: correct.ci && [end(correct.ci[0]), end(correct.ci[1])],
    };
  });
}
