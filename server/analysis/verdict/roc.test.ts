import { describe, expect, it } from 'vitest';
import { rocArea, rocOf } from './roc.ts';
import type { VerdictRow } from './row.ts';

describe('the ROC of confidence', () => {
  it('has the Mann-Whitney statistic as its area, ties counting half', () => {
    expect(rocArea([3, 4, 5], [0, 1, 2])).toBe(1);
    expect(rocArea([1, 2, 2, 5], [2, 3])).toBeCloseTo((0 + 0 + 0.5 + 0.5 + 1 + 1) / 8, 12);
    expect(rocArea([1], [])).toBeNaN();
  });

  it('is the area under its own points', () => {
    const rows = Array.from({ length: 40 }, (_, i): VerdictRow => ({
      participant: `p${Math.floor(i / 2) % 4}`,
      model: i % 2 ? 'm' : null,
      truth: i % 2 ? 'fake' : 'real',
      response: (i * 7) % 5 < 2 + (i % 2) ? 'fake' : 'real',
      confidence: (i * 3 + ((i * i) >> 4)) % 4,
    }));
    const [m] = rocOf(rows);
    let area = 0;
    m!.points.slice(1).forEach(([x, y], i) => {
      const [x0, y0] = m!.points[i]!;
      area += ((x - x0) * (y + y0)) / 2;
    });
    expect(m!.areaPooled).toBeCloseTo(area, 12);
    expect(m!.points.at(-1)).toEqual([1, 1]);
    expect(m!.area!.ci).not.toBeNull();
  });
});
