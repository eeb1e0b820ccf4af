import { describe, expect, it } from 'vitest';
import { formatInterval, formatScore } from './words.ts';

describe('numbers of the board', () => {
  it('write shares in per cent, and intervals without repeating the unit', () => {
    expect(formatScore('fooled', 0.384)).toBe('38\u00a0%');
    expect(formatInterval('fooled', { value: 0.384, low: 0.305, high: 0.449 })).toBe('[31, 45]');
  });

  it('keep three significant digits of a distance, and a true minus', () => {
    expect(formatScore('frechet', 9.3)).toBe('9.30');
    expect(formatScore('frechet', 355.7)).toBe('356');
    expect(formatScore('kid', -0.00012)).toBe('\u22120.0001');
    expect(formatScore('dPrime', -0.5)).toBe('\u22120.50');
  });
});
