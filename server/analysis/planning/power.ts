import { probit } from '../numeric/probit.ts';

export interface PlayerPlan {
  /** 2 (z_.975 + z_.8)^2 sigma^2 / delta^2, about 15.7 sigma^2 / delta^2: large samples. */
  readonly formula: number;
  /** Whole players a model, with a quarter of z_.975^2 more for an estimated spread (Guenther 1981): keeps the promise when few. */
  readonly players: number;
}

/**
 * Players a model needs so that a difference between two models, judged by different players, is found.
 *
 * @param sigma standard deviation between players of the error rate
 * @param delta the difference to find
 * @param power chance to find it, .8 unless told; alpha two-sided, .05 unless told
 * @throws RangeError
 */
export function planPlayers(sigma: number, delta: number, power = 0.8, alpha = 0.05): PlayerPlan {
  if (!(sigma > 0 && delta > 0 && power > 0 && power < 1 && alpha > 0 && alpha < 1))
    throw new RangeError(
      `A spread, a difference, a power and an error rate above 0 are expected but ${sigma}, ${delta}, ${power}, ${alpha} came.`,
    );
  const z = probit(1 - alpha / 2);
  const formula = (2 * (z + probit(power)) ** 2 * sigma ** 2) / delta ** 2;
  return { formula, players: Math.ceil(formula + z ** 2 / 4) };
}
