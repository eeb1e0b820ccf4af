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
 * generators Heusel et al. 2017). With S1 = F^T F the eigenvalues of S1 S2 are those of the symmetric F S2 F^T, so the trace of
 * the root is the sum of their roots: no complex numbers, and singular covariances do no harm.
 *
 * @param factor of `a`, where it is already known
 */
export async function frechetDistance(a: Moments, b: Moments, factor?: CovarianceFactor): Promise<number> {
  const { d } = a;
  const { factor: f, rank } = factor ?? (await factorOf(a));
  let distance = 0;
  for (let j = 0; j < d; j++) {
    distance += (a.mean[j]! - b.mean[j]!) ** 2 + a.covariance[j * d + j]! + b.covariance[j * d + j]!;
  }
  if (rank === 0) return distance;
  const half = await gemm({ a: f, b: b.covariance, m: rank, n: d, k: d });
  const product = await gemm({ a: half, b: f, m: rank, n: rank, k: d, transB: true });
  for (const value of symmetricEigenvalues(product, rank)) if (value > 0) distance -= 2 * Math.sqrt(value);
  return distance;
}
