import { describe, expect, it } from 'vitest';
import { at, distinct, row, varied } from './sampleRows.ts';
import { between, eased, rowsBetween } from './tween.ts';

describe('rows on their way', () => {
  it('start where they were, end where they are going, and are halfway in between', () => {
    const from = [row('a', 0.2, 64)];
    const to = [row('a', 0.4, 64), row('new', 0.9, 1)];
    expect(rowsBetween(from, to, 0)[0]!.fooled!.value).toBeCloseTo(0.2, 12);
    expect(rowsBetween(from, to, 0.5)[0]!.fooled!.value).toBeCloseTo(0.3, 12);
    expect(rowsBetween(from, to, 1)).toBe(to);
    expect(rowsBetween(from, to, 0.5)[1]).toEqual(to[1]);
  });

  it('jump where there was nothing to move from', () => {
    expect(between(null, at(0.4), 0.1)).toEqual(at(0.4));
    expect(between(at(0.4), null, 0.1)).toBeNull();
  });

  it('ease from 0 to 1 without turning back', () => {
    expect(eased(0)).toBe(0);
    expect(eased(1)).toBe(1);
    for (let i = 1; i <= 50; i++) expect(eased(i / 50)).toBeGreaterThan(eased((i - 1) / 50));
  });

  it('move shares of walls judged more varied, and jump to another number of pictures', () => {
    const later = { ...varied, nEff: distinct(200, 100, 400), varied: { ...at(0.6), n: 14 } };
    const [between] = rowsBetween([varied], [later], 0.5);
    expect(between!.varied).toMatchObject({ value: 0.5, n: 14 });
    expect(between!.nEff).toEqual(later.nEff);
  });
});
