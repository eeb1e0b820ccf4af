import { describe, expect, it } from 'vitest';
import { rngFor } from '../../../shared/random.ts';
import type { DuelRow } from '../duel/row.ts';
import { analyseTwins, type TwinRow } from '../diversity/twins.ts';
import { analyseVariety } from '../diversity/variety.ts';
import { twinRarity, variedShares } from './diversity-scores.ts';
import { rankAgreement } from './rank-agreement.ts';

/** Each model's walls, searched by `searchers` each, with twins on a known share of them. */
function searched(twins: Readonly<Record<string, number>>, walls: number, searchers: number): TwinRow[] {
  const rng = rngFor('searched', walls);
  return Object.entries(twins).flatMap(([model, share]) =>
    Array.from({ length: walls }, (_, w) => {
      const pairs = Number(rng.uniform() < share);
      return Array.from({ length: searchers }, (_, p): TwinRow => ({
        participant: `p${p}`,
        wall: `${model} ${w}`,
        model,
        size: 16,
        pairs,
        planted: 0,
        plantedFound: 0,
      }));
    }).flat(),
  );
}

/** Duels of walls of all pairs of models; the chance that the first is more varied follows their worths. */
function compared(worths: Readonly<Record<string, number>>, players: number, walls: 'own' | 'common'): DuelRow[] {
  const rng = rngFor('compared', players);
  const models = Object.keys(worths);
  const pairs = models.flatMap((left, i) => models.slice(i + 1).map((right) => ({ left, right })));
  return Array.from({ length: players }, (_, p) =>
    pairs.map(({ left, right }, i): DuelRow => {
      const chance = 1 / (1 + Math.exp(worths[right]! - worths[left]!));
      const wall = walls === 'own' ? `${p} ${i}` : String(i);
      return { participant: `p${p}`, room: 'r', left, right, winner: rng.uniform() < chance ? 'left' : 'right', wall };
    }),
  ).flat();
}
const exactly = (values: Readonly<Record<string, number>>) =>
  new Map(Object.entries(values).map(([model, value]) => [model, { value, low: value, high: value }]));
const width = (interval: readonly [number, number] | null): number => interval![1] - interval![0];

describe('rarity of twins', () => {
  const rows = searched({ a: 0.02, b: 0.1, c: 0.3, d: 0.6 }, 200, 1);

  it('orders models as the number of different pictures does', () => {
    const { models, shares } = twinRarity(rows);
    const { models: reports } = analyseTwins(rows, { reports: 'one' });
    expect(models).toEqual(reports.map(({ model }) => model));
    reports.forEach(({ nEff }, m) => expect(-1 / shares[m]!).toBeCloseTo(nEff!, 9));
    expect(rankAgreement(twinRarity(rows), exactly({ a: 9, b: 5, c: 2, d: 1 }), true)!.tau).toBe(1);
  });

  it('counts a wall once, however many searched it, and controls not at all', () => {
    const few = searched({ a: 0.1, b: 0.3, c: 0.5 }, 30, 1);
    const many = searched({ a: 0.1, b: 0.3, c: 0.5 }, 30, 20);
    const planted = few.map((row) => ({ ...row, comparisons: 0, planted: 1 }));
    const reals = few.map((row) => ({ ...row, model: null }));
    expect(twinRarity([...many, ...planted, ...reals])).toEqual(twinRarity(few));
  });

  it('has an interval that more walls narrow, and stands where every wall has twins', () => {
    const score = exactly({ a: 4, b: 3, c: 2, d: 1 });
    const little = rankAgreement(twinRarity(searched({ a: 0.02, b: 0.1, c: 0.3, d: 0.6 }, 8, 1)), score, true)!;
    const much = rankAgreement(twinRarity(rows), score, true)!;
    expect(width(little.ci)).toBeGreaterThan(width(much.ci));
    expect([...twinRarity(searched({ a: 1 }, 3, 1)).shares]).toEqual([-1]);
  });
});

describe('shares judged the more varied', () => {
  const worths = { a: 0, b: 0.7, c: 1.5, d: 2.2 };

  it('are those that the board shows', () => {
    const rows = compared(worths, 15, 'own');
    const { models, shares } = variedShares(rows);
    analyseVariety(rows).models.forEach(({ model, share }) =>
      expect(shares[models.indexOf(model)]).toBeCloseTo(share.value, 12),
    );
    expect(rankAgreement(variedShares(rows), exactly(worths), true)!.tau).toBe(1);
  });

  it('vary more where all were shown the same walls, and give no interval of one judge', () => {
    const spread = (walls: 'own' | 'common'): number => {
      const { drawn } = variedShares(compared({ a: 0, b: 0.2, c: 0.4 }, 20, walls));
      const of = drawn.map((each) => each[1]!).filter((share) => !Number.isNaN(share)); // no wall of it was drawn
      const mean = of.reduce((sum, each) => sum + each, 0) / of.length;
      return of.reduce((sum, each) => sum + (each - mean) ** 2, 0) / of.length;
    };
    expect(spread('common')).toBeGreaterThan(spread('own'));
    expect(rankAgreement(variedShares(compared(worths, 1, 'own')), exactly(worths), true)?.ci ?? null).toBeNull();
  });
});
