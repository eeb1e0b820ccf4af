import { describe, expect, it } from 'vitest';
import { rngFor } from '../random.ts';
import { cholesky } from './cholesky.ts';
import { symmetricEigen } from './eigen.ts';
import { factorAnalysis } from './factorAnalysis.ts';
import { bitsPerPixel, drawLowRank, type LowRankGaussian } from './lowRankGaussian.ts';
import { pixelMoments, readRows, type PixelRows } from './pixels.ts';
import { covarianceProduct, principalComponents, projectRows } from './principal.ts';

/** Correlated grey values. */
function rowsOf(n: number, d: number): PixelRows {
  const rng = rngFor('rows', n, d);
  const directions = Float64Array.from({ length: 5 * d }, () => rng.normal());
  const pixels = new Uint8Array(n * d);
  for (let i = 0; i < n; i++) {
    const z = Array.from({ length: 5 }, (_, r) => rng.normal() * (25 - 4 * r));
    for (let j = 0; j < d; j++) {
      const value = 128 + z.reduce((sum, zr, r) => sum + zr * directions[r * d + j]!, 0) + 4 * rng.normal();
      pixels[i * d + j] = Math.max(0, Math.min(255, Math.round(value)));
    }
  }
  return { pixels, rows: Int32Array.from({ length: n }, (_, i) => i), d };
}

/** Covariance by definition. */
function covarianceOf(data: PixelRows): Float64Array {
  const { mean } = pixelMoments(data);
  const n = data.rows.length;
  const x = readRows(data, 0, n, mean);
  const { d } = data;
  const s = new Float64Array(d * d);
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < d; a++) for (let b = 0; b < d; b++) s[a * d + b]! += (x[i * d + a]! * x[i * d + b]!) / (n - 1);
  }
  return s;
}

describe('principal components', () => {
  it('are the leading eigenvectors of the covariance', async () => {
    const data = rowsOf(400, 40);
    const { mean } = pixelMoments(data);
    const exact = symmetricEigen(covarianceOf(data), 40);
    const { variances, components } = await principalComponents(data, mean, 5, rngFor(1));
    for (let k = 0; k < 5; k++) {
      expect(Math.abs(variances[k]! / exact.values[k]! - 1)).toBeLessThan(1e-8);
      let dot = 0;
      for (let j = 0; j < 40; j++) dot += components[k * 40 + j]! * exact.vectors[k * 40 + j]!;
      expect(Math.abs(Math.abs(dot) - 1)).toBeLessThan(1e-6);
    }
  });

  it('of pictures too large for a covariance have the variance of the data along them', async () => {
    const data = rowsOf(60, 1200);
    const { mean } = pixelMoments(data);
    const { variances, components } = await principalComponents(data, mean, 8, rngFor(2));
    const along = await projectRows(data, mean, components, 8);
    for (let k = 0; k < 8; k++) {
      let squares = 0;
      for (let i = 0; i < 60; i++) squares += along[i * 8 + k]! ** 2 / 59;
      expect(Math.abs(squares / variances[k]! - 1)).toBeLessThan(1e-6);
    }
  });

  it('beyond the rank of the data have no variance and no NaN', async () => {
    const data = rowsOf(3, 30);
    const { variances, components } = await principalComponents(data, pixelMoments(data).mean, 6, rngFor(3));
    expect(Math.max(...variances.slice(2))).toBeLessThan(1e-6);
    expect([...components].every(Number.isFinite)).toBe(true);
  });
});

describe('factor analysis', () => {
  it('never lowers the likelihood, and finds the covariance it is shown', async () => {
    const data = rowsOf(1500, 20);
    const { mean, variance } = pixelMoments(data);
    const product = await covarianceProduct(data, mean);
    const start = await principalComponents(data, mean, 5, rngFor(1));
    const bits: number[] = [];
    const worst: number[] = [];
    const exact = covarianceOf(data);
    for (const iterations of [0, 1, 2, 5, 20, 80]) {
      const { factors, noise } = await factorAnalysis(product, variance, start, iterations);
      const sd = Float32Array.from(noise, (value) => Math.sqrt(value - 1 / 12));
      const model = { d: 20, rank: 5, mean: Float32Array.from(mean), factors: Float32Array.from(factors), noise: sd };
      bits.push(await bitsPerPixel(model, data));
      const error = exact.map((value, i) => {
        const [a, b] = [Math.floor(i / 20), i % 20];
        for (let r = 0; r < 5; r++) value -= factors[r * 20 + a]! * factors[r * 20 + b]!;
        return Math.abs(value - (a === b ? noise[a]! : 0));
      });
      worst.push(Math.max(...error) / Math.max(...exact));
    }
    for (let i = 1; i < bits.length; i++) expect(bits[i]!).toBeLessThan(bits[i - 1]! + 1e-4);
    expect(worst.at(-1)!).toBeLessThan(0.02); // of the largest variance; saturated pixels are no factor model
    expect(worst.at(-1)!).toBeLessThan(worst[0]! / 2);
  });
});

describe('a Gaussian of low rank', () => {
  const d = 12;
  const rng = rngFor('low rank');
  const model: LowRankGaussian = {
    d,
    rank: 3,
    mean: Float32Array.from({ length: d }, () => 100 + 20 * rng.normal()),
    factors: Float32Array.from({ length: 3 * d }, () => 20 * rng.normal()),
    noise: Float32Array.from({ length: d }, (_, j) => (j === 0 ? 0 : 1 + rng.uniform() * 5)),
  };
  const covariance = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    covariance[a * d + a] = model.noise[a]! ** 2;
    for (let b = 0; b < d; b++)
      for (let r = 0; r < 3; r++) covariance[a * d + b]! += model.factors[r * d + a]! * model.factors[r * d + b]!;
  }

  it('draws with its mean and covariance', () => {
    const n = 20_000;
    const draws = rngFor('draws');
    const x = new Float64Array(d);
    const sum = new Float64Array(d);
    const squares = new Float64Array(d * d);
    for (let i = 0; i < n; i++) {
      drawLowRank(model, draws, x);
      for (let a = 0; a < d; a++) {
        sum[a]! += x[a]! / n;
        for (let b = 0; b < d; b++) squares[a * d + b]! += ((x[a]! - model.mean[a]!) * (x[b]! - model.mean[b]!)) / n;
      }
    }
    for (let a = 0; a < d; a++) {
      const sd = Math.sqrt(covariance[a * d + a]!);
      expect(Math.abs(sum[a]! - model.mean[a]!)).toBeLessThan((5 * sd) / Math.sqrt(n) + 1e-6);
      for (let b = 0; b < d; b++) {
        const scale = sd * Math.sqrt(covariance[b * d + b]!);
        expect(Math.abs(squares[a * d + b]! - covariance[a * d + b]!)).toBeLessThan((7 * scale) / Math.sqrt(n));
      }
    }
  });

  it('has the density of its dense covariance with the noise of dequantisation', async () => {
    const data = rowsOf(30, d);
    for (let j = 0; j < d; j++) covariance[j * d + j]! += 1 / 12;
    const l = cholesky(covariance, d);
    for (let j = 0; j < d; j++) covariance[j * d + j]! -= 1 / 12;
    let nats = 0.5 * d * Math.log(2 * Math.PI);
    for (let j = 0; j < d; j++) nats += Math.log(l[j * d + j]!);
    const x = readRows(data, 0, 30, Float64Array.from(model.mean));
    const solve = (v: number[]): number[] => {
      const y: number[] = [];
      for (let i = 0; i < d; i++)
        y.push((v[i]! - y.reduce((sum, yk, k) => sum + l[i * d + k]! * yk, 0)) / l[i * d + i]!);
      return y;
    };
    const squared = (v: number[]): number => solve(v).reduce((sum, value) => sum + value * value, 0);
    for (let i = 0; i < 30; i++) nats += squared([...x.subarray(i * d, i * d + d)]) / 60;
    for (let j = 0; j < d; j++) nats += squared(Array.from({ length: d }, (_, i) => Number(i === j))) / 24; // E u u^T = I / 12
    expect(await bitsPerPixel(model, data)).toBeCloseTo(nats / (d * Math.LN2), 8);
  });
});
