import { describe, expect, it } from 'vitest';
import { rngOf } from '../numeric/draws.ts';
import { planPlayers } from './power.ts';
import { AlwaysValid, FEWEST_PLAYERS, fixedWidth, standingOf } from './stopping.ts';

describe('planning', () => {
  it('asks for 36 players for 5 points and 9 for 10 at a spread of .076, before the few-players part', () => {
    expect(Math.round(planPlayers(0.076, 0.05).formula)).toBe(36);
    expect(Math.round(planPlayers(0.076, 0.1).formula)).toBe(9);
    expect(planPlayers(1, 1).formula).toBeCloseTo(15.7, 1);
    expect(planPlayers(0.076, 0.1).players).toBe(11);
    expect(() => planPlayers(0, 1)).toThrow(RangeError);
  });
});

describe('stopping', () => {
  it('waits for the width, and for players enough', () => {
    expect(
      fixedWidth(
        new Array(FEWEST_PLAYERS - 1).fill(0).map((_, i) => 0.3 + (i % 2) * 1e-6),
        0.1,
      ).stop,
    ).toBe(false);
    const values = Array.from({ length: 40 }, (_, i) => (i % 2 ? 0.2 : 0.4));
    expect(fixedWidth(values, 0.05).stop).toBe(false);
    expect(fixedWidth(values, 0.08).stop).toBe(true);
  });

  it('at any time keeps the mean inside in 95 % of studies at least, and narrows', () => {
    const rng = rngOf(4);
    let lost = 0;
    let width = 0;
    for (let study = 0; study < 200; study++) {
      const valid = new AlwaysValid();
      let kept = true;
      for (let player = 0; player < 100; player++) {
        valid.add(Math.min(1, Math.max(0, 0.3 + 0.1 * rng.normal())));
        const [low, high] = valid.interval;
        kept &&= low <= 0.3 && 0.3 <= high;
      }
      if (!kept) lost++;
      width += (valid.interval[1] - valid.interval[0]) / 200;
    }
    expect(lost / 200).toBeLessThan(0.06);
    expect(width).toBeLessThan(0.16);
    expect(() => new AlwaysValid().add(1.2)).toThrow(RangeError);
  });

  it('says how wide the interval is, how many it wants, and what holds at all times', () => {
    const few = Array.from({ length: 10 }, (_, i) => (i % 2 ? 0.2 : 0.4));
    const { n, width, stop, needed, alwaysValid } = standingOf(few, 0.1);
    // Standard deviation .1054, t of 9 degrees of freedom 2.262.
    expect(width).toBeCloseTo((2 * 2.262 * 0.10541) / Math.sqrt(10), 4);
    expect([n, stop]).toEqual([10, false]);
    // 2 t(n - 1) .1054 / sqrt(n) falls to .1 at 20: t(19) = 2.093 gives .0987; the fewest there may be is 20 too.
    expect(needed).toBe(20);
    // At .05, 2 t(n - 1) .1054 / sqrt(n): .0502 at 70 and .0499 at 71.
    expect(standingOf(few, 0.05).needed).toBe(71);
    expect(alwaysValid![0]).toBeLessThan(0.3);
    expect(alwaysValid![1]).toBeGreaterThan(0.3);
    expect(standingOf([0.3, 0.3], 0.1)).toMatchObject({ width: null, needed: null, stop: false });
    expect(standingOf([], 0.1)).toMatchObject({ n: 0, alwaysValid: null });
  });
});
