import { expect, it } from 'vitest';
import { rowsOfTable, type RowSource } from '../features/rows.ts';
import { rngFor } from '../random.ts';
import { chanceOfLess, memorisation } from './memorisation.ts';

const rng = rngFor('memorisation');
const cloud = (n: number): Float64Array => Float64Array.from({ length: n * 2 }, () => rng.normal());
const rowsOf = (x: Float64Array): RowSource => rowsOfTable(x, x.length / 2, 2);

it('is the Mann-Whitney share, ties counting half', () => {
  expect(chanceOfLess(Float64Array.of(1, 2), Float64Array.of(2, 3, 4)).value).toBeCloseTo(5.5 / 6, 12);
  expect(chanceOfLess(Float64Array.of(1, 1), Float64Array.of(1, 1))).toEqual({ value: 0.5, error: 0 });
});

it('is 1 for copies, a half for new images, and less for images that lie off the data', async () => {
  const train = cloud(600);
  const heldOut = rowsOf(cloud(300));
  const copies = await memorisation(rowsOf(train.slice(0, 400)), heldOut, rowsOf(train));
  expect(copies.value).toBe(1);
  const fresh = await memorisation(rowsOf(cloud(300)), heldOut, rowsOf(train));
  expect(Math.abs(fresh.value - 0.5)).toBeLessThan(4 * fresh.error);
  expect(fresh.error).toBeLessThan(0.03);
  const off = await memorisation(rowsOf(cloud(300).map((value) => value + 6)), heldOut, rowsOf(train));
  expect(off.value).toBeLessThan(0.05);
});

it('has a standard error that is the spread over repetitions', () => {
  const values = Array.from({ length: 300 }, () =>
    chanceOfLess(
      Float64Array.from({ length: 60 }, () => rng.normal() - 0.5),
      Float64Array.from({ length: 40 }, () => rng.normal()),
    ),
  );
  const mean = values.reduce((sum, { value }) => sum + value, 0) / 300;
  const spread = Math.sqrt(values.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / 299);
  const error = values.reduce((sum, one) => sum + one.error, 0) / 300;
  expect(Math.abs(error / spread - 1)).toBeLessThan(0.15);
});
