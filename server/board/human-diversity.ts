import type { BoardAnalysis, DistinctInfo, ShareInfo } from '../../shared/protocol/board.ts';
import { analyseTwins, varietyShares, type TwinReport, type TwinsReport } from '../analysis/index.ts';
import {
  asTwinRow,
  isTwins,
  isVariety,
  REAL,
  type TwinsJudgment,
  type VarietyJudgment,
  type WallJudgment,
} from './walls.ts';

/** What people say of how varied each model is. */
export interface HumanDiversity {
  readonly models: ReadonlyMap<string, { readonly nEff: DistinctInfo | null; readonly varied: ShareInfo | null }>;
  readonly controls: BoardAnalysis['controls'];
}

/** From walls searched for twins, of which one pair could be reported each, and from pairs of walls compared. */
export function humanDiversity(rows: readonly WallJudgment[]): HumanDiversity {
  const searched = rows.filter(isTwins);
  const twins = analyseTwins(searched.map(asTwinRow), { reports: 'one' });
  const searches = searchesOf(searched);
  const varied = variedOf(rows.filter(isVariety));
  const distinct = new Map(
    twins.models.map((report) => [report.model, distinctOf(report, twins, searches.get(report.model) ?? 0)]),
  );
  const { spotting, falseAlarms } = twins;
  return {
    models: new Map(
      [...new Set([...distinct.keys(), ...varied.keys()])]
        .filter((model) => model !== REAL)
        .map((model) => [model, { nEff: distinct.get(model) ?? null, varied: varied.get(model) ?? null }]),
    ),
    controls: {
      spotting: spotting.share === null ? null : { share: spotting.share, n: spotting.planted },
      falseAlarms: falseAlarms.ofWalls === null ? null : { share: falseAlarms.ofWalls, n: searches.get(REAL) ?? 0 },
      variedReals: varied.get(REAL) ?? null,
    },
  };
}

/** How often walls of each source were searched on which a pair could be reported. */
function searchesOf(rows: readonly TwinsJudgment[]): ReadonlyMap<string, number> {
  const searches = new Map<string, number>();
  for (const { model, comparisons } of rows) if (comparisons > 0) searches.set(model, (searches.get(model) ?? 0) + 1);
  return searches;
}

/** Corrected where twins were planted; null where nothing is known, not even from one side. */
function distinctOf(
  { walls, nEff, ci, pairs, nEffCorrected, ciCorrected }: TwinReport,
  { spotting }: TwinsReport,
  n: number,
): DistinctInfo | null {
  const corrected = spotting.share !== null;
  const interval = corrected ? ciCorrected : ci;
  if (walls === 0 || interval === null) return null;
  const low = Math.max(1, interval[0]);
  // A report before every wall: as few as can be.
  const value = nEff === null && pairs > 0 ? 1 : corrected ? nEffCorrected : nEff;
  return {
    value: value === null ? null : Math.max(1, value),
    low,
    high: interval[1] === null ? null : Math.max(low, interval[1]),
    corrected,
    walls,
    n,
  };
}

/** Share of its walls judged the more varied, by model id and 'real'. One judge alone tells nothing of others. */
function variedOf(rows: readonly VarietyJudgment[]): ReadonlyMap<string, ShareInfo> {
  // Pseudonyms are of one room each.
  const people = rows.map(({ left, right, winner, participant, room, wall }) => ({
    left,
    right,
    winner,
    participant: `${room} ${participant}`,
    wall,
  }));
  return new Map(
    varietyShares(people).map(({ model, share: { value, ci }, n }) => {
      const [low, high] = ci ?? [0, 1];
      return [model, { value, low, high, n }];
    }),
  );
}
