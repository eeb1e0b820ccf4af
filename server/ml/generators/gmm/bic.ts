import type { Rng } from '../../random.ts';
import { expectation } from './em.ts';
import { maximisation } from './maximisation.ts';
import { parameterCount, type Covariance, type Mixture } from './mixture.ts';
import { startMixture } from './start.ts';

/** Schwarz's criterion, smaller is better: parameters ln n - 2 ln L. @param logLikelihood summed over the n rows */
export function bic(mixture: Mixture, logLikelihood: number, n: number): number {
  return parameterCount(mixture) * Math.log(n) - 2 * logLikelihood;
}

/** BIC of mixtures with each of the numbers of components, each fitted by `iterations` of EM from its own start. */
export async function compareComponents(
  x: Float64Array,
  n: number,
  candidates: readonly number[],
  options: { readonly covariance: Covariance; readonly floor: number; readonly iterations: number; readonly rng: Rng },
): Promise<{ readonly k: number; readonly bic: number }[]> {
  const found: { k: number; bic: number }[] = [];
  for (const k of candidates) {
    let mixture = await startMixture(x, n, k, options.covariance, options.floor, options.rng);
    for (let i = 0; i < options.iterations; i++) {
      mixture = maximisation(await expectation(mixture, x, n), mixture, options.floor);
    }
    const { logLikelihood } = await expectation(mixture, x, n);
    found.push({ k, bic: bic(mixture, logLikelihood, n) });
  }
  return found;
}
