import { wilson } from '../../shared/domain/wilson.ts';
import type { WallSource, WallTally } from '../../shared/protocol/view.ts';
import { MODES } from '../modes/index.ts';
import { deckOf, lotAt, responseOf, type PodiumState } from './state.ts';

/** What the room said of each source's walls in the game that is over, the most said first. */
export function wallTally(state: PodiumState): readonly WallTally[] {
  const { testimony } = MODES[state.settings.mode];
  const counts = new Map<string, { readonly source: WallSource; n: number; said: number }>();
  for (const { lot, given } of state.game.results) {
    for (const [playerId, each] of Object.entries(given)) {
      // A player who was sent away still has a deck of their own.
      const hanging = lotAt(state.game, deckOf(state, playerId), lot);
      if (hanging === null) continue;
      for (const { source, said } of testimony(responseOf(each), hanging)) {
        const key = source.kind === 'real' ? 'real' : source.modelId;
        const count = counts.get(key) ?? { source: { ...source, label: null }, n: 0, said: 0 };
        counts.set(key, { ...count, n: count.n + 1, said: count.said + Number(said) });
      }
    }
  }
  return [...counts.values()]
    .map(({ source, n, said }) => {
      const { low, high } = wilson(said, n);
      return { source, n, said, low, high };
    })
    .sort((a, b) => b.said / b.n - a.said / a.n || b.n - a.n);
}
