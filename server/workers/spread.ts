/**
 * Points of a run, at most so many: where there is one too many, the one leaves whose neighbours are nearest to each other, so
 * that what stays is spread evenly over the steps. The first and the newest always stay.
 *
 * @param points by step
 */
export function spread<P extends { readonly step: number }>(points: readonly P[], most: number): readonly P[] {
  const kept = [...points];
  while (kept.length > most) {
    let [least, gap] = [1, Infinity];
    for (let i = 1; i < kept.length - 1; i++) {
      const around = kept[i + 1]!.step - kept[i - 1]!.step;
      if (around < gap) [least, gap] = [i, around];
    }
    kept.splice(least, 1);
  }
  return kept;
}
