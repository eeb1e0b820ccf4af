import { describe, expect, it } from 'vitest';
import { answerOf, tapped, UNMARKED } from './twins.ts';

describe('marking twins', () => {
  const after = (...taps: number[]) => taps.reduce(tapped, UNMARKED);

  it('is complete with two, in order', () => {
    expect(answerOf(after(7))).toBeUndefined();
    expect(answerOf(after(7, 2))).toEqual([2, 7]);
  });

  it('takes marks back, and lets the older one go for a third', () => {
    expect(answerOf(after(7, 2, 7))).toBeUndefined();
    expect(answerOf(after(7, 2, 5))).toEqual([2, 5]);
  });

  it('can be none, until a picture is tapped', () => {
    expect(answerOf({ kind: 'none' })).toBeNull();
    expect(tapped({ kind: 'none' }, 3)).toEqual(after(3));
  });
});
