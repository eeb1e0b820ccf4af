import { rngOf, type Draws } from '../numeric/draws.ts';
import { claimOf, COVERS, NOMINAL, type Claim, type Study, type Thoroughness } from './claim.ts';

/** What an analysis said of one measure. The upper end is null where it is open. */
export interface Said {
  readonly value: number;
  readonly ci: readonly [number, number | null] | null;
}

export interface CoverageStudy {
  readonly name: string;
  readonly design: string;
  readonly repetitions: { readonly full: number; readonly quick: number };
  /** One study of simulated players, analysed. Measures without a value are left out. */
  readonly once: (draws: Draws) => Readonly<Record<string, Said | null>>;
  /** True values. Measures that are not here are compared with what they are on average at this design. */
  readonly truth?: Readonly<Record<string, number>>;
  /** Where another share than 94 to 96 % is promised. */
  readonly wanted?: Readonly<Record<string, readonly [number, number]>>;
}

/** How often 95 % intervals cover. A study without an interval does not cover. */
export function coverageStudy(study: CoverageStudy): Study {
  const { name, design, once, truth = {}, wanted = {} } = study;
  return {
    name,
    repetitions: study.repetitions,
    run(thoroughness: Thoroughness, repetitions = study.repetitions[thoroughness], heard = () => {}): Claim[] {
      const said = Array.from({ length: repetitions }, (_, i) => {
        const found = once(rngOf(1_000_003 * (i + 1)));
        heard(i + 1);
        return found;
      });
      const measures = [...new Set(said.flatMap((each) => Object.keys(each)))];
      return measures.map((measure) => {
        const all = said.flatMap((each) => each[measure] ?? []);
        const target = truth[measure] ?? all.reduce((sum, { value }) => sum + value / all.length, 0);
        const hits = all.filter(({ ci }) => ci !== null && ci[0] <= target && target <= (ci[1] ?? Infinity)).length;
        return claimOf(
          { measure, design, promise: COVERS, wanted: wanted[measure] ?? NOMINAL },
          hits,
          all.length,
          thoroughness,
        );
      });
    },
  };
}
