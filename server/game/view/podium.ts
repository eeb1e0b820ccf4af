import type { PodiumView } from '../../../shared/protocol/view.ts';
import { leagueTable, standings } from '../standings.ts';
import { deckOf, pictureAt, type PodiumState } from '../state.ts';
import type { Shared, Watcher } from './shared.ts';
import { stimulusOf } from './stimuli.ts';

export function podiumViews(state: PodiumState, { common, viewer, ranked }: Shared): (watcher: Watcher) => PodiumView {
  const { results } = state.game;
  const all = results.flatMap(({ given }) => Object.values(given));
  const podium = {
    ...common,
    phase: 'podium',
    standings: standings(ranked, results.at(-1)),
    league: leagueTable(state.league),
    accuracy: { right: all.filter(({ right }) => right).length, n: all.length },
  } as const;
  return (watcher) => ({
    ...podium,
    viewer: viewer(watcher),
    mine: watcher.role === 'player' ? ownLots(state, watcher.playerId) : [],
  });
}

function ownLots(state: PodiumState, playerId: string): PodiumView['mine'] {
  const { fromLot } = state.players[playerId]!;
  const deck = deckOf(state, playerId);
  return state.game.results
    .filter(({ lot }) => lot >= fromLot)
    .flatMap(({ lot, given }) => {
      const picture = pictureAt(state.game, deck, lot);
      const stimulus = stimulusOf(state, state.game, deck, lot);
      if (!picture || !stimulus) return [];
      const { truth, origin } = picture;
      const said = given[playerId];
      return [{ lot, stimulus, truth, origin, pFake: said?.pFake ?? null, points: said?.points ?? 0 }];
    });
}
