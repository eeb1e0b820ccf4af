import { LOG, jackknife } from '../intervals/jackknife.ts';
import type { Estimate } from '../intervals/estimate.ts';
import type { LabelCounts } from './row.ts';

/** What labels say about how many things a source makes. */
export interface LabelDiversity {
  /** Items with a class. */
  readonly items: number;
  /** Fewest and mean labels an item. */
  readonly labelsAnItem: { readonly least: number; readonly mean: number };
  /** Classes that are the commonest label of an item at least; equal firsts share, and count. */
  readonly modes: number;
  /** Classes that got any label. */
  readonly labelsSeen: number;
  readonly classes: number;
  /** KL of the mean label distribution from equal shares, in nats: log K - H. */
  readonly klToUniform: Estimate;
  /** The same less its bias of about (K - 1) / 2n (Miller 1955), n items. */
  readonly klToUniformCorrected: number;
  /** KL to the data's class shares; null where none were given. */
  readonly klToData: Estimate | null;
  /** exp(H(mean p) - mean H(p_i)), p_i the label shares of item i. */
  readonly inceptionScore: Estimate;
  /** The same with Miller's correction of both entropies: what many more labels an item would give. */
  readonly inceptionScoreCorrected: Estimate;
}

/**
 * Mode coverage and the human Inception Score. Every item weighs the same, however many labels it got; intervals are over
 * items, each left out in turn, for other items of the same source judged by the same people.
 *
 * @param shares of the data's classes, in the order of the labels; not needed [labels]
 */
export function labelDiversity({ labels, counts }: LabelCounts, shares?: ArrayLike<number>): LabelDiversity | null {
  const k = labels.length;
  const p: Float64Array[] = [];
  const entropies: number[] = [];
  const corrections: number[] = [];
  const sizes: number[] = [];
  const firsts = new Set<number>();
  for (let at = 0; at < counts.length; at += k) {
    const row = counts.slice(at, at + k);
    const n = row.reduce((a, b) => a + b, 0);
    if (n === 0) continue;
    const own = row.map((count) => count / n);
    const peak = Math.max(...row);
    row.forEach((count, c) => count === peak && firsts.add(c));
    p.push(own);
    entropies.push(entropy(own));
    corrections.push((row.filter((count) => count > 0).length - 1) / (2 * n));
    sizes.push(n);
  }
  const n = p.length;
  if (n === 0) return null;
  const sums = new Float64Array(k);
  for (const own of p) for (let c = 0; c < k; c++) sums[c]! += own[c]!;
  const meanWithout = (i: number | null): Float64Array =>
    sums.map((sum, c) => (i === null ? sum / n : Math.max(0, sum - p[i]![c]!) / (n - 1)));
  const entropySum = entropies.reduce((a, b) => a + b, 0);
  const correctionSum = corrections.reduce((a, b) => a + b, 0);
  const perItem = (sum: number, values: readonly number[], i: number | null): number =>
    i === null ? sum / n : (sum - values[i]!) / (n - 1);
  const score = (i: number | null): number => Math.exp(entropy(meanWithout(i)) - perItem(entropySum, entropies, i));
  const seen = sums.filter((sum) => sum > 0).length;
  const corrected = (i: number | null): number =>
    score(i) * Math.exp((seen - 1) / (2 * (i === null ? n : n - 1)) - perItem(correctionSum, corrections, i));
  const toUniform = (i: number | null): number => Math.log(k) - entropy(meanWithout(i));
  const toData = (i: number | null): number => {
    const mean = meanWithout(i);
    let sum = 0;
    for (let c = 0; c < k; c++) if (mean[c]! > 0) sum += mean[c]! * Math.log(mean[c]! / shares![c]!);
    return sum;
  };
  return {
    items: n,
    labelsAnItem: { least: Math.min(...sizes), mean: sizes.reduce((a, b) => a + b, 0) / n },
    modes: firsts.size,
    labelsSeen: seen,
    classes: k,
    klToUniform: jackknife(toUniform(null), toUniform, n, undefined, [0, Infinity]),
    klToUniformCorrected: toUniform(null) - (k - 1) / (2 * n),
    klToData: shares ? jackknife(toData(null), toData, n, undefined, [0, Infinity]) : null,
    inceptionScore: jackknife(score(null), score, n, LOG),
    inceptionScoreCorrected: jackknife(corrected(null), corrected, n, LOG),
  };
}

/** In nats. */
export function entropy(p: ArrayLike<number>): number {
  let sum = 0;
  for (let c = 0; c < p.length; c++) if (p[c]! > 0) sum -= p[c]! * Math.log(p[c]!);
  return sum;
}
