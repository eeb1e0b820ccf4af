import { describe, expect, it } from 'vitest';
import { claimOf, COVERS, NOMINAL } from './claim.ts';
import { STUDIES } from './index.ts';

describe('calibration', () => {
  it('tells a good interval from a bad one', () => {
    const about = { measure: 'm', design: 'd', promise: COVERS, wanted: NOMINAL };
    expect(claimOf(about, 9500, 10_000, 'full').holds).toBe(true);
    // Two standard errors of .0024 below .94.
    expect(claimOf(about, 9360, 10_000, 'full').holds).toBe(true);
    expect(claimOf(about, 9340, 10_000, 'full').holds).toBe(false);
    expect(claimOf(about, 9300, 10_000, 'full').holds).toBe(false);
    expect(claimOf(about, 9700, 10_000, 'full').holds).toBe(false);
    expect(claimOf(about, 70, 100, 'quick').holds).toBe(false);
  });

  for (const study of STUDIES)
    it(`holds, as far as few repetitions show: ${study.name}`, () => {
      for (const claim of study.run('quick')) expect(claim).toMatchObject({ holds: true });
    }, 120_000);
});
