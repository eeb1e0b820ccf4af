import type { Rates } from './learner.ts';

/** Linear warm-up to `peak`, then half a cosine down to `floor` times it. Source: Loshchilov & Hutter 2017 (SGDR). */
export function cosine(step: number, totalSteps: number, peak: number, warmup: number, floor = 0): number {
  if (step < warmup) return (peak * (step + 1)) / warmup;
  const fraction = Math.min(1, (step - warmup) / Math.max(1, totalSteps - warmup));
  return peak * (floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * fraction)));
}

/** Decay of a moving average that starts short, so that early snapshots are not blurred by the first weights. */
export function emaDecay(step: number, decay: number): number {
  return Math.min(decay, (1 + step) / (10 + step));
}

export interface Schedule {
  readonly steps: number;
  /** Peak. */
  readonly learningRate: number;
  /** Final. */
  readonly emaDecay: number;
}

/** Rates of a step: {@link cosine} after `warmup` steps, or a tenth of a short run, and {@link emaDecay}. */
export function ratesAt(step: number, schedule: Schedule, warmup: number, floor = 0): Rates {
  const { steps, learningRate } = schedule;
  return {
    learningRate: cosine(step, steps, learningRate, Math.min(warmup, steps / 10), floor),
    emaDecay: emaDecay(step, schedule.emaDecay),
  };
}
