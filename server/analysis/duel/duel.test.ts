import { describe, expect, it } from 'vitest';
import { integersFrom } from '../numeric/chance.ts';
import { NoStrengths } from './bradley-terry.ts';
import { derivatives } from './likelihood.ts';
import { analyseDuels } from './duels.ts';
import type { DuelRow } from './row.ts';
import { tallyDuels } from './tallies.ts';

/** wins[i][j] rows that i won against j, sides in turn. */
export function rowsOf(wins: readonly (readonly number[])[], names = 'ABCDEFGH'): DuelRow[] {
  let turn = 0;
  return wins.flatMap((row, i) =>
    row.flatMap((n, j) =>
      Array.from({ length: n }, (): DuelRow => {
        const [winner, loser] = [names[i]!, names[j]!];
        return turn++ % 2
          ? { left: winner, right: loser, winner: 'left' }
          : { left: loser, right: winner, winner: 'right' };
      }),
    ),
  );
}

const FOUR = rowsOf([
  [0, 2, 0, 1],
  [3, 0, 5, 0],
  [0, 3, 0, 1],
  [4, 0, 3, 0],
]);

const byName = (rows: readonly DuelRow[], options = {}) =>
  [...analyseDuels(rows, options).models].sort((a, b) => (a.model < b.model ? -1 : 1));

describe('strengths', () => {
  it('of the published 4 x 4 are 0.640, 1.043, 0.660, 2.270 at geometric mean 1', () => {
    const strengths = byName(FOUR).map(({ strength }) => strength);
    [0.64, 1.043, 0.66, 2.27].forEach((theirs, i) => expect(strengths[i]!).toBeCloseTo(theirs, 3));
    expect(strengths.reduce((a, b) => a * b, 1)).toBeCloseTo(1, 10);
  });

  it('make ratings by scale, base and init', () => {
    const [a] = byName(FOUR);
    const [other] = byName(FOUR, { scale: 100, base: Math.E, init: 0 });
    expect(a!.rating).toBeCloseTo(1000 + 400 * Math.log10(a!.strength), 10);
    expect(other!.rating).toBeCloseTo(100 * Math.log(a!.strength), 10);
    expect(a!.ci![0]).toBeLessThan(a!.rating);
  });

  it('count a tie as half a win each, or a parameter of its own', () => {
    const tie: DuelRow = { left: 'A', right: 'B', winner: 'tie' };
    const half = byName([
      ...rowsOf([
        [0, 3],
        [1, 0],
      ]),
      tie,
      tie,
    ]);
    expect(half[0]!.strength / half[1]!.strength).toBeCloseTo(4 / 2, 9);
    const davidson = analyseDuels(
      [
        ...rowsOf([
          [0, 4],
          [4, 0],
        ]),
        tie,
        tie,
      ],
      { ties: 'davidson' },
    );
    expect(davidson.tie).toBeCloseTo(2 / 10 / (4 / 10), 9); // P(tie) / P(win) at equal strengths
    expect(davidson.models[0]!.strength).toBeCloseTo(1, 9);
  });

  it('have the slopes and curvatures of their likelihood', () => {
    const rows = [
      ...FOUR,
      ...Array.from({ length: 5 }, (_, i): DuelRow => ({ left: 'ABCD'[i % 4]!, right: 'BCDA'[i % 4]!, winner: 'tie' })),
    ];
    const { pairs } = tallyDuels(rows, () => null);
    const theta = Float64Array.of(0.3, -0.2, 0.5, -0.6, -1.1);
    const { gradient, information } = derivatives(pairs, theta, 4, 'davidson');
    for (let i = 0; i < 5; i++) {
      const at = (by: number) =>
        derivatives(
          pairs,
          theta.map((x, m) => (m === i ? x + by : x)),
          4,
          'davidson',
        );
      expect((at(1e-5).logLikelihood - at(-1e-5).logLikelihood) / 2e-5).toBeCloseTo(gradient[i]!, 5);
      for (let j = 0; j < 5; j++)
        expect(-(at(1e-5).gradient[j]! - at(-1e-5).gradient[j]!) / 2e-5).toBeCloseTo(information[i * 5 + j]!, 5);
    }
  });

  it('do not exist where one never lost, and exist once a prior is given', () => {
    const never = rowsOf([
      [0, 3],
      [0, 0],
    ]);
    expect(() => analyseDuels(never)).toThrow(NoStrengths);
    expect(() => analyseDuels(never)).toThrow(/'B' never won against 'A'/);
    expect(() =>
      analyseDuels([
        ...rowsOf([
          [0, 3],
          [3, 0],
        ]),
        { left: 'C', right: 'D', winner: 'tie' },
      ]),
    ).toThrow(/never compared/);
    const [a] = byName(never, { prior: 0.5 });
    expect(a!.strength).toBeCloseTo(Math.sqrt(3.5 / 0.5), 9);
    expect(() => analyseDuels(FOUR, { ties: 'davidson' })).toThrow(/--ties half/);
  });

  it("have intervals as wide as the binomial's for one pair, and wider where players copy themselves", () => {
    const rows = rowsOf([
      [0, 60],
      [40, 0],
    ]);
    const { se } = analyseDuels(rows, { scale: 1, base: Math.E }).models[0]!;
    expect(se! * 2).toBeCloseTo(Math.sqrt(1 / 60 + 1 / 40), 2); // log odds, halved on either side of the mean
    const int = integersFrom(3);
    const copied = Array.from({ length: 20 }, (_, p) => {
      const winner = int(10) < 6 ? ('left' as const) : ('right' as const);
      return Array.from({ length: 5 }, (): DuelRow => ({ left: 'A', right: 'B', winner, participant: `p${p}` }));
    }).flat();
    const honest = analyseDuels(copied).models[0]!.se!;
    expect(honest).toBeGreaterThan(2 * analyseDuels(copied, { cluster: 'row' }).models[0]!.se!);
  });
});
