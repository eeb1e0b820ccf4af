import { describe, expect, it } from 'vitest';
import { rngOf } from '../numeric/draws.ts';
import { planPlayers } from './power.ts';
import { AlwaysValid, FEWEST_PLAYERS, fixedWidth } from './stopping.ts';

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
});
