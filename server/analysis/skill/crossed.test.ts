import { describe, expect, it } from 'vitest';
import { rngOf } from '../numeric/draws.ts';
import { normalCdf } from '../numeric/normal.ts';
import type { VerdictRow } from '../verdict/row.ts';
import { fitCrossed } from './crossed.ts';

function judgments(seed: number): VerdictRow[] {
  const { normal, chance } = rngOf(seed);
  const players = Array.from({ length: 30 }, () => ({ bias: 0.4 * normal(), skill: 0.5 * normal() }));
  const looks = new Map<string, number>();
  return players.flatMap(({ bias, skill }, p) =>
    Array.from({ length: 60 }, (_, i): VerdictRow => {
      const model = [null, 'good', 'bad'][i % 3]!;
      const image = `${i}`;
      if (!looks.has(image)) looks.set(image, 0.6 * normal());
      const eta = -0.5 + bias + looks.get(image)! + (model === null ? 0 : (model === 'good' ? 0.3 : 1.5) + skill);
      return {
        participant: `p${p}`,
        model,
        image,
        truth: model === null ? 'real' : 'fake',
        response: chance(normalCdf(eta)) ? 'fake' : 'real',
      };
    }),
  );
}

describe('the crossed probit', () => {
  it('finds models, spreads, players and pictures that are known', () => {
    const fit = fitCrossed(judgments(1), { draws: 600 })!;
    expect(fit.effectiveDraws).toBeGreaterThan(100);
    const [bad, good] = fit.models;
    expect(Math.abs(bad!.value - 1.5)).toBeLessThan(3 * bad!.se);
    expect(Math.abs(good!.value - 0.3)).toBeLessThan(3 * good!.se);
    expect(bad!.se).toBeLessThan(0.4);
    const { bias, skill, image } = fit.spreads;
    expect([bias.value / 0.4, skill.value / 0.5, image.value / 0.6].every((ratio) => ratio > 0.5 && ratio < 1.7)).toBe(
      true,
    );
  });

  it('is a plain probit where nothing differs', () => {
    const { chance } = rngOf(2);
    const rows = Array.from({ length: 20 }, (_, p) =>
      Array.from({ length: 40 }, (_, i): VerdictRow => {
        const fake = i % 2 === 0;
        return {
          participant: `p${p}`,
          image: `${i}`,
          model: 'm',
          truth: fake ? 'fake' : 'real',
          response: chance(fake ? 0.8 : 0.3) ? 'fake' : 'real',
        };
      }),
    ).flat();
    const fit = fitCrossed(rows, { draws: 300 })!;
    expect(fitCrossed(rows, { draws: 20, seed: 3 })).toEqual(fitCrossed(rows, { draws: 20, seed: 3 }));
    const share = (truth: string): number =>
      rows.filter((row) => row.truth === truth && row.response === 'fake').length / 400;
    expect(Math.abs(normalCdf(fit.bias.value) - share('real'))).toBeLessThan(0.02);
    expect(Math.abs(normalCdf(fit.bias.value + fit.models[0]!.value) - share('fake'))).toBeLessThan(0.02);
    expect(fitCrossed(rows.filter(({ truth }) => truth === 'fake'))).toBeNull();
  });
});
