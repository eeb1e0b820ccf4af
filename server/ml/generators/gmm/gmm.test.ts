import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../../dataset.ts';
import type { Generator, ImageShape } from '../../generator.ts';
import { cholesky } from '../../numeric/cholesky.ts';
import { rngFor } from '../../random.ts';
import { bic, compareComponents } from './bic.ts';
import { expectation } from './em.ts';
import { plugin, type GmmConfig } from './index.ts';
import { flooredCholesky, maximisation } from './maximisation.ts';
import { drawMixture, factorSize, identity, packLower, type Covariance, type Mixture } from './mixture.ts';
import { startMixture } from './start.ts';

const COVARIANCES: readonly Covariance[] = ['full', 'tied', 'diagonal'];

/** Three clusters in the plane, of unequal weight and shape. */
const known: Mixture = {
  k: 3,
  d: 2,
  covariance: 'full',
  weights: Float64Array.of(0.5, 0.3, 0.2),
  means: Float64Array.of(0, 0, 6, 1, 1, 7),
  factors: Float64Array.of(1, 0.5, 0.8, 0.5, 0, 1.5, 1.2, -0.9, 0.4),
};
const draws = (n: number, ...key: string[]): Float64Array => {
  const rng = rngFor('mixture', ...key);
  return Float64Array.from(Array.from({ length: n }, () => [...drawMixture(known, rng)]).flat());
};

async function em(
  x: Float64Array,
  n: number,
  start: Mixture,
  iterations: number,
  floor: number,
): Promise<{ mixture: Mixture; trace: number[] }> {
  const trace: number[] = [];
  let mixture = start;
  for (let i = 0; i < iterations; i++) {
    const statistics = await expectation(mixture, x, n);
    trace.push(statistics.logLikelihood / n);
    mixture = maximisation(statistics, mixture, floor);
  }
  trace.push((await expectation(mixture, x, n)).logLikelihood / n);
  return { mixture, trace };
}

describe('expectation maximisation', () => {
  for (const covariance of COVARIANCES) {
    for (const [what, floor] of [
      ['', 1e-6],
      [' even where the floor holds variances up', 1.1],
    ] as const) {
      it(`never lowers the likelihood (${covariance})${what}`, async () => {
        const n = 700;
        const x = draws(n, covariance);
        const start = await startMixture(x, n, 6, covariance, floor, rngFor(4));
        const { trace } = await em(x, n, start, 40, floor);
        for (let i = 1; i < trace.length; i++) expect(trace[i]! - trace[i - 1]!).toBeGreaterThan(-1e-10);
        expect(trace.at(-1)! - trace[0]!).toBeGreaterThan(1e-3);
      });
    }
  }

  it('recovers a known mixture', async () => {
    const n = 6000;
    const x = draws(n, 'recover');
    const start = await startMixture(x, n, 3, 'full', 1e-6, rngFor(0));
    const { mixture } = await em(x, n, start, 60, 1e-6);
    for (let c = 0; c < 3; c++) {
      const at = [0, 1, 2].reduce((best, i) => {
        const distance = (k: number): number =>
          Math.hypot(mixture.means[2 * k]! - known.means[2 * c]!, mixture.means[2 * k + 1]! - known.means[2 * c + 1]!);
        return distance(i) < distance(best) ? i : best;
      }, 0);
      expect(Math.abs(mixture.weights[at]! - known.weights[c]!)).toBeLessThan(0.02);
      for (let j = 0; j < 2; j++)
        expect(Math.abs(mixture.means[2 * at + j]! - known.means[2 * c + j]!)).toBeLessThan(0.12);
      for (let j = 0; j < 3; j++)
        expect(Math.abs(mixture.factors[3 * at + j]! - known.factors[3 * c + j]!)).toBeLessThan(0.12);
    }
  });

  /** scikit-learn 1.2.1, GaussianMixture(3, reg_covar=0, tol=0, max_iter=5) from the same start: score, means, weights, BIC. */
  const published = {
    full: [-0.5973227853118106, 0.44603279246475835, 0.5471822892585604, 141.28259179519299],
    tied: [-0.3976598493220536, 0.037091640899878375, 0.3216537083610304, 92.75697210308954],
    diagonal: [-0.18442446362460713, 0.1206111706545133, 0.4074688868880817, 79.45175950606226],
  };
  for (const covariance of COVARIANCES) {
    it(`takes the steps scikit-learn takes (${covariance})`, async () => {
      const n = 60;
      const points = Array.from({ length: n }, (_, i) => [
        Math.sin(1.3 * i) + 1.2 * (i % 3),
        0.5 * Math.cos(2.1 * i) + (i % 3 === 1 ? 0.7 : 0),
      ]);
      const unit = covariance === 'diagonal' ? Float64Array.of(1, 1) : packLower(identity(2), 2);
      const factors = new Float64Array(factorSize(covariance, 3, 2)).map((_, i) => unit[i % unit.length]!);
      const start: Mixture = {
        k: 3,
        d: 2,
        covariance,
        weights: new Float64Array(3).fill(1 / 3),
        means: Float64Array.of(0, 0, 1, 1, 2, 0),
        factors,
      };
      const x = Float64Array.from(points.flat());
      const { mixture, trace } = await em(x, n, start, 5, 1e-9);
      const found = [trace[5]!, mixture.means[0]!, mixture.weights[0]!, bic(mixture, trace[5]! * n, n)];
      found.forEach((value, i) => expect(Math.abs(value - published[covariance][i]!)).toBeLessThan(1e-7));
    });
  }

  it('stands fewer distinct points than components', async () => {
    const x = Float64Array.of(1, 1, 1, 1, 1, 1, 4, 4);
    const start = await startMixture(x, 4, 3, 'full', 0.5, rngFor(1));
    const { mixture, trace } = await em(x, 4, start, 5, 0.5);
    expect([...mixture.factors, ...mixture.means, ...trace].every(Number.isFinite)).toBe(true);
  });

  it('raises small eigenvalues to the floor and leaves the others', () => {
    const s = Float64Array.of(3, 3, 3, 3); // eigenvalues 6 and 0
    const l = flooredCholesky(s, 2, 1);
    expect(l[0]! ** 2).toBeCloseTo(3.5, 12);
    expect(l[0]! * l[2]!).toBeCloseTo(2.5, 12);
    expect([...flooredCholesky(Float64Array.of(2, 1, 1, 2), 2, 0.5)]).toEqual([
      ...cholesky(Float64Array.of(2, 1, 1, 2), 2),
    ]);
  });

  it('is told by BIC how many components there are', async () => {
    const n = 1500;
    const found = await compareComponents(draws(n, 'bic'), n, [1, 2, 3, 4, 5], {
      covariance: 'full',
      floor: 1e-4,
      iterations: 40,
      rng: rngFor(2),
    });
    expect(found.reduce((a, b) => (a.bic < b.bic ? a : b)).k).toBe(3);
  });
});

const side = { height: 4, width: 4, channels: 1 as const };
const shape: ImageShape = { ...side, classes: 2 };
const config: GmmConfig = {
  perClass: true,
  components: 3,
  covariance: 'full',
  dimensions: 5,
  iterations: 6,
  floor: 1,
  pixelNoise: true,
};

/** Class 0: top or bottom half bright; class 1: left or right. */
function pictures(n: number): ImageSet {
  const rng = rngFor('pictures');
  const images = new Uint8Array(n * 16);
  const labels = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const label = (labels[i] = i % 2);
    const half = rng.int(2);
    const light = 160 + 20 * rng.normal();
    for (let j = 0; j < 16; j++) {
      const place = label === 0 ? Math.floor(j / 8) : Math.floor((j % 4) / 2);
      images[i * 16 + j] = Math.max(0, Math.min(255, (place === half ? light : 40) + 6 * rng.normal()));
    }
  }
  return { images, labels, n, ...side };
}

async function trained(settings = config, set = pictures(500)): Promise<Generator> {
  const model = await plugin.create(shape, settings, 1);
  for await (const _ of model.fit(set));
  return model;
}

describe('the mixture of pictures', () => {
  for (const covariance of COVARIANCES) {
    it(`says "either, or": halves are bright or dark, not grey (${covariance})`, async () => {
      const model = await trained({ ...config, covariance });
      const { images } = await model.sample({ n: 400, seed: 1, label: 0 });
      let grey = 0;
      for (let i = 0; i < 400; i++) {
        const top = images.subarray(i * 16, i * 16 + 8).reduce((a, b) => a + b, 0) / 8;
        const bottom = images.subarray(i * 16 + 8, i * 16 + 16).reduce((a, b) => a + b, 0) / 8;
        if (Math.abs(top - bottom) < 50) grey++;
      }
      expect(grey / 400).toBeLessThan(0.05);
    });
  }

  it('stopped at any iteration and resumed, ends with the same numbers', async () => {
    const set = pictures(300);
    const whole = await (await trained(config, set)).save();
    const first = await plugin.create(shape, config, 1);
    for await (const { step } of first.fit(set)) if (step === 3) break;
    const second = await plugin.create(shape, config, 1);
    second.restore(await first.save({ forResume: true }));
    expect(second.describe().step).toBe(3);
    for await (const _ of second.fit(set));
    expect(await second.save()).toEqual(whole);
  });

  it('reports a loss that never rises', async () => {
    const model = await plugin.create(shape, { ...config, iterations: 15 }, 1);
    let before = Infinity;
    for await (const { losses } of model.fit(pictures(300))) {
      expect(losses.negativeLogLikelihood!).toBeLessThanOrEqual(before + 1e-10);
      before = losses.negativeLogLikelihood!;
    }
  });

  it('measures pictures with the density it draws them from', async () => {
    const train = pictures(1500);
    // Without pixel noise and in all dimensions, one component is one Gaussian with a full covariance.
    const one = await trained({ ...config, perClass: false, components: 1, dimensions: 16, floor: 0.01 }, train);
    const { bitsPerDimension } = await one.measure!({ train, test: train });
    const { fullCovarianceBits } = await import('../gaussian/fullCovariance.ts');
    const known = await fullCovarianceBits(train, train, {});
    expect(Math.abs(bitsPerDimension!.value - known!.value)).toBeLessThan(0.01);
    const more = await (
      await trained({ ...config, dimensions: 16, floor: 0.01 }, train)
    ).measure!({ train, test: train });
    expect(more['bitsPerDimension']!.value).toBeLessThan(bitsPerDimension!.value - 0.2);
  });

  it('keeps the variance of each pixel of a class', async () => {
    const set = pictures(2000);
    const model = await trained({ ...config, dimensions: 2 }, set);
    const n = 4000;
    const { images } = await model.sample({ n, seed: 5, label: 1 });
    const variance = (pixels: Uint8Array, rows: number[], j: number): number => {
      const values = rows.map((i) => pixels[i * 16 + j]!);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    };
    const real = Array.from({ length: 1000 }, (_, i) => 2 * i + 1);
    const all = Array.from({ length: n }, (_, i) => i);
    for (let j = 0; j < 16; j++) {
      expect(Math.abs(variance(images, all, j) / variance(set.images, real, j) - 1)).toBeLessThan(0.12);
    }
  });
});
