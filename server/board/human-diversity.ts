import type { BoardAnalysis, DistinctInfo, ShareInfo } from '../../shared/protocol/board.ts';
import { analyseTwins, analyseVariety, type TwinReport, type TwinsReport } from '../analysis/index.ts';
import { isTwins, isVariety, REAL, type TwinsJudgment, type VarietyJudgment, type WallJudgment } from './walls.ts';

/** What people say of how varied each model is. */
export interface HumanDiversity {
  readonly models: ReadonlyMap<string, { readonly nEff: DistinctInfo | null; readonly varied: ShareInfo | null }>;
  readonly controls: BoardAnalysis['controls'];
}

/** From walls searched for twins, of which one pair could be reported each, and from pairs of walls compared. */
export function humanDiversity(rows: readonly WallJudgment[]): HumanDiversity {
  const searched = rows.filter(isTwins);
  const twins = twinsOf(searched);
  const varied = variedOf(rows.filter(isVariety));
  const distinct = new Map(twins.models.map((report) => [report.model, distinctOf(report, twins, searched)]));
  const { spotting, falseAlarms } = twins;
  const reals = searched.filter(({ model, comparisons }) => model === REAL && comparisons > 0);
  return {
    models: new Map(
      [...new Set([...distinct.keys(), ...varied.keys()])]
        .filter((model) => model !== REAL)
        .map((model) => [model, { nEff: distinct.get(model) ?? null, varied: varied.get(model) ?? null }]),
    ),
    controls: {
      spotting: spotting.share === null ? null : { share: spotting.share, n: spotting.planted },
      falseAlarms: falseAlarms.ofWalls === null ? null : { share: falseAlarms.ofWalls, n: reals.length },
      variedReals: varied.get(REAL) ?? null,
    },
  };
}

function twinsOf(rows: readonly TwinsJudgment[]): TwinsReport {
  return analyseTwins(
    rows.map(({ model, ...row }) => ({ ...row, model: model === REAL ? null : model })),
    { reports: 'one' },
  );
}

/** Corrected where twins were planted; null where nothing is known, not even from one side. */
function distinctOf(
  { model, walls, nEff, ci, pairs, nEffCorrected, ciCorrected }: TwinReport,
  { spotting }: TwinsReport,
  rows: readonly TwinsJudgment[],
): DistinctInfo | null {
  const corrected = spotting.share !== null;
  const interval = corrected ? ciCorrected : ci;
  if (walls === 0 || interval === null) return null;
  const low = Math.max(1, interval[0]);
  // A report before every wall: as few as can be.
  const value = nEff === null && pairs > 0 ? 1 : corrected ? nEffCorrected : nEff;
  const n = rows.filter((row) => row.model === model && row.comparisons > 0).length;
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
  const people = rows.map((row) => ({ ...row, participant: `${row.room} ${row.participant}`, room: undefined }));
  return new Map(
    analyseVariety(people).models.map(({ model, share: { value, ci }, n }) => {
      const [low, high] = ci ?? [0, 1];
      return [model, { value, low, high, n }];
    }),
  );
}
