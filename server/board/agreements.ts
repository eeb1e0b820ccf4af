import { MACHINE_HIGHER_IS_BETTER, MACHINE_SCORES } from '../../shared/domain/scores.ts';
import type { AgreementInfo, RankedMeasure } from '../../shared/protocol/board.ts';
import type { AutomaticScoresInfo } from '../../shared/protocol/http.ts';
import { twinRarity, variedShares } from '../analysis/agreement/diversity-scores.ts';
import type { PeopleScores } from '../analysis/agreement/rank-agreement.ts';
import { fooledShares, rankAgreement } from '../analysis/index.ts';
import type { Judgment } from './judgments.ts';
import { asTwinRow, isTwins, isVariety, type WallJudgment } from './walls.ts';

/** How every automatic score ranks the models beside every measure of people: whom they take for real, and how varied they find them. */
export function agreementsOf(
  pictures: readonly Judgment[],
  walls: readonly WallJudgment[],
  scores: ReadonlyMap<string, AutomaticScoresInfo>,
): AgreementInfo[] {
  const measures: readonly (readonly [RankedMeasure, PeopleScores])[] = [
    ['fooled', fooledShares(pictures)],
    ['nEff', twinRarity(walls.filter(isTwins).map(asTwinRow))],
    ['varied', variedShares(walls.filter(isVariety))],
  ];
  return measures.flatMap(([measure, people]) =>
    MACHINE_SCORES.flatMap((score): AgreementInfo[] => {
      const known = new Map(
        [...scores].flatMap(([model, { values }]) => {
          const value = values[score];
          return value ? [[model, value] as const] : [];
        }),
      );
      const found = rankAgreement(people, known, MACHINE_HIGHER_IS_BETTER[score]);
      if (!found) return [];
      const { tau, ci, models, places } = found;
      return [
        { people: measure, score, tau, low: ci?.[0] ?? null, high: ci?.[1] ?? null, models, places: [...places] },
      ];
    }),
  );
}
