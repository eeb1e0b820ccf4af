import type { Rng } from '../../../shared/random.ts';

/** A mixture of k Gaussians in d dimensions, full covariances. */
export interface Mixture {
  readonly k: number;
  readonly d: number;
  /** [k], sums to 1 */
  readonly weights: Float64Array;
  /** [k, d] */
  readonly means: Float64Array;
  /** [k, d, d] */
  readonly covariances: Float64Array;
}

/** What the E-step says of each point. */
export interface Responsibilities {
  /** Share of each component in each point; rows sum to 1. [n, k] */
  readonly shares: Float64Array;
  /** Sum over the points of log p(x), nats. */
  readonly logLikelihood: number;
}

/** k components on k different points, each as wide as all the points, equally likely. @param x [n, d] */
export function startAt(x: Float64Array, d: number, k: number, floor: number, rng: Rng): Mixture {
  const n = x.length / d;
  const means = new Float64Array(k * d);
  const taken = new Set<number>();
  for (let c = 0; c < k; c++) {
    let i = rng.int(n);
    while (taken.has(i) && taken.size < n) i = rng.int(n);
    taken.add(i);
    means.set(x.subarray(i * d, (i + 1) * d), c * d);
  }
  const whole = covarianceOf(x, d, null, meanOf(x, d, null), floor);
  const covariances = new Float64Array(k * d * d);
  for (let c = 0; c < k; c++) covariances.set(whole, c * d * d);
  return { k, d, weights: new Float64Array(k).fill(1 / k), means, covariances };
}

/** E-step: log w_k + log N(x | mu_k, S_k), normalised over k. @param x [n, d] */
export function expectation(mixture: Mixture, x: Float64Array): Responsibilities {
  const { k, d } = mixture;
  const n = x.length / d;
  const shares = new Float64Array(n * k);
  const z = new Float64Array(d);
  for (let c = 0; c < k; c++) {
    const l = cholesky(mixture.covariances.subarray(c * d * d, (c + 1) * d * d), d);
    let constant = Math.log(mixture.weights[c]!) - 0.5 * d * Math.log(2 * Math.PI);
    for (let j = 0; j < d; j++) constant -= Math.log(l[j * d + j]!);
    for (let i = 0; i < n; i++) {
      let distance = 0;
      for (let j = 0; j < d; j++) {
        let value = x[i * d + j]! - mixture.means[c * d + j]!;
        for (let m = 0; m < j; m++) value -= l[j * d + m]! * z[m]!;
        value /= l[j * d + j]!;
        z[j] = value;
        distance += value * value;
      }
      shares[i * k + c] = constant - 0.5 * distance;
    }
  }
  let logLikelihood = 0;
  for (let i = 0; i < n; i++) {
    const row = shares.subarray(i * k, (i + 1) * k);
    const top = Math.max(...row);
    let sum = 0;
    for (let c = 0; c < k; c++) sum += row[c] = Math.exp(row[c]! - top);
    for (let c = 0; c < k; c++) row[c]! /= sum;
    logLikelihood += top + Math.log(sum);
  }
  return { shares, logLikelihood };
}

/**
 * M-step: each component gets the share-weighted mean and covariance of the points. One that no point belongs to stays.
 *
 * @param floor added to every variance, so that a component on one point stays finite
 */
export function maximisation(mixture: Mixture, x: Float64Array, shares: Float64Array, floor: number): Mixture {
  const { k, d } = mixture;
  const n = x.length / d;
  const next = {
    k,
    d,
    weights: mixture.weights.slice(),
    means: mixture.means.slice(),
    covariances: mixture.covariances.slice(),
  };
  for (let c = 0; c < k; c++) {
    const own = Float64Array.from({ length: n }, (_, i) => shares[i * k + c]!);
    const count = own.reduce((sum, share) => sum + share, 0);
    next.weights[c] = Math.max(count / n, 1e-12);
    if (count < 1e-9) continue;
    const mean = meanOf(x, d, own);
    next.means.set(mean, c * d);
    next.covariances.set(covarianceOf(x, d, own, mean, floor), c * d * d);
  }
  return next;
}

function meanOf(x: Float64Array, d: number, weights: Float64Array | null): Float64Array {
  const mean = new Float64Array(d);
  let total = 0;
  for (let i = 0; i < x.length / d; i++) {
    const w = weights ? weights[i]! : 1;
    total += w;
    for (let j = 0; j < d; j++) mean[j]! += w * x[i * d + j]!;
  }
  return mean.map((value) => value / total);
}

function covarianceOf(
  x: Float64Array,
  d: number,
  weights: Float64Array | null,
  mean: Float64Array,
  floor: number,
): Float64Array {
  const out = new Float64Array(d * d);
  let total = 0;
  for (let i = 0; i < x.length / d; i++) {
    const w = weights ? weights[i]! : 1;
    total += w;
    if (w < 1e-12) continue;
    for (let a = 0; a < d; a++) {
      const da = w * (x[i * d + a]! - mean[a]!);
      for (let b = 0; b <= a; b++) out[a * d + b]! += da * (x[i * d + b]! - mean[b]!);
    }
  }
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < a; b++) out[b * d + a] = out[a * d + b] = out[a * d + b]! / total;
    out[a * d + a] = out[a * d + a]! / total + floor;
  }
  return out;
}

/** Lower L with L L^T = S. [d, d] */
function cholesky(s: Float64Array, d: number): Float64Array {
  const l = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = s[i * d + j]!;
      for (let m = 0; m < j; m++) sum -= l[i * d + m]! * l[j * d + m]!;
      l[i * d + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j * d + j]!;
    }
  }
  return l;
}
