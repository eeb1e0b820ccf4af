import { integersFrom } from './chance.ts';
import { probit } from './probit.ts';

/** Random numbers of simulations; equal seeds, equal numbers. */
export interface Draws {
  /** Uniform in (0, 1). */
  readonly uniform: () => number;
  readonly normal: () => number;
  /** Integer in [0, n). */
  readonly int: (n: number) => number;
  /** True with chance p. */
  readonly chance: (p: number) => boolean;
  readonly poisson: (mean: number) => number;
}

export function rngOf(seed: number): Draws {
  const int = integersFrom(seed);
  const uniform = (): number => (int(1 << 30) + 0.5) / (1 << 30);
  return {
    uniform,
    int,
    normal: () => probit(uniform()),
    chance: (p) => uniform() < p,
    poisson: (mean) => {
      let count = 0;
      for (let time = -Math.log(uniform()); time < mean; time -= Math.log(uniform())) count++;
      return count;
    },
  };
}
