import { expect, it } from 'vitest';
import { rowsOfTable, type RowSource } from '../features/rows.ts';
import { rngFor } from '../random.ts';
import { realismOf, realismReference } from './realism.ts';
import { squaredDistance } from './tiles.ts';

const cloud = (seed: string, n: number, d: number, shift = 0): RowSource => {
  const rng = rngFor(seed);
  return rowsOfTable(
    Float64Array.from({ length: n * d }, () => rng.normal() + shift),
    n,
    d,
  );
};

it('is its definition word by word, over several tiles', async () => {
  const [x, y] = [cloud('x', 40, 4, 0.5), cloud('y', 1100, 4)];
  const [a, b] = [await x.rows(0, x.n), await y.rows(0, y.n)];
  const radii = Array.from({ length: y.n }, (_, i) => {
    const others = Array.from({ length: y.n }, (_, j) => (i === j ? Infinity : squaredDistance(b, i, b, j, 4)));
    return Math.sqrt(others.sort((p, q) => p - q)[2]!);
  });
  const median = [...radii].sort((p, q) => p - q)[Math.floor((y.n - 1) / 2)]!;
  const known = Array.from({ length: x.n }, (_, i) =>
    Math.max(...radii.map((radius, j) => (radius <= median ? radius / Math.sqrt(squaredDistance(a, i, b, j, 4)) : 0))),
  );
  const ours = await realismOf(x, await realismReference(y));
  expect(Math.max(...ours.map((value, i) => Math.abs(value - known[i]!)))).toBeLessThan(1e-9);
});

it('falls with the distance from the data, and a copy gets the most', async () => {
  const y = cloud('y', 300, 3);
  const reference = await realismReference(y);
  const mean = async (shift: number): Promise<number> => {
    const all = await realismOf(cloud('x', 100, 3, shift), reference);
    return all.reduce((sum, value) => sum + value, 0) / all.length;
  };
  expect(await mean(0)).toBeGreaterThan(await mean(2));
  expect(await mean(2)).toBeGreaterThan(await mean(6));
  expect(Math.max(...(await realismOf(y, reference)))).toBe(100);
});
