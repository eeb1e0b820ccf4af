import { describe, expect, it } from 'vitest';
import { numpyNormals } from '../../conformance/inputs/numpyNormals.ts';
import { rowsOfTable, type RowSource } from '../features/rows.ts';
import { MetricError } from '../metric.ts';
import { inceptionScore } from '../metrics/inception-score/score.ts';
import { softmaxInPlace } from '../metrics/inception-score/logits.ts';
import { rngFor } from '../random.ts';
import { measureArrays } from './arrays.ts';

const rowsOf = (x: ArrayLike<number>, d: number): RowSource => rowsOfTable(Float64Array.from(x), x.length / d, d);
const normals = (n: number, d: number, ...key: (string | number)[]): RowSource => {
  const rng = rngFor('arrays', ...key);
  return rowsOf(
    Float64Array.from({ length: n * d }, () => rng.normal()),
    d,
  );
};

describe('the measures of two arrays', () => {
  it("are torch-fidelity's and prdc's on numbers that NumPy draws", async () => {
    const draw = numpyNormals(0);
    const [real, fake] = [0, 1].map(() => rowsOf(Float64Array.from({ length: 64_000 }, draw), 64)) as [
      RowSource,
      RowSource,
    ];
    const measures = await measureArrays(real, fake, null, { seed: 0 });
    expect([measures.precision, measures.recall, measures.coverage]).toEqual([0.704, 0.738, 0.971]);
    expect(measures.density).toBeCloseTo(0.947, 12);
    expect(measures.inception_score).toBeNull();
    // scipy.linalg.sqrtm and NumPy on the same numbers.
    expect(Math.abs(measures.fid - 2.1934571942053163)).toBeLessThan(1e-9);
    expect(Math.abs(measures.kid.mean - 0.00030690600439253757)).toBeLessThan(1e-12);
    for (const [name, range] of Object.entries(measures.intervals)) {
      if (range === null) continue;
      const value = name === 'kid' ? measures.kid.mean : measures[name as 'fid'];
      expect(value).toBeGreaterThanOrEqual(range[0]);
      expect(value).toBeLessThanOrEqual(range[1]);
    }
    expect(measures.notes).toEqual([]);
  });

  it('of a set and itself: no distance, a KID below 0, and everything within', async () => {
    const x = normals(50, 6, 'self');
    const same = await measureArrays(x, x, null);
    expect(same.fid).toBe(0);
    expect(same.kid.mean).toBeLessThan(0);
    expect([same.precision, same.recall, same.coverage]).toEqual([1, 1, 1]);
    expect(same.settings.kid_size).toBe(50);
    expect(same.notes).toEqual([expect.stringContaining('KID subsets are of 50 images, not 1000')]);
  });

  it('of fewer images than features are right: the root runs over the ranks that there are', async () => {
    // Both sets on one line each, at right angles: |m1 - m2|^2 + Tr S1 + Tr S2, since S1 S2 = 0.
    const x = rowsOf([1, 0, 0, 3, 0, 0, 5, 0, 0], 3);
    const y = rowsOf([0, 2, 0, 0, 4, 0], 3);
    const crossed = await measureArrays(x, y, null);
    expect(crossed.fid).toBeCloseTo(9 + 9 + 4 + 2, 12);
    expect(crossed.settings.k).toBe(1);
    // Along one line: |m1 - m2|^2 + (s1 - s2)^2.
    const along = await measureArrays(x, rowsOf([2, 0, 0, 4, 0, 0], 3), null);
    expect(along.fid).toBeCloseTo((2 - Math.SQRT2) ** 2, 12);
    expect(along.notes.join(' ')).toMatch(/singular \(rank 1 of the real, 1 of the fake, 3 features\)/);
  });

  it('repeat with their seed, take any two numbers of rows, and say so', async () => {
    const [real, fake] = [normals(1500, 3, 'real'), normals(1200, 3, 'fake')];
    const settings = { seed: 3, kidSize: 100, kidSubsets: 5, extrapolate: true };
    const first = await measureArrays(real, fake, null, settings);
    expect(await measureArrays(real, fake, null, settings)).toEqual(first);
    expect(first.kid.std).toBeGreaterThan(0);
    expect(first.fid_infinity!).toBeLessThan(first.fid);
    expect(Math.abs(first.fid_infinity!)).toBeLessThan(0.02);
    expect(first.notes).toEqual([expect.stringContaining('depends on n: 1200 fake against 1500 real')]);
  });

  it('score logits in their order, in 10 splits', async () => {
    const rng = rngFor('logits');
    const logits = Float64Array.from({ length: 503 * 7 }, () => 4 * rng.normal());
    const x = normals(20, 2, 'any');
    const { inception_score: score } = await measureArrays(x, x, rowsOf(logits, 7));
    const inOrder = Int32Array.from({ length: 503 }, (_, i) => i);
    const known = inceptionScore(softmaxInPlace(logits.slice(), 7), 7, inOrder, 10);
    expect(score!.mean).toBeCloseTo(known.mean, 12);
    expect(score!.std).toBeCloseTo(known.deviation, 12);
  });

  it('of neighbours are the same however far out both sets lie', async () => {
    const [x, y] = [normals(80, 4, 'out x'), normals(60, 4, 'out y')];
    // Quarters are exact beside 2^26, so that moving them changes no distance.
    const moved = async ({ n, d, rows }: RowSource, by: number) =>
      rowsOf(
        (await rows(0, n)).map((value, at) => Math.round(4 * value) / 4 + (at % d === 3 ? 0 : by)),
        d,
      );
    const near = await measureArrays(await moved(x, 0), await moved(y, 0), null);
    const far = await measureArrays(await moved(x, 2 ** 26), await moved(y, 2 ** 26), null);
    for (const name of ['precision', 'recall', 'density', 'coverage'] as const) expect(far[name]).toBe(near[name]);
    expect(far.fid).toBeCloseTo(near.fid, 6);
  });

  it('of a few logits are of all at once: a split of one image would score 1', async () => {
    const [x, y, logits] = [normals(20, 2, 'a'), normals(20, 2, 'b'), normals(7, 3, 'few')];
    const { inception_score: score, settings, notes } = await measureArrays(x, y, logits);
    expect(score!.mean).toBeGreaterThan(1);
    expect([score!.std, settings.is_splits]).toEqual([0, 1]);
    expect(notes.join(' ')).toMatch(/all 7 rows at once/);
  });

  it('refuse numbers whose products overflow', async () => {
    const huge = rowsOf(
      Float64Array.from({ length: 20 }, (_, i) => i * 1e150),
      2,
    );
    await expect(measureArrays(huge, huge, null)).rejects.toThrow(/so large/);
  });

  it('refuse what can not be measured', async () => {
    const x = normals(10, 3, 'x');
    const broken = await x.rows(0, 10);
    broken[7] = Infinity;
    const cases: [RowSource, RowSource, RowSource | null, RegExp][] = [
      [x, normals(10, 4, 'y'), null, /Real rows have 3 features and fake rows 4/],
      [x, normals(1, 3, 'y'), null, /At least 2 fake rows are needed but there is 1/],
      [rowsOf([], 3), x, null, /At least 2 real rows are needed but there are none/],
      [x, rowsOf(broken, 3), null, /fake features .* row 2, column 1 is Infinity/],
      [x, x, rowsOf([1, NaN, 0, 1], 2), /logits .* row 0, column 1 is NaN/],
      [
        x,
        rowsOf(
          new Float64Array(6).map((_, i) => i * 1e200),
          3,
        ),
        null,
        /overflows/,
      ],
    ];
    for (const [real, fake, logits, message] of cases) {
      await expect(measureArrays(real, fake, logits)).rejects.toThrow(MetricError);
      await expect(measureArrays(real, fake, logits)).rejects.toThrow(message);
    }
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(measureArrays(x, x, null, { signal })).rejects.toThrow('enough');
  });
});
