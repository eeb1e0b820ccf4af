import { describe, expect, it } from 'vitest';
import { numpyNormals } from '../../../conformance/inputs/numpyNormals.ts';
import { MetricError, type FeatureTable } from '../../metric.ts';
import { momentsOf, type Moments } from '../../numeric/moments.ts';
import { rngFor } from '../../random.ts';
import { rowsOfTable } from '../../features/rows.ts';
import { factorOf, frechetDistance } from './distance.ts';
import { plugin } from './index.ts';
import { frechetStandardError } from './interval.ts';

const fill = (size: number, draw: () => number): Float64Array => Float64Array.from({ length: size }, draw);
const table = (features: Float64Array, dimensions: number): FeatureTable => {
  const n = features.length / dimensions;
  return { n, dimensions, features, classes: 1, probabilities: new Float64Array(n).fill(1) };
};
const distance = async (x: Float64Array, y: Float64Array, d: number): Promise<number> =>
  frechetDistance(await momentsOf(x, x.length / d, d), await momentsOf(y, y.length / d, d));

describe('the Frechet distance', () => {
  it("is 34.715916 on torch-fidelity's seeded features, whichever set comes first", async () => {
    const draw = numpyNormals(2023);
    const [x, y] = [fill(64 * 64, draw), fill(64 * 64, draw)];
    expect(x[0]!).toBeCloseTo(0.711674, 6);
    expect(Math.abs((await distance(x, y, 64)) - 34.715915577447106)).toBeLessThan(1e-6);
    expect(Math.abs((await distance(y, x, 64)) - 34.715915577447106)).toBeLessThan(1e-6);
  });

  it('of diagonal Gaussians is |m1 - m2|^2 + sum (s1 - s2)^2', async () => {
    const d = 150;
    const rng = rngFor('diagonal');
    const gaussian = (): Moments & { sd: Float64Array } => {
      const sd = fill(d, () => 0.1 + 3 * rng.uniform());
      const covariance = new Float64Array(d * d);
      sd.forEach((value, j) => (covariance[j * d + j] = value * value));
      return { n: 100, d, mean: fill(d, () => rng.normal()), covariance, sd };
    };
    const [a, b] = [gaussian(), gaussian()];
    let known = 0;
    for (let j = 0; j < d; j++) known += (a.mean[j]! - b.mean[j]!) ** 2 + (a.sd[j]! - b.sd[j]!) ** 2;
    expect(Math.abs((await frechetDistance(a, b)) / known - 1)).toBeLessThan(1e-12);
  });

  it('of equal sets is 0, also where features are constant or fewer images than features', async () => {
    for (const [n, d] of [
      [300, 20],
      [20, 70],
    ] as const) {
      const x = fill(n * d, () => 0);
      const rng = rngFor('equal', n);
      for (let i = 0; i < x.length; i++) if (i % d > 3) x[i] = 5 * rng.normal();
      expect(Math.abs(await distance(x, x.slice(), d))).toBeLessThan(1e-5);
    }
    const flat = new Float64Array(12).fill(3);
    expect(
      await distance(
        flat,
        flat.map((value) => value + 1),
        4,
      ),
    ).toBeCloseTo(4, 12);
  });

  it('is unmoved by a rotation of the features', async () => {
    const rng = rngFor('rotate');
    const [x, y] = [fill(400, () => rng.normal()), fill(400, () => 2 * rng.normal() + 1)];
    const [cos, sin] = [Math.cos(0.7), Math.sin(0.7)];
    const turned = (z: Float64Array): Float64Array =>
      z.map((value, i) => (i % 2 === 0 ? cos * value - sin * z[i + 1]! : sin * z[i - 1]! + cos * value));
    expect(Math.abs((await distance(x, y, 2)) - (await distance(turned(x), turned(y), 2)))).toBeLessThan(1e-12);
  });

  it('approaches the distance of the distributions as n grows', async () => {
    const rng = rngFor('growing');
    const d = 4;
    const n = 40_000;
    const x = fill(n * d, () => rng.normal());
    const y = fill(n * d, () => 1.5 * rng.normal() + 0.5);
    expect(Math.abs((await distance(x, y, d)) - (d * 0.25 + d * 0.25))).toBeLessThan(0.06);
  });
});

describe('its interval', () => {
  /** Of 120 repetitions the share that covers has a standard error of 2 %. */
  for (const [what, shift, scale, least] of [
    ['far from the floor', 0.5, 1.3, 0.89],
    ['near the floor', 0.1, 1.05, 0.89],
    ['of the floor itself, where it is too wide rather than too narrow', 0, 1, 0.94],
  ] as const) {
    it(`covers the expected distance at this n in 95 % of repetitions ${what}`, async () => {
      const [d, n, repetitions] = [3, 120, 120];
      const rng = rngFor('coverage', what);
      const found: { value: number; error: number }[] = [];
      let mean = 0;
      for (let i = 0; i < 5 * repetitions; i++) {
        const x = fill(n * d, () => scale * rng.normal() + shift);
        const y = fill(n * d, () => rng.normal());
        const [a, b] = [await momentsOf(x, n, d), await momentsOf(y, n, d)];
        const value = await frechetDistance(a, b);
        mean += value / (5 * repetitions);
        if (i >= repetitions) continue;
        const factors = [await factorOf(a), await factorOf(b)] as const;
        const error = await frechetStandardError(rowsOfTable(x, n, d), a, rowsOfTable(y, n, d), b, factors);
        found.push({ value, error });
      }
      const covered = found.filter(({ value, error }) => Math.abs(value - mean) <= 1.96 * error).length / repetitions;
      expect(covered).toBeGreaterThanOrEqual(least);
      if (shift > 0) expect(covered).toBeLessThan(1);
    });
  }

  it('is part of the score, repeats with the seed, and n is said where it differs', async () => {
    const rng = rngFor('score');
    const samples = table(
      fill(600, () => rng.normal()),
      3,
    );
    const reals = table(
      fill(900, () => rng.normal() + 1),
      3,
    );
    const score = await plugin.score({ samples, reals, seed: 1 });
    expect(score.low).toBeLessThan(score.value);
    expect(score.high).toBeGreaterThan(score.value);
    expect(score.n).toBe(200);
    expect(score.notes).toHaveLength(1);
    expect(await plugin.score({ samples, reals, seed: 1 })).toEqual(score);
  });

  it('refuses tables that do not match, or hold what is no number', async () => {
    const good = table(new Float64Array(30).map(Math.random), 3);
    await expect(plugin.score({ samples: good, reals: table(new Float64Array(30), 2), seed: 1 })).rejects.toThrow(
      MetricError,
    );
    const bad = table(new Float64Array(30).fill(NaN), 3);
    await expect(plugin.score({ samples: bad, reals: good, seed: 1 })).rejects.toThrow(/samples/);
    await expect(plugin.score({ samples: table(new Float64Array(6), 3), reals: good, seed: 1 })).rejects.toThrow(
      /At least 3/,
    );
  });
});
