import { describe, expect, it } from 'vitest';
import { SIDES, hiddenBy, placeNames, textWidth } from './labels.ts';

describe('names in a plot', () => {
  const room = { width: 1000, height: 500, mark: 36, fontSize: 14 };

  it('stand above where nothing is in the way, and elsewhere where something is', () => {
    const alone = { x: 300, y: 250, name: 'GAN' };
    expect(placeNames([alone], room)).toEqual(['above']);
    expect(placeNames([alone, { x: 300, y: 205, name: 'VAE' }], room)).toEqual(['below', 'above']);
    expect(placeNames([{ ...alone, y: 18 }], room)).toEqual(['below']);
  });

  it('say the same for the same points, and know every side', () => {
    const crowd = Array.from({ length: 13 }, (_, i) => ({
      x: 100 + 61 * i,
      y: 250 + 40 * Math.sin(i),
      name: `m ${i}`,
    }));
    expect(placeNames(crowd, room)).toEqual(placeNames(crowd, room));
    for (const side of placeNames(crowd, room)) expect(SIDES).toContain(side);
  });

  it('stand so that none would hide less on another side', () => {
    for (let seed = 0; seed < 20; seed++) {
      const at = (i: number): number => (((seed + 1) * (i + 3) * 7919) % 997) / 997; // scattered, the same each time
      const crowd = Array.from({ length: 14 }, (_, i) => ({
        x: 50 + 500 * at(i),
        y: 40 + 200 * at(i + 50),
        name: 'Forger with a name',
      }));
      const narrow = { ...room, width: 600, height: 300 };
      const sides = placeNames(crowd, narrow);
      crowd.forEach((_, i) => {
        const own = hiddenBy(crowd, i, sides[i]!, sides, narrow);
        for (const side of SIDES) expect(hiddenBy(crowd, i, side, sides, narrow)).toBeGreaterThanOrEqual(own - 1e-9);
      });
    }
  });

  it('count Hangul as wider', () => {
    expect(textWidth('확산', 10)).toBe(20);
    expect(textWidth('ab', 10)).toBeCloseTo(11.6, 12);
  });
});
