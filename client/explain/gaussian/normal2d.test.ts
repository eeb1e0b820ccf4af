import { describe, expect, it } from 'vitest';
import { rngFor } from '../../../shared/random.ts';
import { fitNormal, logDensity } from './normal2d.ts';
import type { Normal2d } from './normal2d.ts';

const rng = rngFor(1, 'points');
const points = Array.from({ length: 40 }, () => ({ x: rng.normal(), y: 0.5 * rng.normal() }));
const likelihood = (normal: Normal2d): number => {
  const log = logDensity(normal);
  return points.reduce((sum, { x, y }) => sum + log(x, y), 0);
};

describe('a Gaussian on the plane', () => {
  it('has a density that sums to one', () => {
    const log = logDensity({ mean: [0.3, -0.2], covariance: [0.5, 0.2, 0.4] });
    let sum = 0;
    const h = 0.05;
    for (let x = -6; x < 6; x += h) for (let y = -6; y < 6; y += h) sum += Math.exp(log(x, y)) * h * h;
    expect(Math.abs(sum - 1)).toBeLessThan(1e-6);
  });

  it('is fitted where no small change makes the points likelier', () => {
    const best = fitNormal(points);
    const [x, y] = best.mean;
    const [xx, xy, yy] = best.covariance;
    for (const step of [-0.05, 0.05]) {
      expect(likelihood({ ...best, mean: [x + step, y] })).toBeLessThan(likelihood(best));
      expect(likelihood({ ...best, mean: [x, y + step] })).toBeLessThan(likelihood(best));
      expect(likelihood({ ...best, covariance: [xx + step, xy, yy] })).toBeLessThan(likelihood(best));
      expect(likelihood({ ...best, covariance: [xx, xy + step, yy] })).toBeLessThan(likelihood(best));
    }
  });

  it('counts a point of weight two as two points', () => {
    const twice = fitNormal([points[0]!, points[0]!, points[1]!]);
    const weighted = fitNormal([points[0]!, points[1]!], [2, 1]);
    const gap = Math.max(
      ...twice.covariance.map((value, i) => Math.abs(value - weighted.covariance[i]!)),
      ...twice.mean.map((value, i) => Math.abs(value - weighted.mean[i]!)),
    );
    expect(gap).toBeLessThan(1e-12);
  });
});
