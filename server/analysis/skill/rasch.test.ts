import { describe, expect, it } from 'vitest';
import { lsat6Rows } from './lsat6.ts';
import { fitRasch } from './rasch.ts';

describe('the Rasch model', () => {
  it('of LSAT6 has the published likelihood, discrimination and easiness', () => {
    const { items, discrimination, logLikelihood, persons } = fitRasch(lsat6Rows());
    expect(persons).toBe(1000);
    expect(logLikelihood).toBeCloseTo(-2466.938, 3);
    expect(discrimination).toBeCloseTo(0.7551, 3);
    // ltm prints difficulties: -easiness / discrimination (Rizopoulos 2006).
    const published = [-3.6153, -1.3224, -0.3176, -1.7301, -2.7802];
    published.forEach((theirs, i) => expect(items[i]!.difficulty!).toBeCloseTo(theirs, 3));
  });

  it('has standard errors that are the curvature of its likelihood', () => {
    const rows = lsat6Rows();
    const { items, discriminationSe } = fitRasch(rows);
    expect(discriminationSe!).toBeCloseTo(0.0694, 3); // ltm
    expect(items[0]!.se!).toBeGreaterThan(0.1);
    expect(items[0]!.se!).toBeLessThan(0.16);
  });

  it('copes with missing answers and with items that everybody got right', () => {
    const rows = lsat6Rows().filter((_, i) => i % 7 !== 0);
    const fit = fitRasch([
      ...rows,
      ...rows.slice(0, 50).map(({ person }) => ({ person, item: 'easy', correct: true })),
    ]);
    expect(fit.items.find(({ item }) => item === 'easy')!.easiness).toBeNull();
    expect(Math.abs(fit.discrimination - 0.755)).toBeLessThan(0.12);
  });
});
