import { describe, expect, it } from 'vitest';
import { rowsOfTable, type RowSource } from '../../features/rows.ts';
import type { FeatureTable } from '../../metric.ts';
import { measurePairs } from '../../pairs/measure.ts';
import { rngFor } from '../../random.ts';
import type { KernelDistance } from './estimate.ts';
import { plugin } from './index.ts';
import { drawSubsets } from './subsets.ts';

const normals = (size: number, shift: number, ...key: (string | number)[]): Float64Array => {
  const rng = rngFor('kid', ...key);
  return Float64Array.from({ length: size }, () => rng.normal() + shift);
};
const table = (features: Float64Array, dimensions: number): FeatureTable => {
  const n = features.length / dimensions;
  return { n, dimensions, features, classes: 1, probabilities: new Float64Array(n).fill(1) };
};
const rowsOf = (x: Float64Array, d: number): RowSource => rowsOfTable(x, x.length / d, d);
const kid = async (x: Float64Array, y: Float64Array, d: number, seed = 0): Promise<KernelDistance> =>
  (await measurePairs(rowsOf(x, d), rowsOf(y, d), { seed })).kid;

/** Unbiased MMD^2 by its definition. */
function byDefinition(x: Float64Array, y: Float64Array, d: number): number {
  const [m, n] = [x.length / d, y.length / d];
  const k = (a: Float64Array, i: number, b: Float64Array, j: number): number => {
    let dot = 0;
    for (let c = 0; c < d; c++) dot += a[i * d + c]! * b[j * d + c]!;
    return (dot / d + 1) ** 3;
  };
  let sum = 0;
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) if (i !== j) sum += k(x, i, x, j) / (m * (m - 1));
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (i !== j) sum += k(y, i, y, j) / (n * (n - 1));
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) sum -= (2 * k(x, i, y, j)) / (m * n);
  return sum;
}

describe('the unbiased discrepancy', () => {
  it('is its definition, also over several tiles', async () => {
    for (const [n, d] of [
      [9, 3],
      [1100, 2],
    ] as const) {
      const [x, y] = [normals(n * d, 0, 'x'), normals(n * d, 0.5, 'y')];
      const { kid: ours } = await measurePairs(rowsOf(x, d), rowsOf(y, d), { seed: 0, kidSize: n });
      expect(Math.abs(ours.mean - byDefinition(x, y, d))).toBeLessThan(1e-10);
      expect(ours.deviation).toBe(0);
    }
  });

  it('of subsets is that of their rows, with the population deviation', async () => {
    const [m, n, d, seed] = [1100, 1300, 2, 4];
    const [x, y] = [normals(m * d, 0, 'x'), normals(n * d, 0.5, 'y')];
    const settings = { seed, kidSubsets: 3, kidSize: 50 };
    const { kid: ours } = await measurePairs(rowsOf(x, d), rowsOf(y, d), settings);
    const values: number[] = [];
    for (const [a, b] of drawSubsets(m, n, seed, 3, 50)) {
      expect(new Set(a).size).toBe(50);
      values.push(byDefinition(await rowsOf(x, d).gather(a), await rowsOf(y, d).gather(b), d));
    }
    const mean = (values[0]! + values[1]! + values[2]!) / 3;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3);
    expect(Math.abs(ours.mean - mean)).toBeLessThan(1e-10);
    expect(Math.abs(ours.deviation - deviation)).toBeLessThan(1e-10);
  });

  /** E (x.y)^p of N(mu, I): with d = 1, kernel (xy + 1)^3, moments of a normal give MMD^2 by hand. */
  it('is on average the discrepancy of the distributions: 0 for the same, the known value for others', async () => {
    const repetitions = 200;
    for (const shift of [0, 0.5]) {
      const moment = (mu: number): number[] => [1, mu, mu * mu + 1, mu ** 3 + 3 * mu];
      const binomial = [1, 3, 3, 1];
      const [a, b] = [moment(shift), moment(0)];
      const known = binomial.reduce((sum, weight, p) => sum + weight * (a[p]! - b[p]!) ** 2, 0);
      let mean = 0;
      let squares = 0;
      for (let r = 0; r < repetitions; r++) {
        const { mean: value } = await kid(normals(25, shift, 'a', r), normals(25, 0, 'b', r), 1);
        mean += value / repetitions;
        squares += (value * value) / repetitions;
      }
      const error = Math.sqrt((squares - mean * mean) / repetitions);
      expect(Math.abs(mean - known)).toBeLessThan(4 * error);
    }
  });
});

describe('KID', () => {
  it('of one distribution is about 0 within its interval, and of another is not', async () => {
    const [n, d] = [300, 8];
    const reals = table(normals(n * d, 0, 'reals'), d);
    const same = await plugin.score({ samples: table(normals(n * d, 0, 'same'), d), reals, seed: 1 });
    expect(same.low).toBeLessThan(0);
    expect(same.high).toBeGreaterThan(0);
    const other = await plugin.score({ samples: table(normals(n * d, 0.3, 'other'), d), reals, seed: 1 });
    expect(other.low).toBeGreaterThan(same.high);
  });

  it('takes fewer images than a subset holds, says so, and repeats with its seed', async () => {
    const d = 4;
    const samples = table(normals(60 * d, 0, 'few'), d);
    const reals = table(normals(200 * d, 0, 'more'), d);
    const score = await plugin.score({ samples, reals, seed: 3 });
    expect(score.notes).toEqual([expect.stringContaining('60 images')]);
    expect(await plugin.score({ samples, reals, seed: 3 })).toEqual(score);
    expect((await plugin.score({ samples, reals, seed: 4 })).value).not.toBe(score.value);
  });

  for (const [what, shift, least, most] of [
    ['of another distribution', 0.6, 0.89, 0.99],
    ['of the same distribution, where it is too wide rather than too narrow', 0, 0.94, 1],
  ] as const) {
    it(`has intervals that cover in 95 % of repetitions ${what}`, async () => {
      const [n, d, repetitions] = [40, 3, 150];
      const values: number[] = [];
      const errors: number[] = [];
      for (let r = 0; r < 2 * repetitions; r++) {
        const [x, y] = [normals(n * d, shift, what, 'x', r), normals(n * d, 0, what, 'y', r)];
        const { mean, error } = await kid(x, y, d, r);
        values.push(mean);
        if (r < repetitions) errors.push(error);
      }
      const expected = values.reduce((a, b) => a + b, 0) / values.length;
      const covered = errors.filter((error, r) => Math.abs(values[r]! - expected) <= 1.96 * error).length / repetitions;
      expect(covered).toBeGreaterThanOrEqual(least);
      expect(covered).toBeLessThanOrEqual(most);
    });
  }
});
