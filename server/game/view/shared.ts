import type { LobbyView, RosterEntry, Viewer } from '../../../shared/protocol/view.ts';
import { ranking } from '../standings.ts';
import type { Player, RoomState } from '../state.ts';

export type Watcher =
  { readonly role: 'player'; readonly playerId: string } | { readonly role: 'host' } | { readonly role: 'wall' };

/** The wall shows the newest so many name plates. */
const WALL_ROSTER = 60;

/** What all views of one state have in common, and who looks. */
export interface Shared {
  readonly common: Omit<LobbyView, 'phase' | 'viewer'>;
  readonly ranked: ReturnType<typeof ranking>;
  /** For players: seated ones only. */
  viewer(watcher: Watcher): Viewer;
}

/** Points and ranks tell what was true: without feedback they wait for the podium. */
function pointsAreOpen(state: RoomState): boolean {
  switch (state.phase) {
    case 'lobby':
    case 'podium':
      return true;
    case 'judging':
    case 'reveal':
      return state.settings.feedback;
    case 'closed':
      return false;
  }
}

/** Made once for all watchers of a state. */
export function sharedOf(state: RoomState, now: number): Shared {
  const players = Object.values(state.players);
  const open = pointsAreOpen(state);
  const ranked = ranking(state);
  const ranks = new Map(ranked.map(({ player, rank }) => [player.playerId, rank]));
  const points = (player: Player): number => (open ? player.points : 0);
  const given = state.phase === 'judging' ? state.given : {};
  const roster = (of: readonly Player[]): readonly RosterEntry[] =>
    of.map((player) => ({
      playerId: player.playerId,
      nickname: player.nickname,
      connected: player.connected,
      points: points(player),
      decided: given[player.playerId] !== undefined,
    }));
  return {
    ranked,
    common: {
      code: state.code,
      revision: state.revision,
      serverNow: now,
      settings: state.settings,
      locked: state.locked,
      paused: (state.phase === 'judging' || state.phase === 'reveal') && state.clock.since === null,
      players: players.length,
      connected: players.filter((player) => player.connected).length,
      solo: state.solo,
      // Rooms stored before pages, or parts of them, could be shown have none.
      shown: state.shown ?? null,
      shownPart: state.shownPart ?? 0,
    },
    viewer(watcher) {
      if (watcher.role === 'host') return { role: 'host', roster: roster(players) };
      if (watcher.role === 'wall') return { role: 'wall', roster: roster(players.slice(-WALL_ROSTER)) };
      const player = state.players[watcher.playerId]!;
      const { playerId, nickname } = player;
      return { role: 'player', playerId, nickname, points: points(player), rank: open ? ranks.get(playerId)! : 1 };
    },
  };
}
