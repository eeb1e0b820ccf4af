import { endsAt, startClock } from './clock.ts';
import {
  NOTHING_SHOWN,
  deckOf,
  pictureAt,
  roomOf,
  type Game,
  type JudgingState,
  type LeagueCount,
  type PodiumState,
  type RevealState,
  type Room,
  type RoomState,
} from './state.ts';

/** A judgment that left the phone in time may arrive so much later: the lot closes after it. Milliseconds. */
export const LATE_ALLOWANCE_MS = 400;
/** Between the last decision and the reveal, so that the last one sees that it was taken. Milliseconds. */
export const GRACE_MS = 600;
export const SOLO_GRACE_MS = 250;

export function openLot(room: Room, game: Game, lot: number, at: number): JudgingState {
  const { seconds } = room.settings;
  return {
    ...roomOf(room as RoomState),
    ...NOTHING_SHOWN,
    phase: 'judging',
    game,
    lot,
    clock: startClock(seconds === null ? null : seconds * 1000, at),
    given: {},
    graceEndsAt: null,
  };
}

/** When judgments stop being taken; null without limit or while paused. */
export function takenUntil(state: JudgingState): number | null {
  const end = endsAt(state.clock);
  return end === null ? null : end + LATE_ALLOWANCE_MS;
}

/** Points are added, the league counts, the result is kept. */
export function closeLot(state: JudgingState, at: number): RevealState {
  const { autoNextSeconds } = state.settings;
  const players = Object.fromEntries(
    Object.entries(state.players).map(([id, player]) => {
      const given = state.given[id];
      return [id, given ? { ...player, points: player.points + given.points } : player];
    }),
  );
  return {
    ...roomOf(state),
    phase: 'reveal',
    players,
    league: countLeague(state),
    game: { ...state.game, results: [...state.game.results, { lot: state.lot, given: state.given }] },
    lot: state.lot,
    clock: startClock(autoNextSeconds === null ? null : autoNextSeconds * 1000, at),
  };
}

/** The next lot, or the podium after the last one. */
export function moveOn(state: RevealState, at: number): JudgingState | PodiumState {
  return state.lot < state.settings.lots ? openLot(state, state.game, state.lot + 1, at) : toPodium(state);
}

export const toPodium = (state: RevealState): PodiumState => ({
  ...roomOf(state),
  ...NOTHING_SHOWN,
  phase: 'podium',
  game: state.game,
});

/** Keeps the grace running while everybody connected has decided, and stops it where somebody has not. */
export function settleGrace(state: RoomState, at: number): RoomState {
  if (state.phase !== 'judging') return state;
  if (state.clock.since !== null && everyoneDecided(state)) {
    return state.graceEndsAt === null ? { ...state, graceEndsAt: at + (state.solo ? SOLO_GRACE_MS : GRACE_MS) } : state;
  }
  return state.graceEndsAt === null ? state : { ...state, graceEndsAt: null };
}

function everyoneDecided(state: JudgingState): boolean {
  let connected = 0;
  for (const player of Object.values(state.players)) {
    if (!player.connected) continue;
    if (!state.given[player.playerId]) return false;
    connected++;
  }
  return connected > 0;
}

function countLeague(state: JudgingState): Room['league'] {
  const league: Record<string, LeagueCount> = { ...state.league };
  for (const [playerId, given] of Object.entries(state.given)) {
    const origin = pictureAt(state.game, deckOf(state, playerId), state.lot)?.origin;
    if (origin?.kind !== 'fake') continue;
    const { generator, step } = origin;
    const { n, fooled } = league[origin.modelId] ?? { n: 0, fooled: 0 };
    league[origin.modelId] = { generator, step, n: n + 1, fooled: fooled + (given.right ? 0 : 1) };
  }
  return league;
}
