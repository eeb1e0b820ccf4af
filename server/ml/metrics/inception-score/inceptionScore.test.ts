import { describe, expect, it } from 'vitest';
import { rngFor } from '../../random.ts';
import type { FeatureTable } from '../../metric.ts';
import { drawWithoutReplacement } from '../../numeric/permutation.ts';
import { plugin } from './index.ts';
import { inceptionInterval, inceptionScore } from './score.ts';

const inOrder = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);
const table = (probabilities: Float64Array, classes: number): FeatureTable => {
  const n = probabilities.length / classes;
  return { n, dimensions: 1, features: new Float64Array(n), classes, probabilities };
};

describe('the Inception Score', () => {
  it('of perfect, balanced classes is their number', () => {
    const p = new Float64Array(1000 * 10);
    for (let i = 0; i < 1000; i++) p[i * 10 + (i % 10)] = 1;
    expect(inceptionScore(p, 10, inOrder(1000), 10)).toEqual({
      mean: expect.closeTo(10, 10),
      deviation: expect.closeTo(0, 10),
    });
  });

  it('of undecided predictions, and of one class alone, is 1', () => {
    expect(inceptionScore(new Float64Array(5000).fill(0.1), 10, inOrder(500), 10).mean).toBeCloseTo(1, 12);
    const one = Float64Array.from({ length: 5000 }, (_, i) => Number(i % 10 === 3));
    expect(inceptionScore(one, 10, inOrder(500), 10).mean).toBeCloseTo(1, 12);
  });

  it('is exp of the mean divergence, worked by hand, with the population deviation of the splits', () => {
    const p = Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.5, 0.5, 0.5, 0.5);
    const kl = (a: number, q: number): number => a * Math.log(a / q) + (1 - a) * Math.log((1 - a) / (1 - q));
    const first = Math.exp((kl(0.9, 0.55) + kl(0.2, 0.55)) / 2);
    const { mean, deviation } = inceptionScore(p, 2, inOrder(4), 2);
    expect(mean).toBeCloseTo((first + 1) / 2, 12);
    expect(deviation).toBeCloseTo((first - 1) / 2, 12);
  });

  it('covers the expected score in 95 % of repetitions', () => {
    const [n, k, repetitions] = [150, 4, 150];
    const rng = rngFor('coverage');
    const draw = (): Float64Array => {
      const p = new Float64Array(n * k);
      for (let i = 0; i < n; i++) {
        const sure = 2 + 2 * rng.normal();
        const own = rng.int(k);
        let sum = 0;
        for (let c = 0; c < k; c++) sum += p[i * k + c] = Math.exp(rng.normal() + (c === own ? sure : 0));
        for (let c = 0; c < k; c++) p[i * k + c]! /= sum;
      }
      return p;
    };
    let expected = 0;
    for (let i = 0; i < 2000; i++) expected += inceptionScore(draw(), k, inOrder(n), 5).mean / 2000;
    let covered = 0;
    for (let i = 0; i < repetitions; i++) {
      const { low, high } = inceptionInterval(draw(), k, inOrder(n), 5, 120, rngFor('replicates', i));
      if (low <= expected && expected <= high) covered++;
    }
    expect(covered / repetitions).toBeGreaterThanOrEqual(0.89);
    expect(covered / repetitions).toBeLessThanOrEqual(0.99);
  });

  it('does not depend on the order in which classes were asked for', async () => {
    const p = new Float64Array(1000 * 5);
    for (let i = 0; i < 1000; i++) p[i * 5 + Math.floor(i / 200)] = 1;
    const score = await plugin.score({ samples: table(p, 5), reals: table(p, 5), seed: 1 });
    expect(score.value).toBeGreaterThan(4.7);
    expect(score.high).toBeLessThanOrEqual(5);
    expect(await plugin.score({ samples: table(p, 5), reals: table(p, 5), seed: 1 })).toEqual(score);
    expect(new Set(drawWithoutReplacement(10, 10, rngFor(1))).size).toBe(10);
  });
});
