/**
 * Noise levels and scalings of EDM (Karras et al. 2022, table 1) for data of unit variance (sigma_data = 1).
 */
export const SIGMA_MIN = 0.01;
export const SIGMA_MAX = 40;
const RHO = 7;

/** Noise levels a sampler visits, from the largest down to 0. [steps + 1] */
export function noiseLevels(steps: number): number[] {
  const [high, low] = [SIGMA_MAX ** (1 / RHO), SIGMA_MIN ** (1 / RHO)];
  const levels = Array.from({ length: steps }, (_, i) => (high + (i / (steps - 1)) * (low - high)) ** RHO);
  return [...levels, 0];
}

/** Noise levels at which training spends its time: ln(sigma) ~ N(noiseMean, noiseDeviation^2). */
export interface TrainingNoise {
  readonly noiseMean: number;
  readonly noiseDeviation: number;
}

/** A noise level to train at; `normal` is a standard normal draw. */
export const trainingSigma = (normal: number, { noiseMean, noiseDeviation }: TrainingNoise): number =>
  Math.exp(noiseMean + noiseDeviation * normal);

/** D(x; sigma) = skip x + out F(input x): what makes F's input and target of unit variance at every noise level. */
export function scalings(sigma: number): { skip: number; out: number; input: number } {
  const norm = Math.sqrt(sigma * sigma + 1);
  return { skip: 1 / (norm * norm), out: sigma / norm, input: 1 / norm };
}
