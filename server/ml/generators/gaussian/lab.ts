import { z } from 'zod';
import { operation, picturesOf, type Lab } from '../../lab.ts';
import { gemm } from '../../numeric/gemm.ts';
import { toPixels, type LowRankGaussian } from '../../numeric/lowRankGaussian.ts';
import { leadingEigenvectors } from '../../numeric/principal.ts';
import { rngFor } from '../../random.ts';
import type { GaussianModel } from './model.ts';

/** Principal directions sent to a page. */
const DIRECTIONS = 6;

export const lab: Lab = {
  /**
   * The Gaussian of a class as a page slides along it: mean, principal directions times their standard deviations, and the
   * deviation of each pixel. Grey values to a tenth; a picture is mean + sum of amount times direction.
   */
  density: operation(
    z.object({ label: z.int().min(0).max(255).default(0) }),
    async (model: GaussianModel, { label }, { header }) => {
      const { height, width, channels, classes } = header.shape;
      const density = model.densityOf(Math.min(label, Math.max(0, classes - 1)));
      const { variances, components } = await directionsOf(density);
      const { d } = density;
      const mean = new Uint8Array(d);
      toPixels(Float64Array.from(density.mean), mean, 0);
      return {
        shape: { height, width, channels },
        mean: Array.from(density.mean, tenth),
        meanPicture: picturesOf(mean, header.shape),
        deviations: Array.from(variances, (variance) => tenth(Math.sqrt(variance))),
        directions: Array.from(variances, (variance, k) =>
          Array.from(components.subarray(k * d, (k + 1) * d), (value) => tenth(value * Math.sqrt(variance))),
        ),
        share: variances.reduce((sum, variance) => sum + variance, 0) / totalVariance(density),
      };
    },
  ),
};

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Leading eigenvectors of F^T F + diag(noise^2), without forming it. */
function directionsOf({ d, rank, factors, noise }: LowRankGaussian): ReturnType<typeof leadingEigenvectors> {
  const f = Float64Array.from(factors);
  const apply = async (rows: Float64Array, width: number): Promise<Float64Array> => {
    const along = await gemm({ a: rows, b: f, m: width, n: rank, k: d, transB: true });
    const out = await gemm({ a: along, b: f, m: width, n: d, k: rank });
    for (let i = 0; i < out.length; i++) out[i]! += rows[i]! * noise[i % d]! ** 2;
    return out;
  };
  return leadingEigenvectors(apply, d, Math.min(DIRECTIONS, d), rngFor('lab', 'gaussian', d));
}

function totalVariance({ factors, noise }: LowRankGaussian): number {
  let sum = 0;
  for (const value of factors) sum += value * value;
  for (const value of noise) sum += value * value;
  return sum;
}
