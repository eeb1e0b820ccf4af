import { describe, expect, it } from 'vitest';
import { rngFor } from '../../../shared/random.ts';
import { expectation, maximisation, startAt } from './em.ts';

const FLOOR = 1e-4;

/** Two clumps of unequal size on the plane. */
function clumps(n: number): Float64Array {
  const rng = rngFor(5, 'clumps');
  const x = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const left = i % 4 === 0;
    x[2 * i] = (left ? -2 : 1.5) + 0.4 * rng.normal();
    x[2 * i + 1] = (left ? 1 : -1) + 0.3 * rng.normal();
  }
  return x;
}

describe('EM', () => {
  it('never lowers the likelihood', () => {
    for (const [seed, d, k] of [
      [1, 2, 3],
      [2, 2, 6],
      [3, 4, 3],
    ] as const) {
      const rng = rngFor(seed, 'data');
      const x = Float64Array.from({ length: 60 * d }, () => rng.normal() + (rng.uniform() < 0.4 ? 2 : 0));
      let mixture = startAt(x, d, k, FLOOR, rng);
      let before = -Infinity;
      for (let step = 0; step < 40; step++) {
        const { shares, logLikelihood } = expectation(mixture, x);
        // The floor on variances is not part of EM; it can cost what it adds.
        expect(logLikelihood).toBeGreaterThan(before - 1e-2);
        before = logLikelihood;
        mixture = maximisation(mixture, x, shares, FLOOR);
      }
    }
  });

  it('shares every point out whole', () => {
    const x = clumps(40);
    const { shares } = expectation(startAt(x, 2, 4, FLOOR, rngFor(1)), x);
    for (let i = 0; i < 40; i++)
      expect(Math.abs(shares.subarray(4 * i, 4 * i + 4).reduce((a, b) => a + b) - 1)).toBeLessThan(1e-12);
  });

  it('finds two clumps, their sizes with them', () => {
    const x = clumps(400);
    let mixture = startAt(x, 2, 2, FLOOR, rngFor(4));
    for (let step = 0; step < 60; step++) mixture = maximisation(mixture, x, expectation(mixture, x).shares, FLOOR);
    const small = mixture.weights[0]! < mixture.weights[1]! ? 0 : 1;
    expect(Math.abs(mixture.weights[small]! - 0.25)).toBeLessThan(0.01);
    expect(Math.abs(mixture.means[2 * small]! + 2)).toBeLessThan(0.15);
    expect(Math.abs(mixture.means[2 * small + 1]! - 1)).toBeLessThan(0.15);
  });

  it('with one component is the Gaussian of the points, after one step', () => {
    const x = clumps(50);
    const once = maximisation(startAt(x, 2, 1, 0, rngFor(1)), x, new Float64Array(50).fill(1), 0);
    let mean = 0;
    for (let i = 0; i < 50; i++) mean += x[2 * i]! / 50;
    let variance = 0;
    for (let i = 0; i < 50; i++) variance += (x[2 * i]! - mean) ** 2 / 50;
    expect(Math.abs(once.means[0]! - mean)).toBeLessThan(1e-12);
    expect(Math.abs(once.covariances[0]! - variance)).toBeLessThan(1e-12);
  });
});
