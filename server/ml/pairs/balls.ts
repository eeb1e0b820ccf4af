import type { Groups } from './groups.ts';
import type { Nearest } from './nearest.ts';

/**
 * The manifold of a set as balls around its rows that reach to the k-th nearest other row (Kynkäänniemi et al. 2019), and
 * the larger balls that remain when a group of rows is left out.
 */
export interface Balls {
  readonly groups: Groups;
  /** Squared radius. [n] */
  readonly squared: Float64Array;
  /** Largest of a row's squared radii when one group is left out. [n] */
  readonly largest: Float64Array;
  /** Of each row, the groups without which its ball is larger, and that squared radius. [n] */
  readonly without: readonly (readonly (readonly [group: number, squared: number])[])[];
}

/**
 * Neighbours to know of each row, so that the k-th is known without any one group as well. Where more of a row's nearest
 * are of one group than there are spare ones (of 40 groups, hardly ever), the last known one stands for it.
 */
export const neighboursFor = (k: number, n: number): number => Math.min(n - 1, 2 * k + 8);

/** @param k which neighbour a ball reaches to, from 1 to `nearest.count` */
export function ballsOf(nearest: Nearest, k: number, groups: Groups): Balls {
  const { count, index, squared } = nearest;
  const n = index.length / count;
  const radii = new Float64Array(n);
  const largest = new Float64Array(n);
  const without: (readonly [number, number])[][] = [];
  for (let row = 0; row < n; row++) {
    const first = row * count;
    radii[row] = largest[row] = squared[first + k - 1]!;
    const larger = new Map<number, number>();
    for (let c = 0; c < k; c++) {
      const group = groups.of[index[first + c]!]!;
      if (group === groups.of[row] || larger.has(group)) continue;
      let left = k;
      let at = 0;
      for (; at < count; at++) if (groups.of[index[first + at]!] !== group && --left === 0) break;
      larger.set(group, squared[first + Math.min(at, count - 1)]!);
    }
    for (const value of larger.values()) largest[row] = Math.max(largest[row]!, value);
    without.push([...larger]);
  }
  return { groups, squared: radii, largest, without };
}
