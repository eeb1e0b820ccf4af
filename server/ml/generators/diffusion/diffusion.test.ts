import { describe, expect, it } from 'vitest';
import { rngFor } from '../../random.ts';
import { GreyLevels } from '../../training/grey-levels.ts';
import { Pixels } from './pixels.ts';
import { solve } from './sampler.ts';
import { noiseLevels, scalings, SIGMA_MAX, SIGMA_MIN } from './schedule.ts';

describe('the solver', () => {
  /** For data N(mean, deviation^2) the best denoiser is known: D(x) = (deviation^2 x + sigma^2 mean) / (deviation^2 + sigma^2). */
  const gaussian =
    (mean: number, deviation: number) =>
    (input: Float32Array, sigma: number): Promise<Float32Array> => {
      const c = scalings(sigma);
      return Promise.resolve(
        input.map((scaled) => {
          const x = scaled / c.input;
          const best = (deviation ** 2 * x + sigma ** 2 * mean) / (deviation ** 2 + sigma ** 2);
          return (best - c.skip * x) / c.out;
        }),
      );
    };
  const noise = (): Float32Array => {
    const rng = rngFor('solver');
    return Float32Array.from({ length: 2000 }, () => rng.normal());
  };
  /** The flow's end in closed form: x0 = mean + (x - mean) deviation / sqrt(deviation^2 + sigma^2). */
  const error = async (steps: number, order: 1 | 2): Promise<number> => {
    const start = noise();
    const end = await solve(start.slice(), gaussian(0.5, 0.3), steps, order);
    return Math.max(
      ...end.map((x, i) => Math.abs(x - (0.5 + ((SIGMA_MAX * start[i]! - 0.5) * 0.3) / Math.hypot(0.3, SIGMA_MAX)))),
    );
  };

  it('carries noise to a known distribution', async () => {
    expect(await error(40, 2)).toBeLessThan(0.02);
  });

  it('ends at the same distribution with churn, by chance of its own', async () => {
    const rng = rngFor('churn');
    const normals = (): Float32Array => Float32Array.from({ length: 2000 }, () => rng.normal());
    const churned = await solve(noise(), gaussian(0.5, 0.3), 40, 2, { amount: 10, normals });
    const moments = (x: Float32Array): [number, number] => {
      const mean = x.reduce((sum, v) => sum + v, 0) / x.length;
      return [mean, Math.sqrt(x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / x.length)];
    };
    const [mean, deviation] = moments(churned);
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03); // four standard errors of 2000
    expect(Math.abs(deviation - 0.3)).toBeLessThan(0.02);
    // Along the flow each number's end is settled by its start; here it is not.
    const along = await solve(noise(), gaussian(0.5, 0.3), 40, 2);
    const apart = moments(churned.map((x, i) => x - along[i]!))[1];
    expect(apart).toBeGreaterThan(0.1);
  });

  it('has the order it claims: halving the steps costs twice for Euler, more than three times for Heun', async () => {
    expect((await error(40, 1)) / (await error(80, 1))).toBeGreaterThan(1.7);
    expect((await error(40, 2)) / (await error(80, 2))).toBeGreaterThan(3);
  });
});

it('the noise levels fall from 40 to 0.01 to nothing', () => {
  const levels = noiseLevels(18);
  expect(levels).toHaveLength(19);
  expect(levels[0]).toBeCloseTo(SIGMA_MAX, 9);
  expect(levels[17]).toBeCloseTo(SIGMA_MIN, 9);
  expect(levels[18]).toBe(0);
  for (let i = 1; i < levels.length; i++) expect(levels[i]).toBeLessThan(levels[i - 1]!);
});

it("the scalings keep F's input and target at unit variance", () => {
  for (const sigma of [0.01, 0.3, 1, 7, 40]) {
    const { skip, out, input } = scalings(sigma);
    expect(input ** 2 * (1 + sigma ** 2)).toBeCloseTo(1, 12);
    // Var((y - skip (y + sigma n)) / out) with Var y = Var n = 1
    expect(((1 - skip) ** 2 + (skip * sigma) ** 2) / out ** 2).toBeCloseTo(1, 12);
  }
});

it('grey levels survive the way to unit variance and back, and nearly black clips to black', () => {
  const pixels = new Pixels(24);
  const rng = rngFor('pixels');
  const images = Uint8Array.from({ length: 5000 }, () => (rng.uniform() < 0.8 ? 0 : rng.int(256)));
  pixels.measure(images);
  const table = pixels.table();
  for (let level = 0; level < 256; level++) expect(pixels.toLevel(table[level]!)).toBe(level);
  const deviation = (table[200]! - table[100]!) / 100; // units per grey level
  expect(pixels.toLevel(table[0]! + 20 * deviation)).toBe(0);
  expect(pixels.toLevel(table[255]! - 20 * deviation)).toBe(255);
  const values = Array.from(images, (level) => table[level]!);
  const mean = values.reduce((a, b) => a + b) / values.length;
  expect(mean).toBeCloseTo(0, 5);
  expect(values.reduce((sum, v) => sum + v * v, 0) / values.length).toBeCloseTo(1, 4);
});

it('matched levels give values the shares of the greys that were asked for, in order', () => {
  const rng = rngFor('levels');
  const images = Uint8Array.from({ length: 4000 }, () => (rng.uniform() < 0.7 ? 0 : 2 * rng.int(127)));
  const values = Float32Array.from({ length: 6000 }, () => rng.normal());
  const levels = new GreyLevels();
  levels.match(values.slice(), images);
  const share = (pixels: ArrayLike<number>, level: number): number =>
    Array.from(pixels).filter((each) => each <= level).length / pixels.length;
  const given = Array.from(values, (value) => levels.of(value));
  for (let level = 0; level < 256; level++)
    expect(Math.abs(share(given, level) - share(images, level))).toBeLessThan(2 / values.length);
  const order = [...values].sort((a, b) => a - b).map((value) => levels.of(value));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  const kept = new Map<string, { shape: readonly number[]; data: Float32Array }>();
  levels.save(kept);
  const restored = new GreyLevels();
  restored.restore(kept);
  for (const value of values) expect(restored.of(value)).toBe(levels.of(value));
});
