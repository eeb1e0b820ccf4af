import { noiseLevels, scalings } from './schedule.ts';

/** F of a batch of scaled pictures at one noise level; `guided` is false where only the plain conditional model is wanted. */
export type Evaluate = (input: Float32Array, sigma: number) => Promise<Float32Array>;

/** Noise put back on the way: it mends what earlier steps did wrong, at the price of new chance. */
export interface Churn {
  /** S_churn: at each step the noise level is raised by this share of itself over the number of steps. */
  readonly amount: number;
  /** Standard normal chance for each number of the batch, anew at each call. */
  readonly normals: () => Float32Array;
}

/** Churn acts between these noise levels: above them pictures are noise already, below them it leaves specks. */
const CHURNED = { from: 0.5, to: 10 };
/** A level rises by no more than makes its variance double. */
const MOST_CHURN = Math.SQRT2 - 1;

/**
 * Follows the probability flow dx / dsigma = (x - D(x; sigma)) / sigma from noise to a picture; Heun's second-order step or
 * Euler's. Source: Karras et al. 2022, algorithms 1 and 2 (with churn).
 *
 * @param noise standard normal
 */
export async function solve(
  noise: Float32Array,
  evaluate: Evaluate,
  steps: number,
  order: 1 | 2,
  churn: Churn | null = null,
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
    const next = levels[i + 1]!;
    const sigma = churn ? raise(x, levels[i]!, churn, steps) : levels[i]!;
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

/** Puts `x` at a higher noise level than `sigma`. @returns that level */
function raise(x: Float64Array, sigma: number, { amount, normals }: Churn, steps: number): number {
  if (sigma < CHURNED.from || sigma > CHURNED.to) return sigma;
  const raised = sigma * (1 + Math.min(amount / steps, MOST_CHURN));
  const added = Math.sqrt(raised ** 2 - sigma ** 2);
  const chance = normals();
  for (let j = 0; j < x.length; j++) x[j]! += added * chance[j]!;
  return raised;
}
