import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImageSet, LoadOptions, Progress } from '../../dataset.ts';
import { hashOfSplits, sha256 } from '../hash.ts';
import { allographsOf } from './digits/index.ts';
import type { Drawing, StrokeFactors } from './index.ts';
import { drawMany, drawStroke, strokesOf } from './index.ts';

const digits = Array.from({ length: 10 }, (_, label) => label);

/** Mass, centre of mass, lean (-mu11 / mu02) and longest side of the box around what isn't black. */
function measure({ image }: Pick<Drawing, 'image'>): {
  edge: boolean;
  mass: number;
  x: number;
  y: number;
  lean: number;
  side: number;
} {
  let [mass, x, y, xy, yy] = [0, 0, 0, 0, 0];
  const columns: number[] = [];
  const rows: number[] = [];
  image.forEach((value, p) => {
    if (value === 0) return;
    const [i, j] = [p % 28, Math.floor(p / 28)];
    columns.push(i);
    rows.push(j);
    mass += value;
    x += value * i;
    y += value * j;
    xy += value * i * j;
    yy += value * j * j;
  });
  [x, y] = [x / mass, y / mass];
  const side = Math.max(Math.max(...columns) - Math.min(...columns), Math.max(...rows) - Math.min(...rows)) + 1;
  const edge = [...columns, ...rows].some((k) => k === 0 || k === 27);
  return { edge, mass: mass / 255, x, y, lean: -(xy / mass - x * y) / (yy / mass - y * y), side };
}

describe('a drawn digit', () => {
  it('depends on seed and index alone: neither order nor number of others matters', async () => {
    const many = await drawMany('law', 40);
    for (const i of [39, 3, 17, 0]) {
      const { image, label, factors } = drawStroke('law', i);
      expect(image).toEqual(many.images.slice(i * 784, (i + 1) * 784));
      expect([label, factors.label]).toEqual([many.labels![i], many.labels![i]]);
    }
    const fewer = await drawMany('law', 10);
    expect(fewer.images).toEqual(many.images.slice(0, 7840));
    expect(drawStroke('law', 0).image).not.toEqual(drawStroke('other', 0).image);
  });

  it('stays the same picture from version to version', async () => {
    // A change of this sum changes the data that shipped checkpoints were trained on: they then need training anew.
    const { images, labels } = await drawMany('golden', 300);
    expect(sha256(images, labels!)).toBe('58f9565d245a99fb623817179a9d570e2bb2d75cb203bc0bc5228f090b580216');
  });

  it('is written in every way there is, when asked to', () => {
    for (const label of digits) {
      for (const { name } of allographsOf[label]!) {
        const { factors, image } = drawStroke('ways', label, { label, allograph: name, size: 20 });
        expect(factors).toMatchObject({ label, allograph: name });
        expect(measure({ image }).side).toBe(20);
      }
    }
  });

  it('obeys an overridden factor and leaves the others as they were', () => {
    const changes: Partial<StrokeFactors>[] = [
      { thickness: 4 },
      { slant: 0.5 },
      { rotation: 0.1 },
      { aspect: 0.7 },
      { size: 12 },
      { looseness: 0 },
      { bend: 0 },
      { pressure: 0.3 },
      { ink: 0.5 },
      { resolution: 2 },
    ];
    for (const change of changes) {
      const before = drawStroke('override', 5);
      const after = drawStroke('override', 5, change);
      expect(after.factors).toEqual({ ...before.factors, ...change });
      expect(after.image).not.toEqual(before.image);
    }
    expect(drawStroke('override', 5, { slant: undefined })).toEqual(drawStroke('override', 5));
    expect(drawStroke('override', 5, drawStroke('override', 5).factors)).toEqual(drawStroke('override', 5));
  });

  it('grows heavier with thickness, leans with slant, and measures its size', () => {
    for (let i = 0; i < 40; i++) {
      const look = (overrides: Partial<StrokeFactors>) =>
        measure(drawStroke('monotone', i, { rotation: 0, bend: 0, ink: 1, ...overrides }));
      const masses = [1.2, 2, 3, 4].map((thickness) => look({ thickness }).mass);
      expect(masses).toEqual([...masses].sort((a, b) => a - b));
      const leans = [-0.6, -0.2, 0.2, 0.6].map((slant) => look({ slant }).lean);
      expect(leans).toEqual([...leans].sort((a, b) => a - b));
      expect(look({ size: 12 }).side).toBe(12);
      expect(look({ size: 19.5 }).side).toBe(20);
    }
  });

  it('refuses factors that make no sense, in one sentence', () => {
    expect(() => drawStroke(0, 0, { label: 10 })).toThrow(
      "The factor 'label' of a drawn digit should lie between 0 and 9 but is 10.",
    );
    expect(() => drawStroke(0, 0, { label: 2.5 })).toThrow('should be a whole number but is 2.5');
    expect(() => drawStroke(0, 0, { thickness: Number.NaN })).toThrow('but is NaN');
    expect(() => drawStroke(0, 0, { label: 7, allograph: 'oval' })).toThrow(
      "The digit 7 is written 'plain', 'ticked', 'curved', 'barred' but not 'oval'.",
    );
  });
});

describe('many drawn digits', () => {
  let train: ImageSet;
  let test: ImageSet;

  beforeAll(async () => {
    train = await drawMany('train', 6000);
    test = await drawMany('test', 2000);
  });

  it('are all different, within and between the splits', () => {
    const seen = new Set<string>();
    for (const { images, n } of [train, test]) {
      for (let i = 0; i < n; i++) seen.add(sha256(images.subarray(i * 784, (i + 1) * 784)));
    }
    expect(seen.size).toBe(8000);
  });

  it('have the grey values of MNIST', () => {
    const counts = new Float64Array(256);
    for (const value of train.images) counts[value]!++;
    const share = (low: number, high: number): number =>
      counts.subarray(low, high + 1).reduce((sum, count) => sum + count, 0) / train.images.length;
    const mean = counts.reduce((sum, count, value) => sum + count * value, 0) / train.images.length / 255;
    const square =
      counts.reduce((sum, count, value) => sum + count * value * value, 0) / train.images.length / 255 ** 2;
    // MNIST's training images: mean 0.1307, sd 0.3081; 0: 0.809, 1-4: 0.003, 5-127: 0.056, 128-251: 0.062, 252-255: 0.070.
    expect(Math.abs(mean - 0.1307)).toBeLessThan(0.004);
    expect(Math.abs(Math.sqrt(square - mean * mean) - 0.3081)).toBeLessThan(0.004);
    expect(Math.abs(share(0, 0) - 0.809)).toBeLessThan(0.006);
    expect(Math.abs(share(1, 4) - 0.003)).toBeLessThan(0.001);
    expect(Math.abs(share(5, 127) - 0.056)).toBeLessThan(0.006);
    expect(Math.abs(share(128, 251) - 0.062)).toBeLessThan(0.006);
    expect(Math.abs(share(252, 255) - 0.07)).toBeLessThan(0.006);
    expect(Math.abs(share(255, 255) - 0.0067)).toBeLessThan(0.002);
  });

  it('are as large as MNIST and centred as it is, by mass and whole pixels', () => {
    let off = 0;
    for (let i = 0; i < 1000; i++) {
      const { side, x, y, edge } = measure({ image: train.images.subarray(i * 784, (i + 1) * 784) });
      expect(side).toBeGreaterThan(17);
      expect(side).toBeLessThan(21);
      // Nothing is pushed out of the field to centre it.
      expect(edge || Math.max(Math.abs(x - 14), Math.abs(y - 14)) < 0.51).toBe(true);
      off += Number(edge);
    }
    expect(off).toBeLessThan(30);
  });

  it('show every digit alike often', () => {
    for (const digit of digits) {
      const n = train.labels!.filter((label) => label === digit).length;
      expect(Math.abs(n - 600)).toBeLessThan(94); // 4 standard deviations
    }
  });
});

describe('the data set of strokes', () => {
  const sizes = { train: 30, test: 20 };
  let options: LoadOptions;

  beforeEach(async () => {
    options = { cacheDir: await mkdtemp(join(tmpdir(), 'uncanny-strokes-')), offline: true };
  });

  afterEach(() => rm(options.cacheDir, { recursive: true, force: true }));

  it('is drawn once, kept, and drawn again when what was kept is damaged', async () => {
    const progress: Progress[] = [];
    const first = await strokesOf(sizes).load({ ...options, onProgress: (p) => progress.push(p) });
    expect(progress.at(-1)).toEqual({ what: 'drawing strokes', fraction: 1 });
    expect(first.train.images.subarray(0, 784)).toEqual(drawStroke('train', 0).image);
    expect(first.test.images.subarray(0, 784)).toEqual(drawStroke('test', 0).image);

    const folder = join(options.cacheDir, 'strokes');
    const [file] = await readdir(folder);
    expect(file).toMatch(/^[0-9a-f]{16}-30-20\.bin$/);
    const kept = await readFile(join(folder, file!));
    progress.length = 0;
    const again = await strokesOf(sizes).load({ ...options, onProgress: (p) => progress.push(p) });
    expect([again.hash, progress]).toEqual([first.hash, []]);
    expect(hashOfSplits(again.train, again.test)).toBe(first.hash);

    for (const damage of [
      kept.subarray(0, 1000),
      kept.map((byte, k) => (k === 5000 ? byte ^ 1 : byte)),
      kept.subarray(0, 0),
    ]) {
      await writeFile(join(folder, file!), damage);
      const { train, test } = await strokesOf(sizes).load(options);
      expect(hashOfSplits(train, test)).toBe(first.hash);
      expect((await readFile(join(folder, file!))).equals(kept)).toBe(true);
    }
  });

  it('forgets what other versions of the drawing kept, and nothing else', async () => {
    await strokesOf(sizes).load(options);
    const folder = join(options.cacheDir, 'strokes');
    await writeFile(join(folder, '0123456789abcdef-30-20.bin'), '');
    await writeFile(join(folder, 'mine.bin'), '');
    await strokesOf({ train: 10, test: 10 }).load(options);
    const names = await readdir(folder);
    expect(names.map((name) => name.slice(-10)).sort()).toEqual(['-10-10.bin', '-30-20.bin', 'mine.bin'].sort());
  });

  it('is there even when nothing can be kept', async () => {
    const file = join(options.cacheDir, 'a-file');
    await writeFile(file, '');
    expect((await strokesOf(sizes).load({ ...options, cacheDir: file })).train.n).toBe(30);
  });

  it('has the same first pictures however many are asked for', async () => {
    const [few, more] = [await strokesOf({ train: 5, test: 2 }).load(options), await strokesOf(sizes).load(options)];
    expect(more.train.images.subarray(0, 5 * 784)).toEqual(few.train.images);
    expect(more.hash).not.toBe(few.hash);
  });

  it('stops when asked to', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const loading = strokesOf({ train: 5000, test: 0 }).load({
      ...options,
      signal: stop.signal,
      onProgress: ({ fraction }) => fraction! > 0.1 && stop.abort(reason),
    });
    await expect(loading).rejects.toBe(reason);
  });
});
