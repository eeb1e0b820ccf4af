/** Something that the analysis promises, tried on players who are known. */
export interface Claim {
  readonly measure: string;
  /** The players, pictures and models that were simulated, and what was resampled. */
  readonly design: string;
  /** What is counted: intervals that cover, orders recovered, differences found. */
  readonly promise: string;
  readonly repetitions: number;
  readonly share: number;
  /** Of the share, from the number of repetitions alone. */
  readonly se: number;
  readonly wanted: readonly [low: number, high: number];
  readonly holds: boolean;
}

/** How thoroughly: `full` for the record, `quick` for the tests, which see gross faults alone. */
export type Thoroughness = 'full' | 'quick';

/** Some claims that are tried together. */
export interface Study {
  readonly name: string;
  readonly repetitions: Readonly<Record<Thoroughness, number>>;
  /**
   * @param repetitions other than the study's own
   * @param heard told after each repetition how many are done
   */
  run(thoroughness: Thoroughness, repetitions?: number, heard?: (done: number) => void): Claim[];
}

export const COVERS = '95 % intervals cover';
export const NOMINAL: readonly [number, number] = [0.94, 0.96];

/** An interval that is exact for counts, or takes the wider side on purpose, covers no less. */
export const AT_LEAST: readonly [number, number] = [0.94, 1];

/**
 * A share within two standard errors of what is wanted cannot be told from one inside; in the quick form, within four and a
 * point.
 */
export function claimOf(
  { measure, design, promise, wanted }: Pick<Claim, 'measure' | 'design' | 'promise' | 'wanted'>,
  hits: number,
  repetitions: number,
  thoroughness: Thoroughness,
): Claim {
  const share = hits / repetitions;
  const middle = Math.min(Math.max(share, wanted[0]), wanted[1]);
  const se = Math.sqrt((middle * (1 - middle)) / repetitions);
  const slack = thoroughness === 'full' ? 2 * se : 4 * se + 0.01;
  const holds = share >= wanted[0] - slack && share <= wanted[1] + slack;
  return { measure, design, promise, repetitions, share, se, wanted, holds };
}
