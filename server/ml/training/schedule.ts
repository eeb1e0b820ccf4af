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
