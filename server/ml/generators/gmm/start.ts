import type { Rng } from '../../random.ts';
import { assigned } from './em.ts';
import { maximisation } from './maximisation.ts';
import { factorSize, packLower, type Covariance, type Mixture } from './mixture.ts';

/**
 * Where EM begins: centres by k-means++ (each next row drawn in proportion to its squared distance from the nearest centre so
 * far), every row given to its nearest centre, and the mixture that fits this assignment best.
 *
 * @param x [n, d], n at least 1
 */
export async function startMixture(
  x: Float64Array,
  n: number,
  k: number,
  covariance: Covariance,
  floor: number,
  rng: Rng,
): Promise<Mixture> {
  const { centres, nearest } = kMeansPlusPlus(x, n, k, rng);
  const spread = pooled(k, covariance, centres, x, n, floor);
  return maximisation(await assigned(spread, x, nearest), spread, floor);
}

/** @returns `centres` [k, d] and the nearest of them for each row [n] */
export function kMeansPlusPlus(
  x: Float64Array,
  n: number,
  k: number,
  rng: Rng,
): { centres: Float64Array; nearest: Int32Array } {
  const d = x.length / n;
  const centres = new Float64Array(k * d);
  const nearest = new Int32Array(n);
  const distances = new Float64Array(n).fill(Infinity);
  let total = 0;
  for (let c = 0; c < k; c++) {
    const row = c === 0 || total === 0 ? rng.int(n) : drawRow(distances, total, rng);
    centres.set(x.subarray(row * d, row * d + d), c * d);
    total = 0;
    for (let i = 0; i < n; i++) {
      let distance = 0;
      for (let j = 0; j < d && distance < distances[i]!; j++) distance += (x[i * d + j]! - centres[c * d + j]!) ** 2;
      if (distance < distances[i]!) {
        distances[i] = distance;
        nearest[i] = c;
      }
      total += distances[i]!;
    }
  }
  return { centres, nearest };
}

function drawRow(distances: Float64Array, total: number, rng: Rng): number {
  let left = rng.uniform() * total;
  let last = 0;
  for (let i = 0; i < distances.length; i++) {
    if (distances[i] === 0) continue;
    last = i;
    left -= distances[i]!;
    if (left < 0) break;
  }
  return last;
}

/** Components spread along the axes as all the data are: what those keep to which no row is given. */
function pooled(
  k: number,
  covariance: Covariance,
  means: Float64Array,
  x: Float64Array,
  n: number,
  floor: number,
): Mixture {
  const d = means.length / k;
  const mean = new Float64Array(d);
  for (let i = 0; i < x.length; i++) mean[i % d]! += x[i]! / n;
  const variance = new Float64Array(d);
  for (let i = 0; i < x.length; i++) variance[i % d]! += (x[i]! - mean[i % d]!) ** 2 / n;
  const deviations = variance.map((value) => Math.sqrt(Math.max(floor, value)));
  const diagonal = new Float64Array(d * d);
  for (let i = 0; i < d; i++) diagonal[i * d + i] = deviations[i]!;
  const one = covariance === 'diagonal' ? deviations : packLower(diagonal, d);
  const factors = new Float64Array(factorSize(covariance, k, d));
  for (let c = 0; c * one.length < factors.length; c++) factors.set(one, c * one.length);
  return { k, d, covariance, weights: new Float64Array(k).fill(1 / k), means, factors };
}
