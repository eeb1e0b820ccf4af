export type { Estimate } from './intervals/estimate.ts';
export type { Cluster, Resampling } from './intervals/resampling.ts';
export { probit } from './numeric/probit.ts';
export { detect, dPrimeOfDuel, type Detection, type Outcomes } from './verdict/detection.ts';
export type { VerdictRow } from './verdict/row.ts';
export { analyseVerdicts, type ModelReport, type VerdictOptions } from './verdict/verdicts.ts';
export { NoStrengths } from './duel/bradley-terry.ts';
export { analyseDuels, type DuelModel, type DuelOptions, type DuelReport } from './duel/duels.ts';
export { againstReal, type AgainstReal } from './duel/against-real.ts';
export type { DuelRow } from './duel/row.ts';
export {
  analyseTwins,
  birthdaySize,
  comparisonsOf,
  type TwinReport,
  type TwinRow,
  type TwinsReport,
} from './diversity/twins.ts';
export { analyseVariety, varietyShares, type VarietyModel, type VarietyReport } from './diversity/variety.ts';
export { analyseFlash, type FlashReport, type FlashRow } from './flash/hype-time.ts';
export { classAccuracy, type ClassAccuracies, type ShownItem } from './label/class-accuracy.ts';
export { labelDiversity, type LabelDiversity } from './label/diversity.ts';
export { krippendorffAlpha, krippendorffEstimate, type Level } from './label/krippendorff.ts';
export { countLabels, sortLabels, type LabelCounts, type LabelRow } from './label/row.ts';
export { fitRasch, type RaschFit, type RaschRow } from './skill/rasch.ts';
export { arrivalsOf, type Arrivals } from './verdict/arrivals.ts';
export { fakeness, rocArea, rocOf, type Roc } from './verdict/roc.ts';
export { designEffect, type DesignEffect } from './reliability/design-effect.ts';
export { FEWEST_TARGETS, type Rating } from './reliability/full-table.ts';
export { intraclass, intraclassOf, type Icc, type IccOfRatings } from './reliability/icc.ts';
export type { ImageJudgment } from './reliability/judgments.ts';
export { excessAgreement } from './reliability/neighbours.ts';
export { splitHalf, type SplitHalf } from './reliability/split-half.ts';
export { planPlayers, type PlayerPlan } from './planning/power.ts';
export { AlwaysValid, FEWEST_PLAYERS, fixedWidth, standingOf, type Standing, type Stop } from './planning/stopping.ts';
export { fitCrossed, type CrossedFit } from './skill/crossed.ts';
export { kendallTau } from './reliability/kendall.ts';
export { fooledShares, rankAgreement, type FooledShares, type RankAgreement } from './agreement/rank-agreement.ts';
