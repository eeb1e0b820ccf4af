import { describe, expect, it } from 'vitest';
import { rngFor } from '../random.ts';
import { asHalves, fromHalf, toHalf } from './half.ts';

describe('half precision', () => {
  it('gives back all 65536 bit patterns but those of what is no number', () => {
    for (let half = 0; half < 65536; half++) {
      const value = fromHalf(half);
      if (!Number.isNaN(value)) expect(toHalf(value)).toBe(half);
      else expect(Number.isNaN(fromHalf(toHalf(value)))).toBe(true);
    }
  });

  it('has the values of the standard', () => {
    for (const [half, value] of [
      [0x3c00, 1],
      [0xc000, -2],
      [0x7bff, 65504],
      [0x0400, 2 ** -14],
      [0x0001, 2 ** -24],
      [0x3555, 0.333251953125],
      [0x7c00, Infinity],
    ] as const)
      expect(fromHalf(half)).toBe(value);
  });

  it('rounds to the nearest, and from the middle to even', () => {
    expect(toHalf(1 + 2 ** -11)).toBe(0x3c00); // between 1 and the next: 1 is even
    expect(toHalf(1 + 3 * 2 ** -11)).toBe(0x3c02);
    expect(toHalf(1 + 2 ** -11 + 2 ** -20)).toBe(0x3c01);
    expect(toHalf(65520)).toBe(0x7c00);
    expect(toHalf(65519)).toBe(0x7bff);
    expect(toHalf(2 ** -25)).toBe(0);
    expect(toHalf(1.5 * 2 ** -25)).toBe(1);
    const rng = rngFor('halves');
    for (let i = 0; i < 20_000; i++) {
      const value = Math.fround(rng.normal() * 10 ** (8 * rng.uniform() - 5));
      const half = toHalf(value);
      const away = Math.abs(fromHalf(half) - value);
      for (const other of [half - 1, half + 1]) {
        if ((other & 0x7fff) <= 0x7c00) expect(away).toBeLessThanOrEqual(Math.abs(fromHalf(other & 0xffff) - value));
      }
    }
  });

  it('says which numbers it holds exactly', () => {
    expect(asHalves(Float32Array.of(1, -0.5, 0, 65504))).toEqual(Uint16Array.of(0x3c00, 0xb800, 0, 0x7bff));
    expect(asHalves(Float32Array.of(-0))).toEqual(Uint16Array.of(0x8000));
    expect(asHalves(Float32Array.of(1, 0.1))).toBeNull();
    expect(asHalves(Float32Array.of(42_021))).toBeNull();
    expect(asHalves(Float32Array.of(NaN))).toBeNull();
  });
});
