import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../../dataset.ts';
import { CheckpointError } from '../../generator.ts';
import type { Generator, ImageShape } from '../../generator.ts';
import { rngFor } from '../../random.ts';
import { plugin } from './index.ts';

/** Two classes of 4 x 3 pictures, each a Gaussian with one known direction. */
const side = { height: 4, width: 3, channels: 1 as const };
const d = 12;
const direction = (label: number, j: number): number => 15 * Math.sin(1 + j * (label + 1));
const centre = (label: number, j: number): number => 120 + 30 * label + 3 * j;

function pictures(n: number, labels = true): ImageSet {
  const rng = rngFor('pictures');
  const images = new Uint8Array(n * d);
  const classes = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const label = (classes[i] = Number(i % 4 === 0));
    const z = rng.normal();
    for (let j = 0; j < d; j++) {
      images[i * d + j] = Math.max(
        0,
        Math.min(255, Math.round(centre(label, j) + z * direction(label, j) + 3 * rng.normal())),
      );
    }
  }
  return { images, labels: labels ? classes : null, n, ...side };
}

const shape: ImageShape = { ...side, classes: 2 };
const config = { perClass: true, rank: 4, shrinkage: 0 };

async function trained(set: ImageSet, settings = config, of = shape): Promise<Generator> {
  const model = await plugin.create(of, settings, 1);
  for await (const _ of model.fit(set));
  return model;
}

describe('the Gaussian', () => {
  it('recovers mean and covariance of each class', async () => {
    const model = await trained(pictures(4000));
    const n = 4000;
    for (const label of [0, 1]) {
      const { images } = await model.sample({ n, seed: 2, label });
      const mean = Array.from({ length: d }, (_, j) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += images[i * d + j]!;
        return sum / n;
      });
      for (let a = 0; a < d; a++) {
        expect(Math.abs(mean[a]! - centre(label, a))).toBeLessThan(2.5);
        for (let b = 0; b < d; b++) {
          let sum = 0;
          for (let i = 0; i < n; i++) sum += (images[i * d + a]! - mean[a]!) * (images[i * d + b]! - mean[b]!);
          const known = direction(label, a) * direction(label, b) + (a === b ? 9 : 0);
          expect(Math.abs(sum / n - known)).toBeLessThan(45); // five standard errors of a variance of 225 at n = 1000
        }
      }
    }
  });

  it('draws classes in the shares of the data', async () => {
    const model = await trained(pictures(400));
    const { labels } = await model.sample({ n: 4000, seed: 3 });
    expect(Math.abs(labels!.reduce((sum, label) => sum + label, 0) / 4000 - 0.25)).toBeLessThan(0.03);
  });

  it('keeps variances under full shrinkage and loses covariances', async () => {
    const model = await trained(pictures(2000), { perClass: true, rank: 4, shrinkage: 1 });
    const factors = (await model.save()).get('factors')!.data;
    expect(Math.max(...factors.map(Math.abs))).toBe(0);
    const noise = (await model.save()).get('noise')!.data;
    expect(Math.abs(noise[0]! ** 2 - direction(0, 0) ** 2 - 9)).toBeLessThan(25);
  });

  it('explains the data better with classes than without, and with more directions', async () => {
    const last = async (settings: typeof config): Promise<number> => {
      const model = await plugin.create(shape, settings, 1);
      let total = 0;
      let steps = 0;
      for await (const { step, totalSteps, losses } of model.fit(pictures(2000))) {
        if (step > 1 || totalSteps === 1) {
          total += losses.bitsPerPixel!;
          steps++;
        }
      }
      return total / steps;
    };
    const [one, few, many] = [
      await last({ ...config, perClass: false }),
      await last({ ...config, rank: 1 }),
      await last(config),
    ];
    expect(few).toBeLessThan(one);
    expect(many).toBeLessThan(few);
  });

  it('has samples from the first step on, and goes on after a restore to the same end', async () => {
    const set = pictures(600);
    const model = await plugin.create(shape, config, 1);
    for await (const { step } of model.fit(set)) if (step === 1) break;
    const early = await model.sample({ n: 2, seed: 1, label: 1 });
    expect(Math.min(...early.images)).toBeGreaterThan(20);
    const resumed = await plugin.create(shape, config, 1);
    resumed.restore(await model.save({ forResume: true }));
    for await (const _ of resumed.fit(set));
    expect(await resumed.save()).toEqual(await (await trained(set)).save());
  });

  it('takes colour pictures of 64 x 64, classes with one picture, and data without classes', async () => {
    const colour: ImageShape = { height: 64, width: 64, channels: 3, classes: 3 };
    const rng = rngFor('colour');
    const images = Uint8Array.from({ length: 5 * 64 * 64 * 3 }, () => rng.int(256));
    const labels = Uint8Array.of(0, 0, 0, 0, 2);
    const large = await trained(
      { images, labels, n: 5, ...colour },
      { perClass: false, rank: 2, shrinkage: 0 },
      colour,
    );
    expect((await large.sample({ n: 1, seed: 1 })).images.length).toBe(64 * 64 * 3);
    const few = { ...pictures(5), labels };
    const model = await trained(few, config, { ...side, classes: 3 });
    for (const label of [0, 1, 2])
      expect((await model.sample({ n: 1, seed: 1, label })).labels).toEqual(Uint8Array.of(label));
    const plain = await trained(pictures(100, false), config, { ...side, classes: 0 });
    expect((await plain.sample({ n: 3, seed: 1 })).labels).toBeNull();
  });

  it('measures held-out images: the bits that training reports, and those of one full covariance', async () => {
    const [train, test] = [pictures(3000), pictures(3000)];
    const model = await plugin.create(shape, { perClass: false, rank: d, shrinkage: 0 }, 1);
    let reported = 0;
    for await (const { losses } of model.fit(train)) reported = losses.bitsPerPixel!;
    const { logLikelihood, bitsPerDimension, fullCovarianceBitsPerDimension } = await model.measure!({ train, test });
    expect(Math.abs(bitsPerDimension!.value - reported)).toBeLessThan(0.01);
    expect(Math.abs(fullCovarianceBitsPerDimension!.value - reported)).toBeLessThan(0.01);
    expect(logLikelihood!.value).toBeCloseTo(-bitsPerDimension!.value * d * Math.LN2, 8);
    const byClass = await (await trained(train)).measure!({ train, test });
    expect(byClass['bitsPerDimension']!.value).toBeLessThan(bitsPerDimension!.value - 0.3);
  });

  it('says which tensor does not fit, and that it knows no classes', async () => {
    const model = await trained(pictures(100));
    const other = await plugin.create(shape, { ...config, rank: 5 }, 1);
    const saved = await model.save();
    expect(() => other.restore(saved)).toThrow(CheckpointError);
    expect(() => other.restore(saved)).toThrow(/factors.*\[2,4,12\].*\[2,5,12\]/);
    const one = await trained(pictures(100), { ...config, perClass: false });
    await expect(one.sample({ n: 1, seed: 1, label: 0 })).rejects.toThrow(/perClass/);
  });
});
