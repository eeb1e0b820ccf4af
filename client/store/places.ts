import type { Standing } from '../../shared/protocol/view.ts';

/**
 * The standings as they were before the lot that is revealed: points without its change, in the order and with the ranks that
 * these gave.
 */
export function beforeLot(standings: readonly Standing[]): readonly Standing[] {
  const before = standings.map((each) => ({ ...each, points: each.points - each.change, change: 0 }));
  return before
    .map((each) => ({ ...each, rank: 1 + before.filter(({ points }) => points > each.points).length }))
    .sort((a, b) => b.points - a.points);
}
