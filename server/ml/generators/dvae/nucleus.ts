import { drawIndex } from '../../numeric/categorical.ts';
import type { Rng } from '../../random.ts';

/** How a token is drawn. */
export interface Draw {
  /** Divides the logits: below 1 the likely tokens become likelier, near 0 only the likeliest is left. */
  readonly temperature: number;
  /** The draw is among the fewest likeliest tokens that hold this share of the probability; 1 is all of them. */
  readonly topP: number;
}

/**
 * Draws a token from softmax(logits / temperature), cut to its nucleus. Source: Holtzman et al. 2020.
 *
 * @param logits [K]
 */
export function drawToken(logits: ArrayLike<number>, { temperature, topP }: Draw, rng: Rng): number {
  return drawIndex(nucleus(logits, { temperature, topP }), rng);
}

/** Probabilities of the tokens that may be drawn, 0 for the others; they do not sum to 1 where some are cut. [K] */
export function nucleus(logits: ArrayLike<number>, { temperature, topP }: Draw): Float64Array {
  let peak = -Infinity;
  for (let k = 0; k < logits.length; k++) peak = Math.max(peak, logits[k]!);
  const p = Float64Array.from(logits, (logit) => Math.exp((logit - peak) / temperature));
  const total = p.reduce((a, b) => a + b, 0);
  for (let k = 0; k < p.length; k++) p[k]! /= total;
  if (topP >= 1) return p;
  const order = Array.from(p.keys()).sort((a, b) => p[b]! - p[a]! || a - b);
  let held = 0;
  for (const k of order) {
    if (held >= topP) p[k] = 0;
    else held += p[k]!;
  }
  return p;
}
