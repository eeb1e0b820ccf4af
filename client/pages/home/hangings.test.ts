import { describe, expect, it } from 'vitest';
import { hangings } from './hangings.ts';

describe('what hangs on the first page', () => {
  it('is the same for the same seed and turn', () => {
    for (let turn = 0; turn < 20; turn++) expect(hangings(5, 7, turn)).toEqual(hangings(5, 7, turn));
  });

  it('is genuine where there are no forgers', () => {
    for (let turn = 0; turn < 50; turn++) expect(hangings(0, 7, turn).model).toBeNull();
  });

  it('is a fair coin, with every forger and every sample in its turn', () => {
    const n = 20_000;
    const drawn = Array.from({ length: n }, (_, turn) => hangings(5, 12345, turn));
    const forged = drawn.filter((hanging) => hanging.model !== null);
    // Five standard deviations of a fair coin.
    expect(Math.abs(forged.length / n - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / n));
    expect(new Set(forged.map((hanging) => hanging.model))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(new Set(drawn.map((hanging) => hanging.sample)).size).toBe(64);
  });
});
