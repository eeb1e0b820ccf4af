import { describe, expect, it } from 'vitest';
import { analyseFlash, mode } from './hype-time.ts';

describe('flash', () => {
  it('is the mean over participants of the mean over blocks of the modal exposure', () => {
    const rows = [
      ...[100, 130, 130, 160].map((exposure) => ({ participant: 'a', model: 'm', block: '1', exposure })),
      ...[200, 200, 230].map((exposure) => ({ participant: 'a', model: 'm', block: '2', exposure })),
      ...[400, 370, 400].map((exposure) => ({ participant: 'b', model: 'm', block: '1', exposure })),
    ];
    const [m] = analyseFlash(rows);
    expect(m!.thresholds.map(({ threshold }) => threshold)).toEqual([165, 400]);
    expect(m!.hypeTime.value).toBe((165 + 400) / 2);
    expect(m!.hypeTime.ci![0]).toBeCloseTo(282.5 - 12.7062 * 117.5, 1);
    expect(m).toMatchObject({ participants: 2, blocks: 3, trials: 10 });
  });

  it('takes the least of equally common exposures', () => {
    expect(mode([300, 100, 300, 100, 200])).toBe(100);
    expect(mode([5])).toBe(5);
  });
});
