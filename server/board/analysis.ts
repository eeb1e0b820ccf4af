import { MACHINE_HIGHER_IS_BETTER, MACHINE_SCORES } from '../../shared/domain/scores.ts';
import type { AgreementInfo, BoardAnalysis, BoardFilter } from '../../shared/protocol/board.ts';
import type { AutomaticScoresInfo } from '../../shared/protocol/http.ts';
import { fooledShares, rankAgreement } from '../analysis/index.ts';
import { humanScores } from './human-scores.ts';
import { mostMisjudged } from './judged-pictures.ts';
import { facetsOf, filtered, playersOf, type Judgment } from './judgments.ts';

/** What is known of a data set beside its judgments. */
export interface Backdrop {
  /** Names in label order. */
  readonly classes: readonly string[];
  /** Automatic scores by model id. */
  readonly scores: ReadonlyMap<string, AutomaticScoresInfo>;
}

/** Everything that the board says of people, from the rows that a filter leaves. */
export function analyseBoard(
  rows: readonly Judgment[],
  asked: BoardFilter,
  { classes, scores }: Backdrop,
): BoardAnalysis {
  const filter = { ...asked, players: playersOf(rows, asked.players) };
  const counted = filtered(rows, filter);
  return {
    filter,
    facets: facetsOf(rows, classes),
    ...humanScores(counted),
    agreement: agreementOf(counted, scores),
    pictures: mostMisjudged(counted, classes),
  };
}

function agreementOf(
  rows: readonly Judgment[],
  scores: ReadonlyMap<string, AutomaticScoresInfo>,
): (AgreementInfo & { mostAtOdds: { model: string; people: number; score: number } })[] {
  const people = fooledShares(rows);
  return MACHINE_SCORES.flatMap((score) => {
    const known = new Map(
      [...scores].flatMap(([model, { values }]) => {
        const value = values[score];
        return value ? [[model, value] as const] : [];
      }),
    );
    const agreement = rankAgreement(people, known, MACHINE_HIGHER_IS_BETTER[score]);
    if (!agreement) return [];
    const { tau, ci, models, mostAtOdds } = agreement;
    return [{ score, tau, low: ci?.[0] ?? null, high: ci?.[1] ?? null, models, mostAtOdds: { ...mostAtOdds } }];
  });
}
