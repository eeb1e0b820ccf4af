import { describe, expect, it } from 'vitest';
import { crispScale } from './crisp.ts';

describe('crispScale', () => {
  it('covers every picture pixel with the same whole number of device pixels, as large as fits', () => {
    for (const ratio of [1, 1.25, 1.5, 2, 2.625, 3]) {
      for (const room of [30, 100, 168, 448, 1000]) {
        const device = crispScale(28, room, ratio) * ratio;
        expect(Math.abs(device - Math.round(device))).toBeLessThan(1e-9);
        expect(Math.round(device) * 28).toBeLessThanOrEqual(room * ratio);
        expect((Math.round(device) + 1) * 28).toBeGreaterThan(room * ratio);
      }
    }
  });

  it('skips the same whole number of pixels where one device pixel each does not fit', () => {
    expect(crispScale(224, 100, 2)).toBeCloseTo(1 / 2 / 2, 12);
    expect(crispScale(512, 58, 1)).toBeCloseTo(1 / 9, 12);
    for (const room of [5, 20, 27]) expect(28 * crispScale(28, room, 1)).toBeLessThanOrEqual(room);
  });
});
