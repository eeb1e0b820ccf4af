import { gemm } from '../../numeric/gemm.ts';
import { logDensityOf, type LogDensity } from '../../numeric/lowRankGaussian.ts';
import { factorOf, type Mixture } from './mixture.ts';
import type { Subspace } from './subspace.ts';

/**
 * Log density of whole pictures under a mixture: every component, mapped through the subspace, is a Gaussian of pixels with
 * as many directions as the subspace has and the pixels' own noise. Variances are raised by the noise of dequantisation.
 */
export async function pictureDensity(
  mixture: Mixture,
  subspace: Subspace,
  group: number,
  pixelNoise: boolean,
): Promise<LogDensity> {
  const { k, d: rank, weights, means } = mixture;
  const d = subspace.pixels;
  const { base, components, noise } = subspace.partsOf(group);
  const directions = Float64Array.from(components); // [rank, d]
  const parts: LogDensity[] = [];
  for (let c = 0; c < k; c++) {
    const centre = await gemm({ a: means.slice(c * rank, (c + 1) * rank), b: directions, m: 1, n: d, k: rank });
    // x = base + W^T (mu + L z): factors L^T W.
    const factors = await gemm({ a: factorOf(mixture, c), b: directions, m: rank, n: d, k: rank, transA: true });
    const mean = Float32Array.from(centre, (value, j) => value + base[j]!);
    const own = pixelNoise ? noise : new Float32Array(d);
    parts.push(await logDensityOf({ d, rank, mean, factors: Float32Array.from(factors), noise: own }));
  }
  return async (x, n) => {
    const logs = await Promise.all(parts.map((part) => part(x, n)));
    return Float64Array.from({ length: n }, (_, i) => {
      let top = -Infinity;
      for (let c = 0; c < k; c++) top = Math.max(top, Math.log(weights[c]!) + logs[c]![i]!);
      let sum = 0;
      for (let c = 0; c < k; c++) sum += Math.exp(Math.log(weights[c]!) + logs[c]![i]! - top);
      return top + Math.log(sum);
    });
  };
}
