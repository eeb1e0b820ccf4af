import { CONFIDENCE_STOPS } from '../../../shared/domain/judgment.ts';
import type { Rng } from '../../../shared/random.ts';

export type Stop = (typeof CONFIDENCE_STOPS)[number];

/**
 * The stop of the slider for some evidence, in standard deviations of what is seen; above 0 leans to the second side. It is on
 * the side of the evidence: noise moves the confidence, not the answer.
 */
export function stopFor(evidence: number, confidenceNoise: number, rng: Rng): Stop {
  const felt = Math.max(0, Math.abs(evidence) + confidenceNoise * rng.normal());
  const sure = felt < 0.6 ? 0.55 : felt < 1.6 ? 0.75 : 0.95;
  const wanted = evidence > 0 ? sure : 1 - sure;
  return CONFIDENCE_STOPS.reduce((best, stop) => (Math.abs(stop - wanted) < Math.abs(best - wanted) ? stop : best));
}
