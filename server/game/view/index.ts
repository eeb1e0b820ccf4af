import type { ClosedView, RoomView, Viewer } from '../../../shared/protocol/view.ts';
import type { RoomState } from '../state.ts';
import { judgingViews } from './judging.ts';
import { podiumViews } from './podium.ts';
import { revealViews } from './reveal.ts';
import { sharedOf, type Shared, type Watcher } from './shared.ts';

export { openedStimuli, shownGame } from './stimuli.ts';
export type { Watcher } from './shared.ts';

/**
 * The one projection of a room: all that anybody may know is made here. Total: a stranger and a kicked player get 'closed'.
 * `now` is the server's clock, ms since the epoch.
 */
export function viewFor(state: RoomState, watcher: Watcher, now: number): RoomView {
  return viewsOf(state, now)(watcher);
}

/** As viewFor, for many watchers of one state: what they share is made once. */
export function viewsOf(state: RoomState, now: number): (watcher: Watcher) => RoomView {
  const shared = sharedOf(state, now);
  const views = ofPhase(state, shared);
  return (watcher) =>
    watcher.role === 'player' && !state.players[watcher.playerId]
      ? sentAway(state, shared, watcher.playerId)
      : views(watcher);
}

function ofPhase(state: RoomState, shared: Shared): (watcher: Watcher) => RoomView {
  const { common, viewer } = shared;
  switch (state.phase) {
    case 'lobby':
      return (watcher) => ({ ...common, phase: 'lobby', viewer: viewer(watcher) });
    case 'judging':
      return judgingViews(state, shared);
    case 'reveal':
      return revealViews(state, shared);
    case 'podium':
      return podiumViews(state, shared);
    case 'closed':
      return (watcher) => ({ ...common, phase: 'closed', viewer: viewer(watcher), reason: 'ended' });
  }
}

function sentAway(state: RoomState, { common }: Shared, playerId: string): ClosedView {
  const nickname = state.kicked[playerId]?.nickname ?? '';
  const viewer: Viewer = { role: 'player', playerId, nickname, points: 0, rank: 1 };
  return { ...common, phase: 'closed', viewer, reason: 'kicked' };
}
