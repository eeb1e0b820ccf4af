import { BELOW_ONE, jackknife } from '../intervals/jackknife.ts';
import { integersFrom } from '../numeric/chance.ts';
import type { ImageJudgment } from './judgments.ts';

export interface SplitHalf {
  /** Mean over splits of the halves' correlation over pictures, stepped up to all players: 2r / (1 + r) (Spearman; Brown 1910). */
  readonly reliability: number;
  /** Middle 95 % of the splits: how much it depends on who fell into which half, no interval for other players. */
  readonly splits: readonly [number, number];
  /** 95 % interval over pictures, each left out in turn. */
  readonly ci: readonly [number, number] | null;
  readonly images: number;
  readonly participants: number;
}

/**
 * How well two halves of the players agree about which pictures look fake, over random halves of the players.
 * null with fewer than 4 players, or 3 pictures that both halves saw.
 */
export function splitHalf(rows: readonly ImageJudgment[], splits = 1000, seed = 0): SplitHalf | null {
  const people = [...new Set(rows.map(personOf))].sort();
  const images = [...new Set(rows.map(({ image }) => image))].sort();
  if (people.length < 4) return null;
  const person = new Map(people.map((name, i) => [name, i]));
  const image = new Map(images.map((name, i) => [name, i]));
  const who = Int32Array.from(rows, (row) => person.get(personOf(row))!);
  const what = Int32Array.from(rows, (row) => 4 * image.get(row.image)!);
  const fake = Uint8Array.from(rows, (row) => Number(row.fake));
  const int = integersFrom(seed);
  const order = Int32Array.from(people, (_, i) => i);
  const first = new Uint8Array(people.length);
  const found: number[] = [];
  const without = new Float64Array(images.length);
  const sums = new Float64Array(images.length * 4);
  for (let split = 0; split < splits; split++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = int(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    order.forEach((p, place) => (first[p] = place < order.length / 2 ? 0 : 2));
    sums.fill(0);
    for (let row = 0; row < who.length; row++) {
      const at = what[row]! + first[who[row]!]!;
      sums[at]! += fake[row]!;
      sums[at + 1]!++;
    }
    const all = overImages(sums, without);
    if (Number.isFinite(all)) found.push(all);
  }
  if (found.length === 0) return null;
  const mean = found.reduce((a, b) => a + b, 0) / found.length;
  found.sort((a, b) => a - b);
  return {
    reliability: mean,
    splits: [found[Math.floor(0.025 * (found.length - 1))]!, found[Math.ceil(0.975 * (found.length - 1))]!],
    ci: jackknife(mean, (i) => without[i]! / found.length, images.length, BELOW_ONE, [-1, 1]).ci,
    images: images.length,
    participants: people.length,
  };
}

const personOf = ({ participant, room = '' }: ImageJudgment): string => JSON.stringify([room, participant]);

/**
 * The halves' correlation over pictures that both saw, stepped up to all players; where it is finite, those without each picture are
 * added to `without`.
 *
 * @param sums fakes and judgments of either half [images, 4]
 */
function overImages(sums: Float64Array, without: Float64Array): number {
  let [n, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < sums.length; at += 4) {
    if (sums[at + 1] === 0 || sums[at + 3] === 0) continue;
    const x = sums[at]! / sums[at + 1]!;
    const y = sums[at + 2]! / sums[at + 3]!;
    n++;
    a += x;
    b += y;
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  const all = steppedUp(n, a, b, aa, bb, ab);
  if (!Number.isFinite(all)) return all;
  for (let i = 0, at = 0; i < without.length; i++, at += 4) {
    if (sums[at + 1] === 0 || sums[at + 3] === 0) {
      without[i]! += all;
      continue;
    }
    const x = sums[at]! / sums[at + 1]!;
    const y = sums[at + 2]! / sums[at + 3]!;
    without[i]! += steppedUp(n - 1, a - x, b - y, aa - x * x, bb - y * y, ab - x * y);
  }
  return all;
}

/** Correlation from n, sums, squares and products, stepped up to all players. */
function steppedUp(n: number, a: number, b: number, aa: number, bb: number, ab: number): number {
  if (n < 3) return NaN;
  const r = (ab - (a * b) / n) / Math.sqrt((aa - (a * a) / n) * (bb - (b * b) / n));
  return (2 * r) / (1 + r);
}
