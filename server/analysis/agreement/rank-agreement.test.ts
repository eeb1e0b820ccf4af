import { describe, expect, it } from 'vitest';
import { rngFor } from '../../../shared/random.ts';
import { kendallTau } from '../reliability/kendall.ts';
import type { VerdictRow } from '../verdict/row.ts';
import { fooledShares, rankAgreement } from './rank-agreement.ts';

/** Judgments of players who are fooled by each model with a known chance. */
function judged(chances: Readonly<Record<string, number>>, players: number, each: number, seed: number): VerdictRow[] {
  const rng = rngFor('agreement', seed);
  return Array.from({ length: players }, (_, p) =>
    Object.entries(chances).flatMap(([model, chance]) =>
      Array.from({ length: each }, (): VerdictRow => ({
        participant: `p${p}`,
        model,
        truth: 'fake',
        response: rng.uniform() < chance ? 'real' : 'fake',
      })),
    ),
  ).flat();
}
const exactly = (values: Readonly<Record<string, number>>) =>
  new Map(Object.entries(values).map(([model, value]) => [model, { value, low: value, high: value }]));

describe("Kendall's tau-b", () => {
  it('agrees with published and hand-counted values, ties among them', () => {
    // Ten things, five neighbours exchanged: 40 of 45 pairs agree, 5 do not.
    expect(kendallTau([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 1, 4, 3, 6, 5, 8, 7, 10, 9])).toBeCloseTo(35 / 45, 12);
    // scipy.stats.kendalltau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) = -0.4714045207910316
    expect(kendallTau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.4714045207910316, 12);
    expect(kendallTau([1, 1, 1], [1, 2, 3])).toBeNaN();
  });
});

describe('rank agreement', () => {
  const chances = { a: 0.05, b: 0.2, c: 0.35, d: 0.5, e: 0.65 };
  const people = fooledShares(judged(chances, 40, 8, 1));

  it('is 1 for a score that follows people, whichever way it points, and -1 for one that turns them round', () => {
    const distance = exactly({ a: 90, b: 40, c: 20, d: 9, e: 2 });
    expect(rankAgreement(people, distance, false)!.tau).toBe(1);
    expect(rankAgreement(people, distance, true)!.tau).toBe(-1);
    expect(rankAgreement(people, exactly(chances), true)!.tau).toBe(1);
  });

  it('counts only models that have both, and needs three', () => {
    expect(rankAgreement(people, exactly({ a: 1, b: 2, c: 3, x: 9 }), true)!.models).toBe(3);
    expect(rankAgreement(people, exactly({ a: 1, b: 2 }), true)).toBeNull();
    expect(rankAgreement(people, exactly({ a: 1, b: 1, c: 1 }), true)).toBeNull();
  });

  it('gives the places of all, those on which they differ most first', () => {
    const found = rankAgreement(people, exactly({ a: 5, b: 2, c: 3, d: 4, e: 4.5 }), true)!;
    expect(found.places[0]).toEqual({ model: 'a', people: 5, score: 1 });
    expect(found.places).toHaveLength(5);
  });

  it('has a wider interval with fewer players and with surer scores a narrower one', () => {
    const score = exactly({ a: 1, b: 2, c: 3, d: 4, e: 5 });
    const width = (interval: readonly [number, number] | null): number => interval![1] - interval![0];
    const few = rankAgreement(fooledShares(judged(chances, 4, 2, 2)), score, true)!.ci;
    const many = rankAgreement(fooledShares(judged(chances, 400, 8, 2)), score, true)!.ci;
    expect(width(few)).toBeGreaterThan(width(many));
    expect(many).toEqual([1, 1]);
    const vague = new Map([...score].map(([model, { value }]) => [model, { value, low: value - 4, high: value + 4 }]));
    expect(width(rankAgreement(people, vague, true)!.ci)).toBeGreaterThan(
      width(rankAgreement(people, score, true)!.ci),
    );
  });

  it('gives no interval of one player, and the same for the same rows in any order', () => {
    const score = exactly({ a: 1, b: 2, c: 3, d: 4, e: 5 });
    expect(rankAgreement(fooledShares(judged(chances, 1, 40, 3)), score, true)!.ci).toBeNull();
    const rows = judged(chances, 12, 3, 4);
    expect(rankAgreement(fooledShares([...rows].reverse()), score, true)).toEqual(
      rankAgreement(fooledShares(rows), score, true),
    );
  });

  it('averages people, not judgments', () => {
    const one = judged({ a: 1 }, 1, 30, 0);
    const other = judged({ a: 0 }, 1, 2, 0).map((row) => ({ ...row, participant: 'q' }));
    expect([...fooledShares([...one, ...other]).shares]).toEqual([0.5]);
  });
});
