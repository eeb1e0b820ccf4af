import { describe, expect, it } from 'vitest';
import { rowsOfTable, type RowSource } from '../features/rows.ts';
import { rngFor, type Rng } from '../random.ts';
import { normalInterval, shareInterval } from './interval.ts';
import type { Estimate, ManifoldMeasures } from './manifold.ts';
import { measurePairs } from './measure.ts';
import { nearestAmong, nearestWithin } from './nearest.ts';
import { squaredDistance } from './tiles.ts';

const cloud = (rng: Rng, n: number, d: number, shift = 0, scale = 1): RowSource =>
  rowsOfTable(
    Float64Array.from({ length: n * d }, () => scale * rng.normal() + shift),
    n,
    d,
  );
const KEYS = ['precision', 'recall', 'density', 'coverage'] as const;

/** The four measures word by word, without tiles, products or groups. */
async function byDefinition(x: RowSource, y: RowSource, k: number): Promise<number[]> {
  const { d } = x;
  const [a, b] = [await x.rows(0, x.n), await y.rows(0, y.n)];
  const radii = (rows: Float64Array, n: number): number[] =>
    Array.from({ length: n }, (_, i) => {
      const others = Array.from({ length: n }, (_, j) => (i === j ? Infinity : squaredDistance(rows, i, rows, j, d)));
      return others.sort((p, q) => p - q)[k - 1]!;
    });
  const [ofX, ofY] = [radii(a, x.n), radii(b, y.n)];
  const between = Array.from({ length: y.n }, (_, i) =>
    Array.from({ length: x.n }, (_, j) => squaredDistance(b, i, a, j, d)),
  );
  const held = Array.from({ length: x.n }, (_, j) => between.filter((row, i) => row[j]! < ofY[i]!).length);
  return [
    held.filter((balls) => balls > 0).length / x.n,
    between.filter((row) => row.some((value, j) => value < ofX[j]!)).length / y.n,
    held.reduce((sum, balls) => sum + balls, 0) / (k * x.n),
    between.filter((row, i) => Math.min(...row) < ofY[i]!).length / y.n,
  ];
}

const valuesOf = (measures: ManifoldMeasures): number[] => KEYS.map((key) => measures[key].value);

describe('precision, recall, density and coverage', () => {
  it('are their definitions, for any sizes, tiles and k', async () => {
    const rng = rngFor('definitions');
    for (const [m, n, d, k] of [
      [80, 50, 3, 5],
      [30, 90, 5, 1],
      [1030, 60, 2, 3],
      [6, 7, 2, 5],
    ] as const) {
      const [x, y] = [cloud(rng, m, d, 0.4, 1.2), cloud(rng, n, d)];
      const ours = valuesOf(await measurePairs(x, y, { seed: 1, k }));
      const known = await byDefinition(x, y, k);
      expect(Math.max(...ours.map((value, i) => Math.abs(value - known[i]!)))).toBeLessThan(1e-12);
    }
  });

  it('are 1 of a set and itself: ties are ties, whatever rounding a product of matrices has', async () => {
    const rng = rngFor('ties');
    for (const offset of [0, 1e4]) {
      const x = Float64Array.from({ length: 1100 * 7 }, () => rng.normal() + offset);
      const [a, b] = [rowsOfTable(x, 1100, 7), rowsOfTable(x.slice(), 1100, 7)];
      expect(valuesOf(await measurePairs(a, b, { seed: 1 }))).toEqual([1, 1, expect.closeTo(1, 12), 1]);
    }
  });

  it('count nothing where all images are the same, since no distance is below 0', async () => {
    const flat = rowsOfTable(new Float64Array(60).fill(3), 20, 3);
    expect(valuesOf(await measurePairs(flat, flat, { seed: 1 }))).toEqual([0, 0, 0, 0]);
  });

  it('tell a model that repeats itself from one that blurs', async () => {
    const rng = rngFor('modes');
    const reals = cloud(rng, 400, 4);
    const narrow = await measurePairs(cloud(rng, 400, 4, 0, 0.3), reals, { seed: 1 });
    const wide = await measurePairs(cloud(rng, 400, 4, 0, 3), reals, { seed: 1 });
    expect(narrow.precision.value).toBeGreaterThan(0.95);
    expect(narrow.recall.value).toBeLessThan(0.4);
    expect(wide.precision.value).toBeLessThan(0.5);
    expect(wide.recall.value).toBeGreaterThan(0.9);
  });
});

describe('their intervals', () => {
  it('cover the expected value at this n at least as often as they say', async () => {
    const [n, m, d, repetitions] = [120, 150, 3, 150];
    const rng = rngFor('intervals');
    const runs: ManifoldMeasures[] = [];
    for (let r = 0; r < repetitions; r++) {
      runs.push(await measurePairs(cloud(rng, m, d, 0.6), cloud(rng, n, d), { seed: r }));
    }
    for (const key of KEYS) {
      const mean = runs.reduce((sum, run) => sum + run[key].value, 0) / repetitions;
      const within = (estimate: Estimate): boolean => {
        const count = key === 'precision' ? m : n;
        const { low, high } = key === 'density' ? normalInterval(estimate, 0) : shareInterval(estimate, count);
        return low <= mean && mean <= high;
      };
      // The jackknife of a measure of nearest neighbours is too wide rather than too narrow.
      expect(runs.filter((run) => within(run[key])).length / repetitions).toBeGreaterThanOrEqual(0.93);
    }
  });

  it('of shares stay within 0 and 1 and keep a width at both ends', () => {
    const { low, high } = shareInterval({ value: 1, error: 0 }, 100);
    expect(high).toBe(1);
    expect(low).toBeCloseTo(1 - 1.96 ** 2 / (100 + 1.96 ** 2), 3); // Wilson 1927 at p = 1
    expect(shareInterval({ value: 0.5, error: 0.05 }, 1000)).toEqual({
      low: expect.closeTo(0.404, 3),
      high: expect.closeTo(0.596, 3),
    });
  });
});

it('finds the nearest rows over several tiles', async () => {
  const rng = rngFor('nearest');
  const [x, y] = [cloud(rng, 1100, 3), cloud(rng, 1050, 3)];
  const [a, b] = [await x.rows(0, x.n), await y.rows(0, y.n)];
  const among = await nearestAmong(x, y);
  const within = await nearestWithin(x, 2);
  for (const i of [0, 500, 1099]) {
    const others = Array.from({ length: y.n }, (_, j) => squaredDistance(a, i, b, j, 3));
    expect(among[i]).toBe(Math.min(...others));
    const own = Array.from({ length: x.n }, (_, j) => (i === j ? Infinity : squaredDistance(a, i, a, j, 3)));
    own.sort((p, q) => p - q);
    expect([...within.squared.subarray(i * 2, i * 2 + 2)]).toEqual(own.slice(0, 2));
  }
});
