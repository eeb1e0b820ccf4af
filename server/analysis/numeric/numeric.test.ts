import { describe, expect, it } from 'vitest';
import { logGamma } from './gamma.ts';
import { choleskyOf, inverseOf, logDeterminant, SingularMatrix, solveCholesky } from './linear.ts';
import { hazard, logNormalCdf, normalCdf } from './normal.ts';
import { gaussHermite } from './quadrature.ts';
import {
  betaQuantile,
  binomialInterval,
  fQuantile,
  gammaQuantile,
  poissonInterval,
  studentCdf,
  studentQuantile,
} from './quantiles.ts';

const relative = (ours: number, theirs: number): number => Math.abs(ours - theirs) / Math.max(1e-300, Math.abs(theirs));

describe('distributions', () => {
  it('agree with scipy', () => {
    expect(relative(normalCdf(-8), 6.220960574271785e-16)).toBeLessThan(1e-12);
    expect(relative(normalCdf(-2.5), 0.006209665325776132)).toBeLessThan(1e-12);
    expect(relative(normalCdf(0.3), 0.6179114221889526)).toBeLessThan(1e-14);
    expect(relative(normalCdf(4), 0.9999683287581669)).toBeLessThan(1e-14);
    expect(relative(logNormalCdf(-30), -454.32124395634327)).toBeLessThan(1e-12);
    expect(relative(logGamma(7.5), 7.534364236758733)).toBeLessThan(1e-14);
    expect(relative(logGamma(0.3), 1.095797994818076)).toBeLessThan(1e-13);
    expect(relative(gammaQuantile(0.025, 3), 0.6186721228956014)).toBeLessThan(1e-11);
    expect(relative(betaQuantile(0.025, 3, 8), 0.06673951117773447)).toBeLessThan(1e-11);
    expect(relative(fQuantile(0.975, 5, 18), 3.381967805875243)).toBeLessThan(1e-11);
    expect(relative(studentCdf(1.7, 2.5), 0.8971938914200581)).toBeLessThan(1e-11);
    expect(relative(studentQuantile(0.9, 3.7), 1.5575658388615072)).toBeLessThan(1e-11);
  });

  it('turn back where they came from', () => {
    for (const df of [1, 2.5, 40]) expect(studentCdf(studentQuantile(0.9, df), df)).toBeCloseTo(0.9, 12);
    expect(hazard(-3.0000001)).toBeCloseTo(hazard(-2.9999999), 6);
  });

  it('give exact intervals of counts', () => {
    const [low, high] = poissonInterval(3);
    expect([low, high].map((x) => x.toFixed(3))).toEqual(['0.619', '8.767']); // Garwood 1936
    expect(poissonInterval(0)[0]).toBe(0);
    expect(poissonInterval(0)[1]).toBeCloseTo(-Math.log(0.025), 12);
    expect(binomialInterval(8, 8)[0]).toBeCloseTo(0.025 ** (1 / 8), 12);
  });
});

describe('quadrature', () => {
  it('has the moments of the normal distribution up to degree 2n - 1', () => {
    for (const n of [1, 2, 5, 21, 60]) {
      const { nodes, weights } = gaussHermite(n);
      const moment = (k: number): number => nodes.reduce((sum, x, q) => sum + weights[q]! * x ** k, 0);
      expect(moment(0)).toBeCloseTo(1, 12);
      if (n > 1) expect(moment(2)).toBeCloseTo(1, 11);
      if (n > 2) expect(moment(4)).toBeCloseTo(3, 10);
      if (n > 3) expect(moment(6)).toBeCloseTo(15, 9);
      expect(moment(3)).toBeCloseTo(0, 9);
    }
  });
});

describe('symmetric systems', () => {
  const a = Float64Array.of(4, 2, 0.4, 2, 5, 1, 0.4, 1, 3);
  it('are solved and inverted', () => {
    const l = choleskyOf(a, 3);
    const x = solveCholesky(l, 3, [1, 2, 3]);
    const back = [0, 1, 2].map((i) => a[3 * i]! * x[0]! + a[3 * i + 1]! * x[1]! + a[3 * i + 2]! * x[2]!);
    back.forEach((value, i) => expect(value).toBeCloseTo(i + 1, 12));
    expect(logDeterminant(l, 3)).toBeCloseTo(Math.log(44.8), 12);
    const inverse = inverseOf(a, 3);
    expect(inverse[0]! * 4 + inverse[1]! * 2 + inverse[2]! * 0.4).toBeCloseTo(1, 12);
  });
  it('that depend on each other are refused', () => {
    expect(() => choleskyOf(Float64Array.of(1, 1, 1, 1), 2)).toThrow(SingularMatrix);
  });
});
