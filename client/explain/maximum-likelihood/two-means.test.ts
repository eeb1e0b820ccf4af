import { describe, expect, it } from 'vitest';
import { rngFor } from '../../../shared/random.ts';
import { SPREAD, emStep, gradient, gradientStep, logDensity, logLikelihood } from './two-means.ts';
import type { Theta } from './two-means.ts';

const rng = rngFor(2, 'two means');
const data = Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? -1.3 : 1.1) + SPREAD * rng.normal());
const starts: readonly Theta[] = [
  [-2.5, 2.5],
  [0.2, 0.4],
  [2, -0.5],
  [-2.8, -2.6],
];
const far = (a: Theta, b: Theta): number => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));

describe('the likelihood of two means', () => {
  it('is a density over x', () => {
    let sum = 0;
    for (let x = -12; x < 12; x += 0.01) sum += Math.exp(logDensity([-1, 2], x)) * 0.01;
    expect(Math.abs(sum - 1)).toBeLessThan(1e-6);
  });

  it('has the slope that finite differences have', () => {
    const h = 1e-5;
    for (const theta of starts) {
      const [first, second] = gradient(theta, data);
      const numeric: Theta = [
        (logLikelihood([theta[0] + h, theta[1]], data) - logLikelihood([theta[0] - h, theta[1]], data)) / (2 * h),
        (logLikelihood([theta[0], theta[1] + h], data) - logLikelihood([theta[0], theta[1] - h], data)) / (2 * h),
      ];
      expect(far([first, second], numeric)).toBeLessThan(1e-5);
    }
  });

  it('is not lowered by a step of EM', () => {
    for (let theta of starts)
      for (let step = 0; step < 30; step++) {
        const next = emStep(theta, data);
        expect(logLikelihood(next, data)).toBeGreaterThanOrEqual(logLikelihood(theta, data) - 1e-9);
        theta = next;
      }
  });

  it('is highest at one place for EM and for gradient ascent', () => {
    for (const start of starts) {
      let [byEm, bySlope] = [start, start];
      for (let step = 0; step < 4000; step++) byEm = emStep(byEm, data);
      for (let step = 0; step < 4000; step++) bySlope = gradientStep(bySlope, data, 0.1);
      expect(far(byEm, bySlope)).toBeLessThan(1e-4);
    }
  });
});
