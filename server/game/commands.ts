import type { CommandMessage } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/protocol/codes.ts';
import { extendClock, pauseClock, resumeClock } from './clock.ts';
import type { CommandedEvent } from './event.ts';
import { closeLot, moveOn, openLot, toPodium } from './lots.ts';
import { refuse, tellNow, unchanged, type Outcome } from './outcome.ts';
import { COMMON_DECK } from './picture.ts';
import { kick, withSeen } from './seating.ts';
import {
  NOTHING_SHOWN,
  roomOf,
  type Game,
  type JudgingState,
  type LobbyState,
  type OpenState,
  type PodiumState,
  type RevealState,
  type Room,
} from './state.ts';

/** What the player of a solo room may do. */
const SOLO_COMMANDS: ReadonlySet<CommandMessage['type']> = new Set(['next', 'end', 'close']);

/** Whether somebody may send a command at all; null means yes. */
export function refusedTo(room: Room, by: string | null, command: CommandMessage): Refusal | null {
  if (by === null || (room.solo && SOLO_COMMANDS.has(command.type))) return null;
  return refuse('host/not-host', 'Only the host of this room can do that.');
}

export function command(state: OpenState, event: CommandedEvent): Outcome {
  const refused = refusedTo(state, event.by, event.command);
  if (refused) return refused;
  const { command } = event;
  switch (command.type) {
    case 'lock':
      return command.locked === state.locked ? unchanged(state) : tellNow({ ...state, locked: command.locked });
    case 'show':
      return show(state, command.page, command.part ?? 0, event.at);
    case 'kick':
      return kick(state, command.playerId);
    case 'close':
      return close(state);
  }
  switch (state.phase) {
    case 'lobby':
      return inLobby(state, event);
    case 'judging':
      return whileJudging(state, event);
    case 'reveal':
      return afterReveal(state, event);
    case 'podium':
      return atPodium(state, event);
  }
}

/** A part of a page of the lab on the wall, between lots; the time to the next lot waits meanwhile. */
function show(state: OpenState, page: string | null, part: number, at: number): Outcome {
  const hung = page === null ? NOTHING_SHOWN : { shown: page, shownPart: part };
  if (page === state.shown) {
    return hung.shownPart === (state.shownPart ?? 0) ? unchanged(state) : tellNow({ ...state, ...hung });
  }
  if (state.phase === 'judging') {
    return refuse(
      'room/wrong-phase',
      'A lab page is shown between lots, not while pictures are judged; close this lot first.',
    );
  }
  if (state.phase !== 'reveal') return tellNow({ ...state, ...hung });
  const runs = state.clock.limitMs !== null && state.clock.since !== null;
  const waits = state.clock.limitMs !== null && state.clock.since === null;
  const clock =
    page !== null && runs
      ? pauseClock(state.clock, at)
      : page === null && waits
        ? resumeClock(state.clock, at)
        : state.clock;
  return tellNow({ ...state, ...hung, clock });
}

/** The end for good. What was seen is forgotten: nothing is dealt any more. */
export function close(state: OpenState): Outcome {
  const told = tellNow({ ...roomOf(state), seen: {}, phase: 'closed' });
  return { ...told, effects: [...told.effects, { type: 'closeRoom' }] };
}

function inLobby(state: LobbyState, { at, command, deal }: CommandedEvent): Outcome {
  switch (command.type) {
    case 'settings':
      return tellNow({ ...state, settings: command.settings });
    case 'start': {
      if (!deal) throw new Error('a game starts with a deal');
      for (const deck of state.settings.dealing === 'same' ? [COMMON_DECK] : Object.keys(state.players)) {
        if (deal.decks[deck]?.length !== state.settings.lots)
          throw new Error(`the deck of ${deck} does not fit the lots`);
      }
      const game: Game = { number: state.games + 1, deal, results: [] };
      const players = Object.fromEntries(
        Object.entries(state.players).map(([id, player]) => [id, { ...player, points: 0, fromLot: 1 }]),
      );
      const room: Room = { ...roomOf(state), players, games: game.number, seen: withSeen(state.seen, deal) };
      return tellNow(openLot(room, game, 1, at));
    }
    default:
      return notNow(state, command);
  }
}

function whileJudging(state: JudgingState, { at, command }: CommandedEvent): Outcome {
  switch (command.type) {
    case 'closeLot':
      return tellNow(closeLot(state, at));
    case 'skip':
      return tellNow(moveOn(closeLot(state, at), at));
    case 'end':
      return tellNow(toPodium(closeLot(state, at)));
    default:
      return timing(state, at, command);
  }
}

function afterReveal(state: RevealState, { at, command }: CommandedEvent): Outcome {
  switch (command.type) {
    case 'next':
    case 'skip':
      return tellNow(moveOn(state, at));
    case 'end':
      return tellNow(toPodium(state));
    default:
      return timing(state, at, command);
  }
}

function atPodium(state: PodiumState, { command }: CommandedEvent): Outcome {
  if (command.type !== 'again') return notNow(state, command);
  const players = Object.fromEntries(
    Object.entries(state.players).map(([id, player]) => [id, { ...player, points: 0, fromLot: 1 }]),
  );
  return tellNow({ ...roomOf(state), players, ...NOTHING_SHOWN, phase: 'lobby', last: state.game });
}

function timing(state: JudgingState | RevealState, at: number, command: CommandMessage): Outcome {
  const { clock } = state;
  switch (command.type) {
    case 'pause':
      return clock.since === null ? unchanged(state) : tellNow({ ...state, clock: pauseClock(clock, at) });
    case 'resume':
      return clock.since === null ? tellNow({ ...state, clock: resumeClock(clock, at) }) : unchanged(state);
    case 'extend':
      return clock.limitMs === null
        ? refuse('room/wrong-phase', 'Nothing runs out here; there is no time to extend.')
        : tellNow({ ...state, clock: extendClock(clock, command.seconds * 1000) });
    default:
      return notNow(state, command);
  }
}

const notNow = (state: OpenState, command: CommandMessage): Refusal =>
  refuse('room/wrong-phase', `'${command.type}' means nothing while the room is in '${state.phase}'.`);
