import { describe, expect, it } from 'vitest';
import { verdictOf } from './verdict.ts';

const at = (value: number, half = 1) => ({ value, low: value - half, high: value + half });

describe('what a measure notices', () => {
  it.each([
    ['frechet', at(10), at(11), 'nothing'],
    ['frechet', at(10), at(14), 'worse'],
    ['frechet', at(10), at(60), 'muchWorse'],
    ['frechet', at(10), at(5), 'better'],
    ['recall', at(0.9, 0.02), at(0.5, 0.02), 'muchWorse'],
    ['recall', at(0.9, 0.02), at(0.97, 0.02), 'better'],
    ['inception-score', at(9), at(6), 'worse'],
  ] as const)('%s from %o to %o: %s', (measure, untouched, now, verdict) => {
    expect(verdictOf(measure, untouched, now)).toBe(verdict);
  });
});
