import { BELOW_ONE, jackknife } from '../intervals/jackknife.ts';
import type { Estimate } from '../intervals/estimate.ts';

export type Level = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's alpha: 1 - observed / expected disagreement, from how often each unit got each value (Krippendorff 2011).
 * Units with fewer than two values say nothing and are left out. NaN where nothing can be compared, or only one value occurs.
 *
 * @param counts [units, values]
 * @param values the values' numbers, ascending, for the interval level; places otherwise [values]
 */
export function krippendorffAlpha(counts: Float64Array, values: ArrayLike<number>, level: Level): number {
  const found = disagreements(counts, values, level);
  return alphaOf(found.observed, found.totals, found.distance);
}

/** Alpha with its interval over units: each left out in turn, on the scale -log(1 - alpha). */
export function krippendorffEstimate(counts: Float64Array, values: ArrayLike<number>, level: Level): Estimate | null {
  const k = values.length;
  const { observed, totals, distance, units, pairs } = disagreements(counts, values, level);
  const value = alphaOf(observed, totals, distance);
  if (!Number.isFinite(value)) return null;
  const without = (u: number): number => {
    const unit = units[u]!;
    const left = totals.map((total, c) => total - unit.counts[c]!);
    if (level !== 'ordinal') return alphaOf(observed - unit.disagreement, left, distance);
    // Ordinal distances come from the values' own frequencies, which change with the unit.
    const moved = distancesOf(left, values, level);
    let all = 0;
    for (let at = 0; at < k * k; at++) all += pairs[at]! * moved[at]!;
    return alphaOf(all - disagreementOf(unit.counts, unit.n, moved, k), left, moved);
  };
  return jackknife(value, without, units.length, BELOW_ONE, [-1, 1]);
}

interface Unit {
  readonly counts: Float64Array;
  readonly n: number;
  readonly disagreement: number;
}

interface Disagreements {
  readonly units: readonly Unit[];
  readonly observed: number;
  /** How often each two values meet in a unit, every pair over n - 1: Krippendorff's coincidences, a value's own squared. [values, values] */
  readonly pairs: Float64Array;
  /** How often each value occurs among units that can be compared. */
  readonly totals: Float64Array;
  /** [values, values] */
  readonly distance: Float64Array;
}

function disagreements(counts: Float64Array, values: ArrayLike<number>, level: Level): Disagreements {
  const k = values.length;
  const totals = new Float64Array(k);
  const comparable: Float64Array[] = [];
  for (let at = 0; at < counts.length; at += k) {
    const row = counts.slice(at, at + k);
    if (row.reduce((a, b) => a + b, 0) < 2) continue;
    comparable.push(row);
    for (let c = 0; c < k; c++) totals[c]! += row[c]!;
  }
  const distance = distancesOf(totals, values, level);
  const units = comparable.map((row): Unit => {
    const n = row.reduce((a, b) => a + b, 0);
    return { counts: row, n, disagreement: disagreementOf(row, n, distance, k) };
  });
  const pairs = new Float64Array(k * k);
  for (const { counts: row, n } of units)
    for (let c = 0; c < k; c++) {
      if (row[c] === 0) continue;
      for (let d = 0; d < k; d++) pairs[c * k + d]! += (row[c]! * row[d]!) / (n - 1);
    }
  return { units, pairs, observed: units.reduce((sum, { disagreement }) => sum + disagreement, 0), totals, distance };
}

/** Sum over ordered pairs of different judgments of one unit, divided by n - 1. */
function disagreementOf(row: Float64Array, n: number, distance: Float64Array, k: number): number {
  let sum = 0;
  for (let c = 0; c < k; c++) {
    if (row[c] === 0) continue;
    for (let d = 0; d < k; d++) sum += row[c]! * row[d]! * distance[c * k + d]!;
  }
  return sum / (n - 1);
}

function alphaOf(observed: number, totals: Float64Array, distance: Float64Array): number {
  const k = totals.length;
  let expected = 0;
  let n = 0;
  for (let c = 0; c < k; c++) {
    n += totals[c]!;
    for (let d = 0; d < k; d++) expected += totals[c]! * totals[d]! * distance[c * k + d]!;
  }
  return expected === 0 ? NaN : 1 - ((n - 1) * observed) / expected;
}

/** Squared distances of values. [values, values] */
function distancesOf(totals: Float64Array, values: ArrayLike<number>, level: Level): Float64Array {
  const k = values.length;
  const distance = new Float64Array(k * k);
  for (let c = 0; c < k; c++) {
    let between = totals[c]!;
    for (let d = c + 1; d < k; d++) {
      between += totals[d]!;
      const ordinal = between - (totals[c]! + totals[d]!) / 2;
      const apart = level === 'nominal' ? 1 : level === 'ordinal' ? ordinal : values[d]! - values[c]!;
      distance[c * k + d] = distance[d * k + c] = apart * apart;
    }
  }
  return distance;
}
