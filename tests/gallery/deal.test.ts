import { describe, expect, it } from 'vitest';
import { dealFrom } from '../../server/gallery/deal.ts';

interface Card {
  readonly id: string;
  readonly from: number;
}
const cards = (from: number, n: number): Card[] => Array.from({ length: n }, (_, i) => ({ id: `${from}:${i}`, from }));
const REAL = -1;
const shelf = (from: number, n: number, exclude: ReadonlySet<string> = new Set()) => {
  const pictures = cards(from, n);
  return { pictures, excluded: pictures.filter(({ id }) => exclude.has(id)).length };
};
const table = (reals: number, fakes: number[], exclude?: ReadonlySet<string>) => ({
  reals: shelf(REAL, reals, exclude),
  fakes: fakes.map((n, k) => shelf(k, n, exclude)),
});
const none = new Set<string>();

function dealt(
  t: ReturnType<typeof table>,
  count: number,
  seed: number,
  exclude: ReadonlySet<string> = none,
): readonly Card[] {
  const result = dealFrom<Card>(t, { count, seed, exclude });
  if (!result.ok) throw new Error(`only ${result.available}`);
  return result.pictures;
}

/** Pearson's statistic against equal shares. */
function chiSquare(counts: readonly number[]): number {
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
  return counts.reduce((sum, n) => sum + (n - mean) ** 2 / mean, 0);
}

describe('dealing', () => {
  it('is the same for the same seed and another for another', () => {
    const t = table(100, [100, 100]);
    expect(dealt(t, 20, 5)).toEqual(dealt(t, 20, 5));
    expect(dealt(t, 20, 5)).not.toEqual(dealt(t, 20, 6));
  });

  it('throws a fair coin for every place, whatever fell before', () => {
    const t = table(200, [200, 200, 200]);
    const games = Array.from({ length: 2000 }, (_, seed) => dealt(t, 10, seed).map(({ from }) => from === REAL));
    for (let place = 0; place < 10; place++) {
      const reals = games.filter((game) => game[place]).length;
      expect(chiSquare([reals, 2000 - reals])).toBeLessThan(10.83); // p = .001, 1 df
    }
    const repeats = games.flatMap((game) => game.slice(1).map((real, i) => real === game[i]));
    const same = repeats.filter(Boolean).length;
    expect(chiSquare([same, repeats.length - same])).toBeLessThan(10.83);
    // Not balanced by counting: the number of reals varies as ten coins do (variance 2.5).
    const totals = games.map((game) => game.filter(Boolean).length);
    const mean = totals.reduce((a, b) => a + b, 0) / totals.length;
    const variance = totals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / totals.length;
    expect(Math.abs(variance - 2.5)).toBeLessThan(0.3);
  });

  it('gives the models equal turns: in one deal their shares differ by one at most', () => {
    for (let seed = 0; seed < 50; seed++) {
      const counts = [0, 0, 0, 0];
      for (const { from } of dealt(table(100, [100, 60, 100, 80]), 50, seed)) if (from !== REAL) counts[from]!++;
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it('draws every picture of a source equally often, and none twice in a deal', () => {
    const t = table(20, [20]);
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 4000; seed++) {
      const pictures = dealt(t, 10, seed);
      expect(new Set(pictures).size).toBe(10);
      for (const { id, from } of pictures) if (from === REAL) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    expect(counts.size).toBe(20);
    expect(chiSquare([...counts.values()])).toBeLessThan(43.8); // p = .001, 19 df
  });

  it('never gives an excluded picture, down to the last one', () => {
    const exclude = new Set(
      [...cards(REAL, 30).slice(0, 25), ...cards(0, 30).slice(3), ...cards(1, 30).slice(2)].map(({ id }) => id),
    );
    const t = table(30, [30, 30], exclude);
    for (let seed = 0; seed < 100; seed++) {
      for (const { id } of dealt(t, 5, seed, exclude)) expect(exclude.has(id)).toBe(false);
    }
    expect(dealFrom(t, { count: 6, seed: 0, exclude })).toEqual({ ok: false, available: 5 });
  });

  it('refuses without reals or without fakes', () => {
    expect(dealFrom(table(10, []), { count: 2, seed: 0, exclude: none })).toEqual({ ok: false, available: 0 });
    expect(dealFrom(table(0, [10]), { count: 2, seed: 0, exclude: none })).toEqual({ ok: false, available: 0 });
  });
});
