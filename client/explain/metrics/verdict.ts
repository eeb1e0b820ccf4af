export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export type Verdict = 'nothing' | 'worse' | 'muchWorse' | 'better';

/** Measures for which more is better. */
const HIGHER: ReadonlySet<string> = new Set(['inception-score', 'precision', 'recall']);
export const isHigherBetter = (measure: string): boolean => HIGHER.has(measure);

/**
 * What a measure says of a set, beside what it said of the untouched one: nothing while the intervals overlap; much worse
 * where the change is five times as large as both of them together are wide.
 */
export function verdictOf(measure: string, untouched: Estimate, now: Estimate): Verdict {
  if (now.low <= untouched.high && untouched.low <= now.high) return 'nothing';
  const rises = now.value > untouched.value;
  if (rises === isHigherBetter(measure)) return 'better';
  const width = (now.high - now.low + untouched.high - untouched.low) / 2;
  return Math.abs(now.value - untouched.value) > 5 * width ? 'muchWorse' : 'worse';
}
