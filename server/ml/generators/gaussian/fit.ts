import { DivergedError } from '../../generator.ts';
import type { LowRankGaussian } from '../../numeric/lowRankGaussian.ts';
import { pixelMoments, type PixelRows } from '../../numeric/pixels.ts';
import { principalComponents } from '../../numeric/principal.ts';
import type { Rng } from '../../random.ts';

/**
 * The Gaussian of the given rows: their mean, their `rank` leading principal directions scaled by standard deviation, and as
 * noise what those leave of each pixel's variance, so that every pixel keeps the variance it has in the data.
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
  const { variances, components } = await principalComponents(data, mean, rank, rng);
  const factors = new Float32Array(rank * d);
  const left = Float64Array.from(variance);
  for (let r = 0; r < rank; r++) {
    const scale = Math.sqrt((1 - shrinkage) * variances[r]!);
    for (let j = 0; j < d; j++) {
      const value = (factors[r * d + j] = scale * components[r * d + j]!);
      left[j]! -= value * value;
    }
  }
  const noise = Float32Array.from(left, (value) => Math.sqrt(Math.max(0, value)));
  if (![...mean, ...noise].every(Number.isFinite))
    throw new DivergedError('The covariance of the images is not finite.');
  return { d, rank, mean: Float32Array.from(mean), factors, noise };
}
