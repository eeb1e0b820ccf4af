/** How much less a judgment is worth because judgments of one unit hang together. */
export interface DesignEffect {
  /** Variance of the pooled share over that of as many independent judgments; pooled intervals are sqrt(this) times too narrow. */
  readonly designEffect: number;
  /** n / designEffect */
  readonly effectiveN: number;
  readonly n: number;
  readonly units: number;
}

/**
 * Design effect of a share (Kish 1965), from the linearised variance over units.
 *
 * @param wrong judgments that were wrong, by unit @param n judgments, by unit
 * @returns null of one unit, or where all judgments went one way
 */
export function designEffect(wrong: ArrayLike<number>, n: ArrayLike<number>): DesignEffect | null {
  const units = n.length;
  let [allWrong, all] = [0, 0];
  for (let i = 0; i < units; i++) {
    allWrong += wrong[i]!;
    all += n[i]!;
  }
  const share = allWrong / all;
  if (units < 2 || share === 0 || share === 1) return null;
  let squares = 0;
  for (let i = 0; i < units; i++) squares += (wrong[i]! - share * n[i]!) ** 2;
  const clustered = ((units / (units - 1)) * squares) / all ** 2;
  const effect = clustered / ((share * (1 - share)) / (all - 1));
  return { designEffect: effect, effectiveN: all / effect, n: all, units };
}
