import { MACHINE_HIGHER_IS_BETTER, MACHINE_SCORES } from '../../shared/domain/scores.ts';
import type { AgreementInfo, BoardAnalysis, BoardFilter } from '../../shared/protocol/board.ts';
import type { AutomaticScoresInfo } from '../../shared/protocol/http.ts';
import { fooledShares, rankAgreement } from '../analysis/index.ts';
import { humanDiversity } from './human-diversity.ts';
import { humanScores, UNJUDGED } from './human-scores.ts';
import { mostMisjudged } from './judged-pictures.ts';
import { facetsOf, filtered, playersOf, type Judgment } from './judgments.ts';
import type { WallJudgment } from './walls.ts';

/** What is known of a data set beside its judgments. */
export interface Backdrop {
  /** Names in label order. */
  readonly classes: readonly string[];
  /** Automatic scores by model id. */
  readonly scores: ReadonlyMap<string, AutomaticScoresInfo>;
}

/** All judgments of a data set. */
export interface Judged {
  readonly pictures: readonly Judgment[];
  readonly walls: readonly WallJudgment[];
}

/** Everything that the board says of people, from the rows that a filter leaves. */
export function analyseBoard(
  { pictures, walls }: Judged,
  asked: BoardFilter,
  { classes, scores }: Backdrop,
): BoardAnalysis {
  const all = [...pictures, ...walls];
  const filter = { ...asked, players: playersOf(all, asked.players) };
  const counted = filtered(pictures, filter);
  const verdicts = humanScores(counted);
  const diversity = humanDiversity(filtered(walls, filter));
  const models = new Set([...Object.keys(verdicts.models), ...diversity.models.keys()]);
  return {
    filter,
    facets: facetsOf(all, classes),
    reals: verdicts.reals,
    models: Object.fromEntries(
      [...models].map((model) => [
        model,
        { ...UNJUDGED, nEff: null, varied: null, ...verdicts.models[model], ...diversity.models.get(model) },
      ]),
    ),
    controls: diversity.controls,
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
