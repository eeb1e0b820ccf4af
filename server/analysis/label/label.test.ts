import { describe, expect, it } from 'vitest';
import { BELOW_ONE, jackknife } from '../intervals/jackknife.ts';
import { labelDiversity } from './diversity.ts';
import { krippendorffAlpha, krippendorffEstimate } from './krippendorff.ts';
import { OBSERVERS } from './observers.ts';
import { countLabels } from './row.ts';

describe("Krippendorff's alpha", () => {
  const { counts, labels } = countLabels(OBSERVERS);
  const values = labels.map(Number);

  it('of his four observers is .743 nominal, .815 ordinal, .849 interval', () => {
    expect(krippendorffAlpha(counts, values, 'nominal')).toBeCloseTo(0.743, 3);
    expect(krippendorffAlpha(counts, values, 'ordinal')).toBeCloseTo(0.815, 3);
    expect(krippendorffAlpha(counts, values, 'interval')).toBeCloseTo(0.849, 3);
  });

  it('has an interval that is the leaving out of each unit', () => {
    for (const level of ['nominal', 'ordinal', 'interval'] as const) {
      const { value, ci } = krippendorffEstimate(counts, values, level)!;
      expect(value).toBeCloseTo(krippendorffAlpha(counts, values, level), 12);
      const units = Array.from({ length: counts.length / values.length }, (_, u) => u).filter(
        (u) => counts.slice(u * values.length, (u + 1) * values.length).reduce((a, b) => a + b, 0) > 1,
      );
      const without = (i: number): number =>
        krippendorffAlpha(
          counts.filter((_, at) => Math.floor(at / values.length) !== units[i]),
          values,
          level,
        );
      const plain = jackknife(value, without, units.length, BELOW_ONE, [-1, 1]).ci!;
      expect(ci![0]).toBeCloseTo(plain[0], 10);
      expect(ci![1]).toBeCloseTo(plain[1], 10);
    }
  });

  it('is 1 for full agreement, and unknown where nothing varies', () => {
    expect(krippendorffAlpha(Float64Array.of(2, 0, 0, 3), [0, 1], 'nominal')).toBe(1);
    expect(krippendorffAlpha(Float64Array.of(2, 0, 3, 0), [0, 1], 'nominal')).toBeNaN();
    expect(krippendorffEstimate(Float64Array.of(1, 0, 0, 1), [0, 1], 'nominal')).toBeNull();
  });
});

describe('diversity from labels', () => {
  const of = (rows: [string, string][], classes: string[] | null = null) =>
    labelDiversity(
      countLabels(
        rows.map(([item, label], i) => ({ item, label, participant: `p${i}` })),
        classes,
      ),
    )!;

  it('is the number of classes where people agree and classes are even', () => {
    const even = of(
      ['a', 'b', 'c', 'd'].flatMap((label): [string, string][] => [
        [`1${label}`, label],
        [`2${label}`, label],
      ]),
    );
    expect(even.inceptionScore.value).toBeCloseTo(4, 12);
    expect(even).toMatchObject({ modes: 4, classes: 4 });
    expect(even.klToUniform.value).toBeCloseTo(0, 12);
    expect(even.klToUniformCorrected).toBeCloseTo(-3 / 16, 12);
  });

  it('is 1 where nobody knows what anything is, and loses what collapses', () => {
    const unsure = of([
      ['x', 'a'],
      ['x', 'b'],
      ['y', 'a'],
      ['y', 'b'],
    ]);
    expect(unsure.inceptionScore.value).toBeCloseTo(1, 12);
    const collapsed = of(
      [
        ['x', 'a'],
        ['y', 'a'],
      ],
      ['a', 'b', 'c'],
    );
    expect(collapsed.modes).toBe(1);
    expect(collapsed.klToUniform.value).toBeCloseTo(Math.log(3), 12);
  });
});
