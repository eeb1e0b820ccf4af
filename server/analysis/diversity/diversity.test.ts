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

  it.each(['all', 'one'] as const)(
    'below false alarms exclude no more than as many walls without twins can: %s',
    (reports) => {
      const controls = Array.from({ length: 30 }, (_, i) => wall(null, 12, Number(i < 12), 2, 2));
      const lowest = (found: number): number => {
        const own = Array.from({ length: 40 }, (_, i) => wall('m', 12, Number(i < found)));
        const { nEffCorrected, ciCorrected } = analyseTwins([...own, ...controls], { reports }).models[0]!;
        if (found <= 16) expect([nEffCorrected, ciCorrected![1]]).toEqual([null, null]);
        return ciCorrected![0];
      };
      // 16 of 40 are what the controls lead to expect; fewer are chance, and 2 of 40 once "showed" a number without end.
      const ends = [0, 2, 5, 10, 16].map(lowest);
      for (const end of ends) expect(end).toBeCloseTo(ends.at(-1)!, 9);
      expect(lowest(17)).toBeLessThan(lowest(16));
      // Without a false alarm anywhere, no report in 40 walls would exclude 3.7 twins and more (Poisson).
      expect(lowest(0)).toBeLessThan((40 * 66) / 3.689);
      expect(lowest(0)).toBeGreaterThan(50);
    },
  );

  it('may be resampled by participant', () => {
    const rows = Array.from({ length: 12 }, (_, p) => wall('m', 20, p % 3, 2, 1 + (p % 2), `p${p}`));
    const { ci, ciCorrected, nEff } = analyseTwins(rows, { unit: 'participant' }).models[0]!;
    expect(ci[0]).toBeLessThan(nEff!);
    expect(ciCorrected![1]!).toBeGreaterThan(nEff! * 0.75);
  });
});

describe('controls', () => {
  const control = (found: number, who = 'p'): TwinRow => ({ ...wall(null, 20, 0, 1, found, who), comparisons: 0 });

  it('of planted twins tell how many are spotted, and nothing of false alarms or of a model', () => {
    const rows = [wall('m', 20, 2), control(1), control(1), control(0), control(1)];
    const { models, spotting, falseAlarms } = analyseTwins(rows);
    expect(spotting).toMatchObject({ share: 0.75, planted: 4 });
    expect(falseAlarms).toMatchObject({ rate: null, ci: null, comparisons: 0, ofWalls: null });
    expect(models[0]).toMatchObject({ walls: 1, comparisons: 190, nEff: 95 });
    expect(models[0]!.nEffCorrected!).toBeCloseTo(0.75 * 95, 10);
    const onModel = analyseTwins([...rows, { ...control(1), model: 'm' }]).models[0]!;
    expect(onModel).toMatchObject({ walls: 1, comparisons: 190, nEff: 95 });
    expect(onModel.nEffCorrected!).toBeCloseTo(0.8 * 95, 10);
  });

  it('of reals tell false alarms, by comparison and by wall', () => {
    const { falseAlarms } = analyseTwins([wall('m', 20, 2), wall(null, 20, 1), wall(null, 20, 0), control(1)]);
    expect(falseAlarms).toMatchObject({ rate: 1 / 380, comparisons: 380, walls: 2, ofWalls: 0.5 });
  });

  it('alone leave nothing to say of a model', () => {
    const [m] = analyseTwins([{ ...control(1), model: 'm' }]).models;
    expect(m).toMatchObject({ walls: 0, comparisons: 0, nEff: null, ci: [0, null], nEffCorrected: null });
  });
});

describe('walls', () => {
  it('that many searched count once: thirty pairs of eyes see the same twins', () => {
    const searched = (pairs: number, name: string, model: string | null = 'm'): TwinRow[] =>
      Array.from({ length: 30 }, (_, p) => ({ ...wall(model, 20, pairs, 0, 0, `p${p}`), wall: name }));
    const shared = analyseTwins([...searched(1, 'a'), ...searched(0, 'b')]).models[0]!;
    const alone = analyseTwins([wall('m', 20, 1), wall('m', 20, 0)]).models[0]!;
    expect([shared.nEff, shared.ci, shared.walls]).toEqual([alone.nEff, alone.ci, 2]);
    expect([shared.participants, shared.comparisons]).toEqual([30, 60 * 190]);
  });

  it('of which one pair may be reported are counted as having one or none', () => {
    const rows = [wall('m', 20, 1), wall('m', 20, 1), wall('m', 20, 0), wall('m', 20, 1)];
    const [m] = analyseTwins(rows, { reports: 'one' }).models;
    expect(m!.nEff!).toBeCloseTo(190 / Math.log(4), 9);
    expect(m!.nEff!).toBeCloseTo(m!.nEffBirthday!, 9);
    // Clopper and Pearson of 3 in 4: 0.194 to 0.994.
    expect(m!.ci[0]).toBeCloseTo(190 / -Math.log(1 - 0.99369), 1);
    expect(m!.ci[1]!).toBeCloseTo(190 / -Math.log(1 - 0.19412), 0);
    const full = analyseTwins([wall('m', 20, 1), wall('m', 20, 1)], { reports: 'one' }).models[0]!;
    expect([full.nEff, full.ci[0], full.nEffCorrected]).toEqual([null, 0, null]);
    expect(full.ci[1]).toBeGreaterThan(100);
  });

  it('of two sizes have one rate, between those of either size', () => {
    const rows = [wall('m', 12, 1), wall('m', 12, 0), wall('m', 20, 1), wall('m', 20, 1), wall('m', 20, 0)];
    const n = analyseTwins(rows, { reports: 'one' }).models[0]!.nEff!;
    expect(n).toBeGreaterThan(66 / Math.log(2));
    expect(n).toBeLessThan(190 / Math.log(3));
    const r = 1 / n;
    const slope = [66, 190].map((c, i) => ((i + 1) * c) / Math.expm1(c * r) - c);
    expect(slope[0]! + slope[1]!).toBeCloseTo(0, 4);
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

  it('of walls that a class saw together goes by walls too', () => {
    const people = Array.from({ length: 20 }, (_, p) => `p${p}`);
    // All agree, and it is the wall that decides.
    const rows = people.flatMap((who) =>
      ['left', 'left', 'right', 'left'].map((winner, w) => ({
        ...row(who, 'gan', 'real', winner as 'left' | 'right'),
        wall: `w${w}`,
      })),
    );
    const together = analyseVariety(rows).models[0]!.share;
    expect(together.value).toBe(0.75);
    // The mean of four walls, 1 1 0 1: standard error sqrt(.25 / 4).
    expect(together.se!).toBeCloseTo(0.25, 12);
    expect(analyseVariety(rows.map((each) => ({ ...each, wall: undefined }))).models[0]!.share.ci).toBeNull();
  });
});
