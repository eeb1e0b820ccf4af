import { addTo } from '../groups.ts';
import type { DuelRow } from './row.ts';

/** Comparisons of one pair, i before j. */
export interface PairTally {
  readonly i: number;
  readonly j: number;
  /** Won by i, won by j, tied; the last may be counted as halves elsewhere. */
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

export interface DuelTallies {
  readonly models: readonly string[];
  /** All rows together. */
  readonly pairs: readonly PairTally[];
  /** The same by cluster (participant, room or row), whose judgments hang together. */
  readonly clusters: readonly (readonly PairTally[])[];
}

/** @param clusterOf names the unit whose judgments hang together; rows of their own where it gives null */
export function tallyDuels(rows: readonly DuelRow[], clusterOf: (row: DuelRow) => string | null): DuelTallies {
  const models = [...new Set(rows.flatMap(({ left, right }) => [left, right]))].sort();
  const numbers = new Map(models.map((model, i) => [model, i]));
  const clusters = new Map<string, DuelRow[]>();
  rows.forEach((row, at) => {
    const key = clusterOf(row);
    addTo(clusters, key === null ? `row ${at}` : `unit ${key}`, row);
  });
  return {
    models,
    pairs: pairsOf(rows, numbers),
    clusters: [...clusters.values()].map((each) => pairsOf(each, numbers)),
  };
}

function pairsOf(rows: readonly DuelRow[], numbers: ReadonlyMap<string, number>): PairTally[] {
  const pairs = new Map<number, { i: number; j: number; wins: number; losses: number; ties: number }>();
  for (const { left, right, winner } of rows) {
    const [l, r] = [numbers.get(left)!, numbers.get(right)!];
    const [i, j] = l < r ? [l, r] : [r, l];
    const key = i * numbers.size + j;
    let pair = pairs.get(key);
    if (!pair) pairs.set(key, (pair = { i, j, wins: 0, losses: 0, ties: 0 }));
    if (winner === 'tie') pair.ties++;
    else if ((winner === 'left') === l < r) pair.wins++;
    else pair.losses++;
  }
  return [...pairs.values()];
}
