import { describe, expect, it } from 'vitest';
import { integersFrom } from '../numeric/chance.ts';
import { designEffect } from './design-effect.ts';
import { fullTable, type Rating } from './full-table.ts';
import { intraclass, intraclassOf } from './icc.ts';
import type { ImageJudgment } from './judgments.ts';
import { excessAgreement } from './neighbours.ts';
import { SHROUT_FLEISS } from './shrout-fleiss.ts';
import { splitHalf } from './split-half.ts';

describe('intraclass correlation', () => {
  it("of Shrout and Fleiss's table is .166 .290 .715 and .443 .620 .909", () => {
    const icc = intraclass(SHROUT_FLEISS, 6, 4);
    const ours = [
      icc.oneWay,
      icc.twoWayRandom,
      icc.twoWayMixed,
      icc.oneWayMean,
      icc.twoWayRandomMean,
      icc.twoWayMixedMean,
    ];
    [0.166, 0.29, 0.715, 0.443, 0.62, 0.909].forEach((theirs, i) => expect(ours[i]!).toBeCloseTo(theirs, 3));
  });

  it('has the intervals that R prints for that table', () => {
    // psych::ICC and irr::icc: ICC1 -.13 to .72, ICC2 .02 to .76, ICC3 .34 to .95
    const { oneWay, twoWayRandom, twoWayMixed } = intraclass(SHROUT_FLEISS, 6, 4).intervals;
    const rounded = [oneWay, twoWayRandom, twoWayMixed].map((ci) => ci.map((x) => Math.round(100 * x) / 100));
    expect(rounded).toEqual([
      [-0.13, 0.72],
      [0.02, 0.76],
      [0.34, 0.95],
    ]);
    expect(() => intraclass([1, 2], 1, 2)).toThrow(RangeError);
  });
});

describe('the full table in ratings with gaps', () => {
  const judges: Rating[] = SHROUT_FLEISS.map((value, at) => ({
    rater: `j${at % 4}`,
    target: `t${Math.floor(at / 4)}`,
    value,
  }));

  it('is found beside raters of a few targets, and rooms of other pictures', () => {
    const stray = [0, 1].map((i): Rating => ({ rater: 'late', target: `t${i}`, value: 5 }));
    const elsewhere = Array.from({ length: 10 }, (_, i): Rating => ({
      rater: i % 2 ? 'x' : 'y',
      target: `other ${i >> 1}`,
      value: i,
    }));
    const icc = intraclassOf([...elsewhere, ...stray, ...judges])!;
    expect([icc.targets, icc.raters, icc.share]).toEqual([6, 4, 24 / 36]);
    expect([icc.oneWay, icc.twoWayRandom, icc.twoWayMixed].map((x) => x.toFixed(3))).toEqual([
      '0.166',
      '0.290',
      '0.715',
    ]);
  });

  it('takes the first of two ratings of one target, and is null without five shared targets or any difference', () => {
    const again = { ...judges[0]!, value: 1 };
    expect(intraclassOf([...judges, again])!.oneWay).toBe(intraclassOf(judges)!.oneWay);
    expect(fullTable(judges.filter(({ target }) => target < 't4'))).toBeNull();
    expect(fullTable(judges.filter(({ rater }) => rater === 'j0'))).toBeNull();
    expect(intraclassOf(judges.map((rating) => ({ ...rating, value: 1 })))).toBeNull();
  });
});

/** Players who judge all pictures alike except for noise; those of a room copy its first player as often as `copying`. */
function judgments(rooms: number, players: number, images: number, copying: number, seed: number): ImageJudgment[] {
  const int = integersFrom(seed);
  const looks = Array.from({ length: images }, () => 0.2 + int(60) / 100);
  return Array.from({ length: rooms }, (_, room) => {
    const first: boolean[] = [];
    return Array.from({ length: players }, (_, p) =>
      looks.map((look, i): ImageJudgment => {
        const own = int(10_000) < 10_000 * look;
        const fake = p > 0 && int(10_000) < 10_000 * copying ? first[i]! : own;
        if (p === 0) first.push(fake);
        return { participant: `p${p}`, room: `r${room}`, image: `i${i}`, fake };
      }),
    ).flat();
  }).flat();
}

describe('agreement', () => {
  it('of halves grows with the spread of pictures, by Spearman and Brown', () => {
    const { reliability, splits } = splitHalf(judgments(1, 30, 60, 0, 1), 200)!;
    // Shares of 30 players vary by .03 between pictures and .25 / 30 by chance: .03 / (.03 + .0073)
    expect(reliability).toBeGreaterThan(0.68);
    expect(reliability).toBeLessThan(0.92);
    expect(splits[0]).toBeLessThan(reliability);
    expect(splitHalf(judgments(1, 3, 60, 0, 1))).toBeNull();
  });

  it('of neighbours is no more than that of strangers, unless they copy', () => {
    const honest = excessAgreement(judgments(20, 5, 40, 0, 2))!;
    expect(honest.ci![0]).toBeLessThan(0);
    expect(honest.ci![1]).toBeGreaterThan(0);
    const copied = excessAgreement(judgments(20, 5, 40, 0.5, 3))!;
    expect(copied.ci![0]).toBeGreaterThan(0.05);
    expect(excessAgreement(judgments(1, 5, 40, 0, 2))).toBeNull();
  });

  it('makes judgments worth less: a player who says all the same is one judgment', () => {
    const all = designEffect([10, 0, 10, 0, 10, 0], [10, 10, 10, 10, 10, 10])!;
    expect(all.designEffect).toBeCloseTo((6 / 5) * 10 * (59 / 60), 10);
    expect(all.effectiveN).toBeLessThan(6);
    expect(designEffect([3], [6])).toBeNull();
  });
});
