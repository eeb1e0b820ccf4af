import { describe, expect, it } from 'vitest';
import type { DuelRow } from '../duel/row.ts';
import { analyseTwins, birthdaySize, type TwinRow } from './twins.ts';
import { analyseVariety } from './variety.ts';

const wall = (
  model: string | null,
  size: number,
  pairs: number,
  planted = 0,
  plantedFound = 0,
  who = 'p',
): TwinRow => ({
  participant: who,
  model,
  size,
  pairs,
  planted,
  plantedFound,
});

describe('twins', () => {
  it('of a wall of 23 with a pair half of the time mean about 365 pictures', () => {
    expect(birthdaySize(23, 0.5)!).toBeCloseTo(365, 0); // birthdays: -23 * 22 / (2 ln .5) = 365.0
    expect([birthdaySize(20, 0), birthdaySize(20, 1)]).toEqual([null, null]);
  });

  it('are comparisons over pairs, with a Poisson interval', () => {
    const [m] = analyseTwins([wall('m', 20, 2), wall('m', 20, 1)]).models;
    expect(m).toMatchObject({ pairs: 3, comparisons: 380, walls: 2, nEffCorrected: null, ciCorrected: null });
    expect(m!.nEff).toBeCloseTo(380 / 3, 10);
    expect(m!.ci[0]).toBeCloseTo(380 / 8.767, 1);
    expect(m!.ci[1]!).toBeCloseTo(380 / 0.6187, 0);
  });

  it('are corrected by planted twins and real walls', () => {
    const rows = [wall('m', 20, 19), wall(null, 20, 1), wall(null, 20, 0, 10, 8)];
    const { models, spotting, falseAlarms } = analyseTwins(rows);
    const [r, f, h] = [19 / 190, 1 / 380, 0.8];
    expect([spotting.share, falseAlarms.rate]).toEqual([h, f]);
    expect(models[0]!.nEffCorrected!).toBeCloseTo((h - f) / (r - f), 10);
    const [low, high] = models[0]!.ciCorrected!;
    expect(low).toBeLessThan((h - f) / (r - f));
    expect(high!).toBeGreaterThan((h - f) / (r - f));
  });

  it('that are not there leave N open at the top', () => {
    const { models } = analyseTwins([wall('m', 20, 0), wall(null, 20, 2, 5, 5)]);
    expect(models[0]).toMatchObject({ nEff: null, nEffCorrected: null, nEffBirthday: null });
    expect(models[0]!.ci[0]).toBeCloseTo(190 / -Math.log(0.025), 6);
    expect(models[0]!.ci[1]).toBeNull();
  });

  it('may be resampled by participant', () => {
    const rows = Array.from({ length: 12 }, (_, p) => wall('m', 20, p % 3, 2, 1 + (p % 2), `p${p}`));
    const { ci, ciCorrected, nEff } = analyseTwins(rows, 'participant').models[0]!;
    expect(ci[0]).toBeLessThan(nEff!);
    expect(ciCorrected![1]!).toBeGreaterThan(nEff! * 0.75);
  });
});

describe('variety', () => {
  const row = (participant: string, left: string, right: string, winner: DuelRow['winner']): DuelRow => ({
    participant,
    left,
    right,
    winner,
  });
  it('is the share judged more varied, and a strength where pairs connect', () => {
    const rows = ['ann', 'bob', 'cid'].flatMap((who) => [
      row(who, 'gan', 'real', 'right'),
      row(who, 'real', 'gan', who === 'ann' ? 'right' : 'left'),
      row(who, 'gan', 'real', 'tie'),
    ]);
    const { models, note } = analyseVariety(rows);
    const [gan, real] = models;
    expect(gan!.share.value).toBeCloseTo((1 + 1.5) / 9, 12);
    expect(real!.share.value + gan!.share.value).toBeCloseTo(1, 12);
    expect(gan!.share.ci![0]).toBeGreaterThanOrEqual(0);
    expect(real!.strength!).toBeCloseTo(Math.sqrt(6.5 / 2.5), 9);
    expect(note).toBeNull();
    expect(analyseVariety([row('a', 'x', 'y', 'left')])).toMatchObject({ duels: null });
  });
});
