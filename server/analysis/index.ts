export { detect, dPrimeOfDuel, type Detection, type Outcomes } from './verdict/detection.ts';
export type { Estimate } from './intervals/estimate.ts';
export { probit } from './numeric/probit.ts';
export type { Cluster, Resampling } from './intervals/resampling.ts';
export type { VerdictRow } from './verdict/row.ts';
export { analyseVerdicts, type ModelReport, type VerdictOptions } from './verdict/verdicts.ts';
