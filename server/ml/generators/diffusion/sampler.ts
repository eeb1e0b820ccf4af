import { noiseLevels, scalings } from './schedule.ts';

/** F of a batch of scaled pictures at one noise level; `guided` is false where only the plain conditional model is wanted. */
export type Evaluate = (input: Float32Array, sigma: number) => Promise<Float32Array>;

/**
 * Follows the probability flow dx / dsigma = (x - D(x; sigma)) / sigma from noise to a picture; Heun's second-order step or
 * Euler's. Source: Karras et al. 2022, algorithm 1.
 *
 * @param noise standard normal; overwritten by the result
 */
export async function solve(
  noise: Float32Array,
  evaluate: Evaluate,
  steps: number,
  order: 1 | 2,
): Promise<Float32Array> {
  const levels = noiseLevels(steps);
  const x = Float64Array.from(noise, (v) => v * levels[0]!);
  const slope = async (at: Float64Array, sigma: number): Promise<Float64Array> => {
    const { skip, out, input } = scalings(sigma);
    const f = await evaluate(
      Float32Array.from(at, (v) => v * input),
      sigma,
    );
    return at.map((v, i) => (v - (skip * v + out * f[i]!)) / sigma);
  };
  for (let i = 0; i < steps; i++) {
    const [sigma, next] = [levels[i]!, levels[i + 1]!];
    const d = await slope(x, sigma);
    if (order === 1 || next === 0) {
      for (let j = 0; j < x.length; j++) x[j]! += (next - sigma) * d[j]!;
      continue;
    }
    const e = await slope(
      x.map((v, j) => v + (next - sigma) * d[j]!),
      next,
    );
    for (let j = 0; j < x.length; j++) x[j]! += ((next - sigma) * (d[j]! + e[j]!)) / 2;
  }
  return Float32Array.from(x);
}
