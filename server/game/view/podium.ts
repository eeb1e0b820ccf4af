import type { PodiumView } from '../../../shared/protocol/view.ts';
import { leagueTable, standings } from '../standings.ts';
import { wallTally } from '../wall-tally.ts';
import { MODES } from '../../modes/index.ts';
import { deckOf, lotAt, responseOf, type PodiumState } from '../state.ts';
import type { Shared, Watcher } from './shared.ts';
import { stimulusOf } from './stimuli.ts';

export function podiumViews(state: PodiumState, { common, viewer, ranked }: Shared): (watcher: Watcher) => PodiumView {
  const { results } = state.game;
  const all = results.flatMap(({ given }) => Object.values(given)).filter(({ right }) => right !== null);
  const podium = {
    ...common,
    phase: 'podium',
    standings: standings(ranked, results.at(-1)),
    league: state.settings.mode === 'verdict' ? leagueTable(state.league) : [],
    tally: wallTally(state),
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
    .flatMap(({ lot, given }): PodiumView['mine'] => {
      const hanging = lotAt(state.game, deck, lot);
      const stimulus = stimulusOf(state, state.game, deck, lot);
      if (!hanging || !stimulus) return [];
      const said = given[playerId];
      const points = said?.points ?? 0;
      if (hanging.kind === 'picture') {
        const { truth, origin } = hanging.picture;
        const pFake = said && 'pFake' in said ? said.pFake : null;
        return [{ lot, stimulus, truth, origin, pFake, points }];
      }
      const outcome = MODES[state.settings.mode].outcome(hanging);
      if (!outcome) return [];
      const { layout: wall } = hanging;
      return [
        { lot, stimulus, wall, outcome, said: said ? responseOf(said) : null, right: said?.right ?? null, points },
      ];
    });
}
