import { describe, expect, it, vi } from 'vitest';
import { pathsFor } from '../server/cli/paths.ts';
import { NotHere, type ConformanceRow } from '../server/conformance/row.ts';
import { compare, listAreas } from '../server/conformance/run.ts';

/** Rows on MNIST, where it has been fetched, take seconds of a free machine. */
vi.setConfig({ testTimeout: 120_000 });

const context = { cacheDir: pathsFor().cacheDir };
const areas = await listAreas();

for (const { area, rows } of areas) {
  describe(`published numbers, ${area}`, () => {
    for (const row of rows) {
      it(`${row.name}: ${row.published}`, async () => {
        for await (const result of compare([{ area, rows: [row] }], context)) {
          // A row of a data set that has not been fetched yet says so in its own words.
          expect(result, JSON.stringify(result)).toMatchObject(result.leftOut === null ? { agrees: true } : {});
        }
      });
    }
  });
}

describe('the comparison', () => {
  const row = (published: string, ours: number, tolerance?: number): ConformanceRow => ({
    name: 'a row',
    source: 'a book',
    published,
    ...(tolerance !== undefined && { tolerance }),
    compute: () => ours,
  });
  const agrees = async (one: ConformanceRow): Promise<boolean | null> => {
    for await (const result of compare([{ area: 'test', rows: [one] }], context)) return result.agrees;
    return null;
  };

  it('asks for as many digits as were published, unless the row says otherwise', async () => {
    expect(await agrees(row('.166', 0.16574))).toBe(true);
    expect(await agrees(row('.166', 0.1665))).toBe(true);
    expect(await agrees(row('.166', 0.16651))).toBe(false);
    expect(await agrees(row('-2466.938', -2466.9384))).toBe(true);
    expect(await agrees(row('-2466.938', 2466.938))).toBe(false);
    expect(await agrees(row('0.640', 0.6406))).toBe(false);
    expect(await agrees(row('97', 97.4))).toBe(true);
    expect(await agrees(row('97', 99, 3))).toBe(true);
    expect(await agrees(row('97', Number.NaN))).toBe(false);
  });

  it('leaves out a row whose data is not here, and only that', async () => {
    const absent: ConformanceRow = {
      ...row('1', 1),
      compute: () => {
        throw new NotHere('MNIST is not here.');
      },
    };
    for await (const result of compare([{ area: 'test', rows: [absent, row('1', 1)] }], context)) {
      expect(result).toMatchObject(result.ours === null ? { leftOut: 'MNIST is not here.' } : { agrees: true });
    }
    const broken: ConformanceRow = { ...row('1', 1), compute: () => Promise.reject(new Error('a bug')) };
    await expect(agrees(broken)).rejects.toThrow('a bug');
    await expect(agrees(row('50 %', 50))).rejects.toThrow(RangeError);
  });
});
