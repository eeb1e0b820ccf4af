export { detect, dPrimeOfDuel, type Detection, type Outcomes } from './detection.ts';
export type { Estimate } from './interval.ts';
export { probit } from './probit.ts';
export type { Resampling } from './resampling.ts';
export type { VerdictRow } from './row.ts';
export { analyseVerdicts, type ModelReport, type VerdictOptions } from './verdicts.ts';
