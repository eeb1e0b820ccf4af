import { semidefiniteFactor } from '../../numeric/cholesky.ts';
import { symmetricEigenvalues } from '../../numeric/eigenvalues.ts';
import { gemm } from '../../numeric/gemm.ts';
import type { Moments } from '../../numeric/moments.ts';

/** F with F^T F = covariance. */
export interface CovarianceFactor {
  readonly rank: number;
  /** [rank, d] */
  readonly factor: Float64Array;
}

export function factorOf({ covariance, d }: Moments): Promise<CovarianceFactor> {
  return semidefiniteFactor(covariance, d);
}

/**
 * Squared Frechet distance of two Gaussians, |m1 - m2|^2 + Tr(S1 + S2 - 2 (S1 S2)^1/2) (Dowson & Landau 1982; as a score of
 * generators Heusel et al. 2017). With S1 = F^T F and S2 = G^T G the eigenvalues of S1 S2 are those of the symmetric
 * (F G^T)(F G^T)^T, so the trace of the root is the sum of their roots: no complex numbers. It is of the size of the smaller
 * rank, so that singular covariances add no rounding of their own.
 *
 * @param factors of `a` and of `b`, where they are already known
 */
export async function frechetDistance(
  a: Moments,
  b: Moments,
  factors?: readonly [CovarianceFactor, CovarianceFactor],
): Promise<number> {
  if (equal(a.mean, b.mean) && equal(a.covariance, b.covariance)) return 0;
  const { d } = a;
  const [f, g] = factors ?? [await factorOf(a), await factorOf(b)];
  let distance = 0;
  for (let j = 0; j < d; j++) {
    distance += (a.mean[j]! - b.mean[j]!) ** 2 + a.covariance[j * d + j]! + b.covariance[j * d + j]!;
  }
  const rank = Math.min(f.rank, g.rank);
  if (rank === 0) return distance;
  const cross = await gemm({ a: f.factor, b: g.factor, m: f.rank, n: g.rank, k: d, transB: true });
  const product =
    f.rank <= g.rank
      ? await gemm({ a: cross, b: cross, m: rank, n: rank, k: g.rank, transB: true })
      : await gemm({ a: cross, b: cross, m: rank, n: rank, k: f.rank, transA: true });
  for (const value of symmetricEigenvalues(product, rank)) if (value > 0) distance -= 2 * Math.sqrt(value);
  return Math.max(0, distance);
}

const equal = (x: Float64Array, y: Float64Array): boolean => x.every((value, i) => value === y[i]);
