import type { Estimate } from '../intervals/estimate.ts';
import { jackknife } from '../intervals/jackknife.ts';
import type { LabelCounts } from './row.ts';

/** What an item is, beside how it was labelled. */
export interface ShownItem {
  /** What made it; null for a real picture. */
  readonly model: string | null;
  /** The class that was asked for; of a real picture, its class. */
  readonly truth: string;
}

export interface ClassAccuracy {
  readonly model: string;
  readonly items: number;
  /** Share of labels that name the class asked for, every item weighing the same. */
  readonly labelled: Estimate;
  /** The share of its pictures that are of the class asked for, were nobody to confuse real ones; null where reals are missing. */
  readonly corrected: Estimate | null;
}

export interface ClassAccuracies {
  readonly models: readonly ClassAccuracy[];
  /** How real pictures of each class are labelled; null without any. [classes][classes and none] */
  readonly confusion: readonly (readonly number[])[] | null;
  /** Classes of which no real picture was labelled. */
  readonly missing: readonly string[];
}

/** Groups of items that intervals leave out. */
const GROUPS = 40;
const ROUNDS = 500;

/**
 * Class accuracy of conditional models, corrected by the confusion of the same people on real pictures: the labels of pictures that
 * were asked to be of class k are a mixture, over what they truly are, of the labels that real pictures of each class get, and of
 * 'none', for what is of no class. The mixture's shares are their maximum likelihood by EM (misclassification known from a
 * validation sample: Tenenbein 1972); the share of k among them is the accuracy.
 *
 * Intervals leave out one of 40 groups of items at a time, reals as well as samples.
 *
 * @param shown what each item of the table is [items]
 * @param classes labels of the table that are classes; all others say 'none'
 */
export function classAccuracy(
  table: LabelCounts,
  shown: readonly ShownItem[],
  classes: readonly string[],
): ClassAccuracies {
  const items = itemsOf(table, shown, classes);
  const reals = items.filter(({ model }) => model === null);
  const missing = classes.filter((_, k) => !reals.some(({ truth }) => truth === k));
  const confusion = reals.length > 0 ? confusionOf(reals, classes.length) : null;
  const models = [...new Set(items.flatMap(({ model }) => model ?? []))].sort();
  return {
    models: models.map((model) => {
      const own = items.filter((item) => item.model === model);
      const groups = Math.min(GROUPS, own.length);
      const labelled = (some: readonly Item[]): number =>
        some.reduce((sum, { shares, truth }) => sum + shares[truth]! / some.length, 0);
      const without = (some: readonly Item[], g: number): Item[] => some.filter(({ place }) => place % groups !== g);
      const corrected = (mine: readonly Item[], theirs: readonly Item[]): number =>
        accuracyOf(mine, confusionOf(theirs, classes.length));
      return {
        model,
        items: own.length,
        labelled: jackknife(labelled(own), (g) => labelled(without(own, g)), groups, undefined, [0, 1]),
        corrected:
          missing.length > 0
            ? null
            : jackknife(
                corrected(own, reals),
                (g) => corrected(without(own, g), without(reals, g)),
                groups,
                undefined,
                [0, 1],
              ),
      };
    }),
    confusion: confusion && confusion.map((row) => [...row]),
    missing,
  };
}

interface Item {
  readonly model: string | null;
  readonly truth: number;
  /** Of its labels, each class, and none of them last. [classes + 1] */
  readonly shares: Float64Array;
  /** Among the items of its model and class, so that groups have all classes. */
  readonly place: number;
}

function itemsOf({ labels, counts }: LabelCounts, shown: readonly ShownItem[], classes: readonly string[]): Item[] {
  const to = labels.map((label) => {
    const k = classes.indexOf(label);
    return k < 0 ? classes.length : k;
  });
  const places = new Map<string, number>();
  return shown.flatMap(({ model, truth }, i): Item[] => {
    const shares = new Float64Array(classes.length + 1);
    let n = 0;
    for (let c = 0; c < labels.length; c++) n += counts[i * labels.length + c]!;
    if (n === 0) return [];
    to.forEach((k, c) => (shares[k]! += counts[i * labels.length + c]! / n));
    const key = JSON.stringify([model, truth]);
    const place = places.get(key) ?? 0;
    places.set(key, place + 1);
    return [{ model, truth: classes.indexOf(truth), shares, place }];
  });
}

/** How reals of each class are labelled, half a picture spread evenly over all labels so that nothing is impossible. */
function confusionOf(reals: readonly Item[], k: number): Float64Array[] {
  const rows = Array.from({ length: k }, () => new Float64Array(k + 1).fill(0.5 / (k + 1)));
  const n = new Float64Array(k).fill(0.5);
  for (const { truth, shares } of reals) {
    n[truth]!++;
    for (let l = 0; l <= k; l++) rows[truth]![l]! += shares[l]!;
  }
  rows.forEach((row, j) => row.forEach((value, l) => (row[l] = value / n[j]!)));
  return rows;
}

/** Mean over items of the share that is of the class asked for. */
function accuracyOf(items: readonly Item[], confusion: readonly Float64Array[]): number {
  const k = confusion.length;
  const none = new Float64Array(k + 1);
  none[k] = 1;
  const states = [...confusion, none];
  let sum = 0;
  for (const truth of new Set(items.map((item) => item.truth))) {
    const own = items.filter((item) => item.truth === truth);
    const labels = new Float64Array(k + 1);
    for (const { shares } of own) for (let l = 0; l <= k; l++) labels[l]! += shares[l]! / own.length;
    sum += (own.length / items.length) * mixtureOf(labels, states)[truth]!;
  }
  return sum;
}

/** Shares of the states whose labels mix to the ones found. @param states labels of each state [states][labels] */
function mixtureOf(labels: Float64Array, states: readonly Float64Array[]): Float64Array {
  let shares = new Float64Array(states.length).fill(1 / states.length);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(states.length);
    for (let l = 0; l < labels.length; l++) {
      if (labels[l] === 0) continue;
      let all = 0;
      for (let j = 0; j < states.length; j++) all += shares[j]! * states[j]![l]!;
      for (let j = 0; j < states.length; j++) next[j]! += (labels[l]! * shares[j]! * states[j]![l]!) / all;
    }
    const moved = next.reduce((most, share, j) => Math.max(most, Math.abs(share - shares[j]!)), 0);
    shares = next;
    if (moved < 1e-9) break;
  }
  return shares;
}
