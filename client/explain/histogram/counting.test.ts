import { describe, expect, it } from 'vitest';
import { rngFor } from '../../../shared/random.ts';
import { cellsOf, digitsOfTable, intervalAt, intervalsOf } from './counting.ts';

describe('intervals of a uniform draw', () => {
  const seen = [
    [9, 50],
    [6, 30],
    [0, 19],
    [15, 1],
  ] as const;
  const intervals = intervalsOf(seen, 100);

  it('lie end to end from 0 to 1, as long as the shares', () => {
    expect(intervals[0]!.start).toBe(0);
    expect(intervals.at(-1)!.end).toBe(1);
    intervals.forEach(({ start, end, share }, i) => {
      expect(end - start).toBeCloseTo(share, 12);
      if (i > 0) expect(start).toBe(intervals[i - 1]!.end);
    });
  });

  it('are hit in proportion to their length', () => {
    const rng = rngFor('intervals');
    const hits = new Map<number, number>();
    for (let i = 0; i < 20_000; i++) {
      const { code } = intervalAt(intervals, rng.uniform());
      hits.set(code, (hits.get(code) ?? 0) + 1);
    }
    for (const [code, count] of seen) expect(Math.abs(hits.get(code)! / 20_000 - count / 100)).toBeLessThan(0.015);
  });

  it('hold their start and not their end', () => {
    for (const interval of intervals) {
      expect(intervalAt(intervals, interval.start)).toBe(interval);
      if (interval.end < 1) expect(intervalAt(intervals, interval.end)).not.toBe(interval);
    }
  });
});

it('reads a code as cells, the first bit first', () => {
  expect(cellsOf(0b0110, 2)).toEqual([0, 255, 255, 0]);
  expect(cellsOf(2 ** 15, 4).lastIndexOf(255)).toBe(15);
});

it('counts the digits of a table: 256^784 has 1,889', () => {
  expect(Math.floor(digitsOfTable(28, 8)) + 1).toBe(String(256n ** 784n).length);
  expect(10 ** digitsOfTable(4, 1)).toBeCloseTo(65_536, 6);
});
