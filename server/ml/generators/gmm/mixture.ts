import type { Rng } from '../../random.ts';
import { drawIndex } from '../../numeric/categorical.ts';

export type Covariance = 'full' | 'tied' | 'diagonal';

/** A mixture of k Gaussians in d dimensions. */
export interface Mixture {
  readonly k: number;
  readonly d: number;
  readonly covariance: Covariance;
  /** [k], sums to 1 */
  readonly weights: Float64Array;
  /** [k, d] */
  readonly means: Float64Array;
  /**
   * Lower Cholesky factors of the covariances, rows of the triangle after one another: [k, d (d + 1) / 2] for `full`,
   * [d (d + 1) / 2] for `tied`; standard deviations [k, d] for `diagonal`.
   */
  readonly factors: Float64Array;
}

export const triangle = (d: number): number => (d * (d + 1)) / 2;

/** Number of values in `factors`. */
export function factorSize(covariance: Covariance, k: number, d: number): number {
  return covariance === 'full' ? k * triangle(d) : covariance === 'tied' ? triangle(d) : k * d;
}

/** Factor of component k as a full lower matrix. [d, d] */
export function factorOf({ covariance, d, factors }: Mixture, component: number): Float64Array {
  const l = new Float64Array(d * d);
  if (covariance === 'diagonal') {
    for (let i = 0; i < d; i++) l[i * d + i] = factors[component * d + i]!;
    return l;
  }
  let from = covariance === 'full' ? component * triangle(d) : 0;
  for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) l[i * d + j] = factors[from++]!;
  return l;
}

/** [d, d] */
export function identity(d: number): Float64Array {
  return Float64Array.from({ length: d * d }, (_, i) => Number(i % (d + 1) === 0));
}

/** The lower triangle of [d, d], as `factors` keeps it. */
export function packLower(l: Float64Array, d: number): Float64Array {
  const packed = new Float64Array(triangle(d));
  let to = 0;
  for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) packed[to++] = l[i * d + j]!;
  return packed;
}

/** One draw. [d] */
export function drawMixture(mixture: Mixture, rng: Rng): Float64Array {
  const { d, covariance, means, factors } = mixture;
  const component = drawIndex(mixture.weights, rng);
  const x = means.slice(component * d, component * d + d);
  if (covariance === 'diagonal') {
    for (let i = 0; i < d; i++) x[i]! += factors[component * d + i]! * rng.normal();
    return x;
  }
  const z = Float64Array.from({ length: d }, () => rng.normal());
  let from = covariance === 'full' ? component * triangle(d) : 0;
  for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) x[i]! += factors[from++]! * z[j]!;
  return x;
}

/** Free parameters: weights, means and covariances. */
export function parameterCount({ covariance, k, d }: Pick<Mixture, 'covariance' | 'k' | 'd'>): number {
  return k - 1 + k * d + factorSize(covariance, k, d);
}
