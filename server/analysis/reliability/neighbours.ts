import type { Estimate } from '../intervals/estimate.ts';
import { clustered } from '../intervals/clusters.ts';
import type { ImageJudgment } from './judgments.ts';

/**
 * Excess agreement of neighbours: how much oftener two players of one room agree about a picture than two players of
 * different rooms do about the same picture. 0 where nobody looks over a shoulder. Interval over rooms.
 *
 * For each picture, pairs within rooms are compared with pairs across rooms, weighted by the pairs within; pictures seen
 * in one room only say nothing. null where no picture has both kinds of pairs.
 */
export function excessAgreement(rows: readonly ImageJudgment[]): (Estimate & { readonly pairs: number }) | null {
  const rooms = [...new Set(rows.map(({ room = '' }) => room))].sort();
  const roomNumber = new Map(rooms.map((room, i) => [room, i]));
  const images = new Map<string, Float64Array>();
  for (const { image, room = '', fake } of rows) {
    let counts = images.get(image);
    if (!counts) images.set(image, (counts = new Float64Array(2 * rooms.length)));
    counts[2 * roomNumber.get(room)! + (fake ? 1 : 0)]!++;
  }
  // Within a room, pairs are compared against this room's players paired with all others: sums by room, so that rooms are units.
  const units = rooms.map(() => [0, 0]);
  for (const counts of images.values()) {
    let [allReal, allFake] = [0, 0];
    for (let r = 0; r < rooms.length; r++) {
      allReal += counts[2 * r]!;
      allFake += counts[2 * r + 1]!;
    }
    for (let r = 0; r < rooms.length; r++) {
      const [real, fake] = [counts[2 * r]!, counts[2 * r + 1]!];
      const n = real + fake;
      const others = allReal + allFake - n;
      if (n < 2 || others === 0) continue;
      const pairs = (n * (n - 1)) / 2;
      const within = (real * (real - 1) + fake * (fake - 1)) / (n * (n - 1));
      const across = (real * (allReal - real) + fake * (allFake - fake)) / (n * others);
      units[r]![0]! += pairs * (within - across);
      units[r]![1]! += pairs;
    }
  }
  const speaking = units.filter(([, pairs]) => pairs! > 0);
  const pairs = speaking.reduce((sum, [, n]) => sum + n!, 0);
  if (pairs === 0) return null;
  return { ...clustered(speaking, ([excess, n]) => excess! / n!), pairs };
}
