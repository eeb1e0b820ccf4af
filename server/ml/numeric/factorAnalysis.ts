import { cholesky, invertLower } from './cholesky.ts';
import { gemm } from './gemm.ts';
import type { PrincipalComponents, SymmetricProduct } from './principal.ts';

export interface Factors {
  /** Lambda^T [rank, d] */
  readonly factors: Float64Array;
  /** Variance of each coordinate's own noise. [d] */
  readonly noise: Float64Array;
}

/**
 * Factor analysis: the covariance Lambda Lambda^T + diag(Psi) of highest likelihood, by EM (Rubin & Thayer 1982) from the
 * solution of probabilistic PCA (Tipping & Bishop 1999). No d x d matrix is made; no iteration lowers the likelihood.
 *
 * @param apply multiplies by the covariance S
 * @param variance diagonal of S, all positive [d]
 * @param start leading principal components of S
 */
export async function factorAnalysis(
  apply: SymmetricProduct,
  variance: Float64Array,
  start: PrincipalComponents,
  iterations: number,
): Promise<Factors> {
  const d = variance.length;
  const k = start.variances.length;
  let { factors, noise } = probabilisticPca(variance, start);
  for (let i = 0; i < iterations; i++) {
    const beta = await posterior(factors, noise, k, d); // Lambda^T (Lambda Lambda^T + Psi)^-1 [k, d]
    const image = await apply(beta, k); // beta S [k, d]
    const second = await gemm({ a: image, b: beta, m: k, n: k, k: d, transB: true }); // beta S beta^T
    const overlap = await gemm({ a: beta, b: factors, m: k, n: k, k: d, transB: true }); // beta Lambda
    for (let r = 0; r < k; r++) {
      for (let c = 0; c < k; c++)
        second[r * k + c]! += Number(r === c) - (overlap[r * k + c]! + overlap[c * k + r]!) / 2;
    }
    factors = await gemm({ a: inverse(second, k), b: image, m: k, n: d, k });
    noise = Float64Array.from(variance);
    for (let r = 0; r < k * d; r++) noise[r % d]! -= factors[r]! * image[r]!;
    for (let j = 0; j < d; j++) noise[j] = Math.max(noise[j]!, 1e-9 * variance[j]!);
  }
  return { factors, noise };
}

/** Equal noise everywhere: the mean variance that the components leave. */
function probabilisticPca(variance: Float64Array, { variances, components }: PrincipalComponents): Factors {
  const d = variance.length;
  const k = variances.length;
  const total = variance.reduce((a, b) => a + b, 0);
  const left = total - variances.reduce((a, b) => a + b, 0);
  const sigma2 = Math.max(left / Math.max(1, d - k), 1e-9 * (total / d));
  const factors = components.map((value, i) => value * Math.sqrt(Math.max(0, variances[Math.floor(i / d)]! - sigma2)));
  return { factors, noise: new Float64Array(d).fill(sigma2) };
}

/** (I + F Psi^-1 F^T)^-1 F Psi^-1 for F = Lambda^T. [k, d] */
async function posterior(factors: Float64Array, noise: Float64Array, k: number, d: number): Promise<Float64Array> {
  const scaled = factors.map((value, i) => value / noise[i % d]!);
  const inner = await gemm({ a: scaled, b: factors, m: k, n: k, k: d, transB: true });
  for (let r = 0; r < k; r++) inner[r * k + r]! += 1;
  return gemm({ a: inverse(inner, k), b: scaled, m: k, n: d, k });
}

/** Inverse of a positive definite matrix. [k, k] */
function inverse(matrix: Float64Array, k: number): Float64Array {
  const l = invertLower(cholesky(matrix, k), k);
  const out = new Float64Array(k * k);
  for (let r = 0; r < k; r++) {
    for (let i = 0; i <= r; i++) for (let j = 0; j <= r; j++) out[i * k + j]! += l[r * k + i]! * l[r * k + j]!;
  }
  return out;
}
