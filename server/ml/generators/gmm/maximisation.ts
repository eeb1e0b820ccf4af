import { cholesky, NotPositiveDefinite } from '../../numeric/cholesky.ts';
import { roundToDoubleFloat } from '../../numeric/doubleFloat.ts';
import { symmetricEigen } from '../../numeric/eigen.ts';
import type { Statistics } from './em.ts';
import { packLower, triangle, type Mixture } from './mixture.ts';

/** A component with less than this many rows keeps its mean and covariance. */
const EMPTY = 1e-8;

/**
 * M-step: the mixture that maximises the expected log-likelihood among those with no variance below `floor`, rounded to what
 * a checkpoint keeps.
 */
export function maximisation(statistics: Statistics, previous: Mixture, floor: number): Mixture {
  const { n, counts, sums } = statistics;
  const { k, d, covariance } = previous;
  const weights = roundToDoubleFloat(counts.map((count) => count / n));
  const means = previous.means.slice();
  for (let c = 0; c < k; c++) {
    if (counts[c]! > EMPTY) for (let i = c * d; i < c * d + d; i++) means[i] = sums[i]! / counts[c]!;
  }
  const moved: Mixture = { k, d, covariance, weights, means: roundToDoubleFloat(means), factors: previous.factors };
  return { ...moved, factors: roundToDoubleFloat(factorsOf(statistics, moved, floor)) };
}

function factorsOf(statistics: Statistics, mixture: Mixture, floor: number): Float64Array {
  const { k, d, covariance, factors: old } = mixture;
  if (covariance === 'tied') return packLower(flooredCholesky(sharedCovariance(statistics, mixture), d, floor), d);
  const size = covariance === 'full' ? triangle(d) : d;
  const factors = old.slice();
  for (let c = 0; c < k; c++) {
    if (!(statistics.counts[c]! > EMPTY)) continue;
    const own =
      covariance === 'full'
        ? packLower(flooredCholesky(ownCovariance(statistics, mixture, c), d, floor), d)
        : ownDeviations(statistics, mixture, c, floor);
    factors.set(own, c * size);
  }
  return factors;
}

/** [d, d] */
function ownCovariance({ counts, squares }: Statistics, { d, means }: Mixture, c: number): Float64Array {
  const s = squares.slice(c * d * d, (c + 1) * d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) s[i * d + j] = s[i * d + j]! / counts[c]! - means[c * d + i]! * means[c * d + j]!;
  }
  return s;
}

/** [d, d] */
function sharedCovariance({ n, counts, squares }: Statistics, { k, d, means }: Mixture): Float64Array {
  const s = squares.slice();
  for (let c = 0; c < k; c++) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) s[i * d + j]! -= counts[c]! * means[c * d + i]! * means[c * d + j]!;
    }
  }
  return s.map((value) => value / n);
}

/** [d] */
function ownDeviations({ counts, squares }: Statistics, { d, means }: Mixture, c: number, floor: number): Float64Array {
  return Float64Array.from({ length: d }, (_, j) => {
    const i = c * d + j;
    return Math.sqrt(Math.max(floor, squares[i]! / counts[c]! - means[i]! ** 2));
  });
}

/**
 * Cholesky factor of the covariance with every eigenvalue below `floor` raised to it: the maximum of the likelihood under
 * that constraint, so EM stays monotone, which adding a constant to the diagonal would not.
 */
export function flooredCholesky(s: Float64Array, d: number, floor: number): Float64Array {
  try {
    cholesky(s, d, -floor);
    return cholesky(s, d);
  } catch (error) {
    if (!(error instanceof NotPositiveDefinite)) throw error;
  }
  const { values, vectors } = symmetricEigen(s, d);
  const raised = new Float64Array(d * d);
  for (let v = 0; v < d; v++) {
    const value = Math.max(values[v]!, floor);
    for (let i = 0; i < d; i++) {
      const weight = value * vectors[v * d + i]!;
      for (let j = 0; j <= i; j++) raised[i * d + j]! += weight * vectors[v * d + j]!;
    }
  }
  return cholesky(raised, d);
}
