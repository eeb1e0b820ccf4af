import type { BoardAnalysis } from '../../shared/protocol/board.ts';
import type { Estimate } from '../../shared/protocol/http.ts';
import { analyseVerdicts } from '../analysis/index.ts';
import type { Estimate as Analysed, ModelReport, VerdictRow } from '../analysis/index.ts';

/** What verdicts say of a model. */
export type ModelScores = Omit<BoardAnalysis['models'][string], 'nEff' | 'varied'>;

export const UNJUDGED: ModelScores = {
  n: 0,
  participants: 0,
  rooms: 0,
  fooled: null,
  errorRate: null,
  dPrime: null,
  criterion: null,
};

export interface Scores {
  readonly reals: { readonly n: number; readonly errorRate: Estimate | null };
  readonly models: Record<string, ModelScores>;
}

/** What people's judgments of one data set say, as the board shows it. */
export function humanScores(rows: readonly VerdictRow[]): Scores {
  const models = analyseVerdicts(rows).map((report): [string, ModelScores] => [report.model, scoresOf(report)]);
  const [reals] = analyseVerdicts(rows.flatMap(asMistakable));
  return {
    reals: { n: reals?.fakes ?? 0, errorRate: rate(reals?.errorFake ?? null) },
    models: Object.fromEntries(models),
  };
}

function scoresOf({ fakes, participants, rooms, errorFake, errorRate, dPrime, criterion }: ModelReport): ModelScores {
  const interval = dPrime?.ci;
  return {
    n: fakes,
    participants,
    rooms,
    fooled: rate(errorFake),
    errorRate: rate(errorRate),
    dPrime: dPrime && interval ? { value: dPrime.value, low: interval[0], high: interval[1] } : null,
    criterion: criterion?.value ?? null,
  };
}

/** Reals as a source of their own, whose error is to be taken for the other kind: so all who saw any count, whatever fakes they saw. */
function asMistakable(row: VerdictRow): VerdictRow[] {
  if (row.truth === 'fake') return [];
  const { participant, room, response } = row;
  const mistaken = response === 'real' ? 'fake' : 'real';
  return [{ participant, ...(room === undefined ? {} : { room }), model: 'reals', truth: 'fake', response: mistaken }];
}

/** A rate of which nothing tells how it varies between people (one person only) may be anything. */
function rate(estimate: Analysed | null): Estimate | null {
  if (estimate === null) return null;
  const [low, high] = estimate.ci ?? [0, 1];
  return { value: estimate.value, low, high };
}
