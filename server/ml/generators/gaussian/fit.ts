import { DivergedError } from '../../generator.ts';
import { factorAnalysis } from '../../numeric/factorAnalysis.ts';
import { DEQUANTISATION, type LowRankGaussian } from '../../numeric/lowRankGaussian.ts';
import { pixelMoments, type PixelRows } from '../../numeric/pixels.ts';
import { covarianceProduct, leadingEigenvectors, type SymmetricProduct } from '../../numeric/principal.ts';
import type { Rng } from '../../random.ts';

/** EM steps of the factor analysis; the likelihood of digits moves in its fourth digit after the first ten. */
const ITERATIONS = 30;

/**
 * The Gaussian of the given rows: their mean, `rank` directions in which the pixels vary together, and noise of each pixel's
 * own, such that every pixel keeps the variance it has in the data.
 *
 * `shrinkage` s pulls the covariance towards its diagonal: S becomes (1 - s) S + s diag(S).
 *
 * @param data at least two rows
 * @throws DivergedError where a number is not finite
 */
export async function fitGaussian(
  data: PixelRows,
  rank: number,
  shrinkage: number,
  rng: Rng,
): Promise<LowRankGaussian> {
  const { d } = data;
  const { mean, variance } = pixelMoments(data);
  const product = await covarianceProduct(data, mean);
  const start = await leadingEigenvectors(product, d, rank, rng);
  // Grey values are whole numbers; with the noise of dequantisation no pixel has zero variance.
  const blurred = { ...start, variances: start.variances.map((value) => value + DEQUANTISATION) };
  const total = variance.map((value) => value + DEQUANTISATION);
  const exact = rank === d;
  const found = exact
    ? start.components.map((value, i) => value * Math.sqrt(start.variances[Math.floor(i / d)]!))
    : (await factorAnalysis(dequantised(product), total, blurred, ITERATIONS)).factors;
  const factors = Float32Array.from(found, (value) => value * Math.sqrt(1 - shrinkage));
  const left = Float64Array.from(variance);
  for (let i = 0; i < factors.length; i++) left[i % d]! -= factors[i]! ** 2;
  const noise = Float32Array.from(left, (value) => Math.sqrt(Math.max(0, value)));
  if (!noise.every(Number.isFinite)) throw new DivergedError('The covariance of the images is not finite.');
  return { d, rank, mean: Float32Array.from(mean), factors, noise };
}

/** The same covariance with the variance of uniform noise on its diagonal. */
function dequantised(product: SymmetricProduct): SymmetricProduct {
  return async (rows, width) => (await product(rows, width)).map((value, i) => value + DEQUANTISATION * rows[i]!);
}
