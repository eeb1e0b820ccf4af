import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../../dataset.ts';
import type { Generator, ImageShape } from '../../generator.ts';
import { rngFor } from '../../random.ts';
import { plugin, type HistogramConfig } from './index.ts';
import { emptyTable, intervals, outcomeAt, probability } from './table.ts';
import { cellMeans, codesOf, paint, thresholdOf, thumbnailCount } from './thumbnails.ts';

const full = plugin.presets.full;
const SIDES = [2, 3, 4] as const;
const square = { height: 28, width: 28, channels: 1 as const };

/** Disks of random place and size: thumbnails of very unequal probability. */
function disks(n: number, of = square): ImageSet {
  const { height, width } = of;
  const rng = rngFor('disks');
  const images = new Uint8Array(n * height * width);
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 2);
  for (let i = 0; i < n; i++) {
    const [x, y] = [rng.uniform() * width, (rng.uniform() * height) / 2 + (labels[i] ? height / 2 : 0)];
    const radius = (0.1 + 0.3 * rng.uniform()) * width;
    for (let j = 0; j < height * width; j++) {
      if (Math.hypot((j % width) - x, Math.floor(j / width) - y) < radius)
        images[i * height * width + j] = 40 + rng.int(216);
    }
  }
  return { images, labels, n, ...of };
}

async function counted(set: ImageSet, changes: Partial<HistogramConfig>, classes = 2): Promise<Generator> {
  const shape: ImageShape = { height: set.height, width: set.width, channels: set.channels, classes };
  const model = await plugin.create(shape, { ...full, ...changes }, 1);
  for await (const _ of model.fit(set));
  return model;
}

/** Largest chi-square that chance gives once in 100,000 times (Wilson & Hilferty 1931). */
const chiSquareLimit = (degrees: number): number => {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + 4.265 * Math.sqrt(spread)) ** 3;
};

describe('a table', () => {
  it('sums to one and draws by intervals of a uniform draw', () => {
    const table = emptyTable(1, 4, 0.5);
    table.counts.set([3, 0, 1, 0]);
    expect([0, 1, 2, 3].map((bin) => probability(table, 0, bin, 4))).toEqual([3.5 / 6, 0.5 / 6, 1.5 / 6, 0.5 / 6]);
    const ends = intervals(table, 4);
    expect(outcomeAt(ends, 0, 4, 0)).toBe(0);
    expect(outcomeAt(ends, 0, 4, 3.5 / 6 - 1e-12)).toBe(0);
    expect(outcomeAt(ends, 0, 4, 3.5 / 6 + 1e-12)).toBe(1);
    expect(outcomeAt(ends, 0, 4, 1 - 2 ** -32)).toBe(3);
    const sure = emptyTable(1, 3, 0);
    sure.counts.set([0, 7, 0]);
    expect([0, 0.5, 1 - 2 ** -32].map((u) => outcomeAt(intervals(sure, 7), 0, 3, u))).toEqual([1, 1, 1]);
  });
});

describe.each(SIDES)('the table of all binary thumbnails, %i a side', (side) => {
  const cells = side * side;

  it('holds every thumbnail once: painting and reading are inverse', () => {
    const step = side === 4 ? 37 : 1;
    for (let code = 0; code < thumbnailCount(side); code += step) {
      const images = new Uint8Array(28 * 28);
      paint(code, side, square, images);
      expect([...codesOf({ images, labels: null, n: 1, ...square }, side, 127.5)]).toEqual([code]);
    }
  });

  it('has cell means whose mean is that of the picture', () => {
    const set = disks(20);
    const means = cellMeans(set, side);
    expect(Math.abs(means.reduce((a, b) => a + b, 0) / means.length - thresholdOf(set))).toBeLessThan(1e-9);
  });

  it('sums to one, and its samples pass a chi-square test', async () => {
    const set = disks(600);
    const model = await counted(set, { table: `${side} x ${side}` as HistogramConfig['table'], smoothing: 0.001 });
    const counts = (await model.save()).get('counts')!.data;
    const table = { rows: 1, bins: 2 ** cells, counts, smoothing: 0.001 };
    let total = 0;
    for (let bin = 0; bin < table.bins; bin++) total += probability(table, 0, bin, 600);
    expect(Math.abs(total - 1)).toBeLessThan(1e-10);

    const n = 6000;
    const drawn = await model.sample({ n, seed: 4 });
    const seen = new Float64Array(table.bins);
    for (const code of codesOf({ ...drawn, n, ...square }, side, 127.5)) seen[code]!++;
    let [chi, degrees, rest, restSeen] = [0, -1, 0, 0];
    for (let bin = 0; bin < table.bins; bin++) {
      const expected = n * probability(table, 0, bin, 600);
      if (expected < 8) {
        rest += expected; // too rare to test alone
        restSeen += seen[bin]!;
      } else {
        chi += (seen[bin]! - expected) ** 2 / expected;
        degrees++;
      }
    }
    if (rest >= 8) {
      chi += (restSeen - rest) ** 2 / rest;
      degrees++;
    }
    expect(degrees).toBeGreaterThan(5);
    expect(chi).toBeLessThan(chiSquareLimit(degrees));
    expect(chi).toBeGreaterThan(degrees / 10); // samples that fit too well would not be samples
  });
});

describe('the table of each pixel', () => {
  it('gives held-out images their smoothed frequencies', async () => {
    const [train, test] = [disks(50), disks(70)];
    const model = await counted(train, {});
    const { logLikelihood, bitsPerDimension } = await model.measure!({ train, test });
    let exact = 0;
    for (let i = 0; i < 70 * 784; i++) {
      let count = 0;
      for (let k = 0; k < 50; k++) count += Number(train.images[k * 784 + (i % 784)] === test.images[i]);
      exact += Math.log((count + 1) / (50 + 256)) / 70;
    }
    expect(Math.abs(logLikelihood!.value - exact)).toBeLessThan(1e-8);
    expect(Math.abs(bitsPerDimension!.value + exact / (784 * Math.LN2))).toBeLessThan(1e-10);
    expect(bitsPerDimension!.low!).toBeLessThan(bitsPerDimension!.value);
  });

  it('draws each pixel in the shares of the data, and pixels apart from each other', async () => {
    const set = disks(400);
    const model = await counted(set, { smoothing: 0.001 });
    const n = 4000;
    const { images } = await model.sample({ n, seed: 2 });
    const white = (pixels: Uint8Array, count: number, ...at: number[]): number => {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += Number(at.every((j) => pixels[i * 784 + j]! > 0));
      return sum / count;
    };
    const [a, b] = [10 * 28 + 14, 10 * 28 + 15]; // neighbours: nearly always white together in the data
    expect(Math.abs(white(images, n, a) - white(set.images, 400, a))).toBeLessThan(0.04);
    expect(Math.abs(white(images, n, a, b) - white(images, n, a) * white(images, n, b))).toBeLessThan(0.03);
    expect(white(set.images, 400, a, b) - white(set.images, 400, a) * white(set.images, 400, b)).toBeGreaterThan(0.1);
  });

  it('costs fewer bits with classes than without, and log(span) for grey values it does not tell apart', async () => {
    const set = disks(2000);
    const bits = async (changes: Partial<HistogramConfig>): Promise<number> =>
      (await (await counted(set, { bits: 2, ...changes })).measure!({ train: set, test: set })).bitsPerDimension!.value;
    expect(await bits({ perClass: true })).toBeLessThan(await bits({}));
    const fine = { ...set, images: set.images.map((value) => value & 0xc0) };
    const coarse = await counted(fine, { bits: 2 });
    expect((await coarse.measure!({ train: fine, test: fine })).bitsPerDimension!.value).toBeGreaterThan(6); // log2(64)
  });

  it('says that it knows no classes', async () => {
    const model = await counted(disks(50), {});
    await expect(model.sample({ n: 1, seed: 1, label: 0 })).rejects.toThrow(/perClass/);
    expect((await model.sample({ n: 1, seed: 1 })).labels).toBeNull();
  });
});
