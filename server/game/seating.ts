import { MAX_PLAYERS } from '../../shared/domain/room.ts';
import type { JoinedEvent } from './event.ts';
import { refuse, tellNow, tellSoon, unchanged, type Outcome } from './outcome.ts';
import { shownIn, type Deal } from './picture.ts';
import type { Game, OpenState, Player, Room } from './state.ts';

/** Tokens that open one seat: a join whose answer got lost is sent again and gets another. */
const TOKENS_PER_SEAT = 4;

/** A new seat, or, for the same device and name, the seat that it has. */
export function seat(state: OpenState, event: JoinedEvent): Outcome {
  const seated = Object.values(state.players);
  const namesake = seated.find((player) => player.nameKey === event.nameKey);
  if (namesake?.deviceHash === event.deviceHash) {
    const tokenHashes = [...namesake.tokenHashes, event.tokenHash].slice(-TOKENS_PER_SEAT);
    return tellSoon(withPlayer(state, { ...namesake, tokenHashes, connected: namesake.connected || event.connected }));
  }
  if (state.locked) return refuse('room/locked', 'The host has locked this room; ask the host to let you in.');
  if (namesake) {
    return refuse('name/taken', `Somebody here is already called ${event.nickname}; choose another name.`);
  }
  const seats = state.solo ? 1 : MAX_PLAYERS;
  if (seated.length >= seats) return refuse('room/full', `All ${seats} seats of this room are taken.`);

  const player: Player = {
    playerId: event.playerId,
    nickname: event.nickname,
    nameKey: event.nameKey,
    tokenHashes: [event.tokenHash],
    deviceHash: event.deviceHash,
    language: event.language,
    connected: event.connected,
    joinedAt: event.at,
    fromLot: firstLot(state),
    points: 0,
  };
  const joined = withPlayer(state, player);
  return tellSoon(event.deal ? withDeck(joined, event.deal) : joined);
}

export function setConnected(state: OpenState, playerId: string, connected: boolean): Outcome {
  const player = state.players[playerId];
  if (!player) return refuse('player/unknown', 'No seat of this room has that player; join again.');
  if (player.connected === connected) return unchanged(state);
  return tellSoon(withPlayer(state, { ...player, connected }));
}

export function kick(state: OpenState, playerId: string): Outcome {
  const { [playerId]: player, ...players } = state.players;
  if (!player) return refuse('player/unknown', 'No seat of this room has that player.');
  const kicked = { ...state.kicked, [playerId]: { nickname: player.nickname, tokenHashes: player.tokenHashes } };
  const told = tellNow({ ...state, players, kicked });
  return { ...told, effects: [{ type: 'sendAway', playerId }, ...told.effects] };
}

/** Who holds a token, by its hash. */
export function holderOf(
  room: Room,
  tokenHash: string,
): { readonly playerId: string; readonly kicked: boolean } | null {
  for (const player of Object.values(room.players)) {
    if (player.tokenHashes.includes(tokenHash)) return { playerId: player.playerId, kicked: false };
  }
  for (const [playerId, { tokenHashes }] of Object.entries(room.kicked)) {
    if (tokenHashes.includes(tokenHash)) return { playerId, kicked: true };
  }
  return null;
}

/** True where a player who joins now needs a deck of an own. */
export const needsDeck = (state: OpenState): state is Extract<OpenState, { phase: 'judging' | 'reveal' }> =>
  state.settings.dealing === 'own' && (state.phase === 'judging' || state.phase === 'reveal');

function firstLot(state: OpenState): number {
  switch (state.phase) {
    case 'lobby':
      return 1;
    case 'judging':
      return state.lot;
    case 'reveal':
      return state.lot + 1;
    case 'podium':
      return state.settings.lots + 1;
  }
}

const withPlayer = <S extends OpenState>(state: S, player: Player): S => ({
  ...state,
  players: { ...state.players, [player.playerId]: player },
});

function withDeck(state: OpenState, deal: Deal): OpenState {
  if (state.phase !== 'judging' && state.phase !== 'reveal') return state;
  const game: Game = {
    ...state.game,
    deal: {
      pictures: { ...state.game.deal.pictures, ...deal.pictures },
      decks: { ...state.game.deal.decks, ...deal.decks },
      ...(deal.walls ? { walls: { ...state.game.deal.walls, ...deal.walls } } : {}),
    },
  };
  return { ...state, game, seen: withSeen(state.seen, deal) };
}

/** What a deal shows from now on counts as seen. */
export function withSeen(seen: Room['seen'], deal: Deal): Room['seen'] {
  const next = { ...seen };
  for (const [deck, pictures] of Object.entries(deal.decks))
    next[deck] = [...(next[deck] ?? []), ...shownIn(deal, pictures)];
  return next;
}
