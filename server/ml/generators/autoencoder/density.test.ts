import { expect, it } from 'vitest';
import { momentsOf } from '../../numeric/moments.ts';
import { rngFor } from '../../random.ts';
import { CodeDensity } from './density.ts';

/** Codes of two classes: apart, and slanted differently. */
function codes(n: number): { codes: Float32Array; labels: Uint8Array } {
  const rng = rngFor('codes');
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 2);
  const values = new Float32Array(n * 2);
  labels.forEach((label, i) => {
    const [a, b] = [rng.normal(), rng.normal()];
    values[2 * i] = label === 0 ? 5 + a : -5 + 0.3 * a;
    values[2 * i + 1] = label === 0 ? a + 0.5 * b : b;
  });
  return { codes: values, labels };
}

it('draws with the mean and covariance of the codes of the class', async () => {
  const { codes: values, labels } = codes(4000);
  const density = new CodeDensity(2, 2);
  await density.fit(values, labels);
  const rng = rngFor('draws');
  for (const label of [0, 1]) {
    const draws = Float32Array.from(Array.from({ length: 20_000 }, () => [...density.draw(label, rng)]).flat());
    const own = values.filter((_, i) => labels[Math.floor(i / 2)] === label);
    const [found, wanted] = [await momentsOf(draws, 20_000, 2), await momentsOf(own, own.length / 2, 2)];
    for (let j = 0; j < 2; j++) expect(Math.abs(found.mean[j]! - wanted.mean[j]!)).toBeLessThan(0.04);
    for (let j = 0; j < 4; j++) expect(Math.abs(found.covariance[j]! - wanted.covariance[j]!)).toBeLessThan(0.06);
  }
});

it('draws anywhere in the box of the codes, and nowhere else', async () => {
  const { codes: values, labels } = codes(500);
  const density = new CodeDensity(2, 2);
  await density.fit(values, labels);
  const rng = rngFor('anywhere');
  const draws = Array.from({ length: 2000 }, () => density.drawAnywhere(rng));
  for (const j of [0, 1]) {
    const [own, found] = [values.filter((_, i) => i % 2 === j), draws.map((draw) => draw[j]!)];
    const [low, high] = [Math.min(...own), Math.max(...own)];
    const span = high - low;
    expect(Math.min(...found)).toBeGreaterThanOrEqual(low);
    expect(Math.max(...found)).toBeLessThanOrEqual(high);
    expect(Math.min(...found) - low).toBeLessThan(0.01 * span);
    expect(Math.abs(found.reduce((a, b) => a + b, 0) / found.length - (low + high) / 2)).toBeLessThan(0.03 * span);
  }
});

it('gives a class of a single picture the Gaussian of all, and codes that never move a width', async () => {
  const density = new CodeDensity(2, 3);
  await density.fit(Float32Array.of(1, 7, 3, 7, 5, 7), [0, 0, 1]);
  const rng = rngFor('few');
  const draws = Array.from({ length: 4000 }, () => density.draw(1, rng)[0]!);
  expect(Math.abs(draws.reduce((a, b) => a + b, 0) / draws.length - 3)).toBeLessThan(0.15);
  expect(Number.isFinite(density.draw(0, rng)[1]!)).toBe(true);
});
