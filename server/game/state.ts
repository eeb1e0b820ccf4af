import type { Response } from '../../shared/domain/judgment.ts';
import type { RoomSettings } from '../../shared/domain/room.ts';
import type { Clock } from './clock.ts';
import { draw } from './chance.ts';
import { COMMON_DECK, type Deal, type DealtLot, type DealtPicture } from './picture.ts';

/** Raised when a stored state of the other number could not be continued. */
export const STATE_SCHEMA = 1;

/** Everything a room is, as plain JSON: what it was stored as is what it is. */
export type RoomState = LobbyState | JudgingState | RevealState | PodiumState | ClosedState;
export type OpenState = Exclude<RoomState, ClosedState>;

export interface Room {
  readonly schema: typeof STATE_SCHEMA;
  readonly roomId: string;
  readonly code: string;
  /** SHA-256 of the host secret, hex. */
  readonly hostHash: string;
  /** Key of the room's chance; see chance.ts. */
  readonly key: string;
  readonly solo: boolean;
  readonly settings: RoomSettings;
  readonly locked: boolean;
  /** Counts accepted events; equals the sequence number in the log. */
  readonly revision: number;
  /** Time of the last accepted event. */
  readonly lastAt: number;
  /** In the order in which the seats were taken. */
  readonly players: Readonly<Record<string, Player>>;
  /** Sent away for good: their tokens open nothing any more. */
  readonly kicked: Readonly<Record<string, { readonly nickname: string; readonly tokenHashes: readonly string[] }>>;
  /** Pictures of finished and running games by deck, so that the next game shows others. */
  readonly seen: Readonly<Record<string, readonly string[]>>;
  /** How often each model fooled this room, lots that are closed. */
  readonly league: Readonly<Record<string, LeagueCount>>;
  /** Games begun. */
  readonly games: number;
  /** The page of the lab that the wall shows, between lots only; null for what the game shows. */
  readonly shown: string | null;
  /** Which part of that page, counted from 0. */
  readonly shownPart: number;
}

/** The wall shows the game. */
export const NOTHING_SHOWN = { shown: null, shownPart: 0 } as const;

export interface Player {
  readonly playerId: string;
  readonly nickname: string;
  /** The nickname folded; unique in the room. */
  readonly nameKey: string;
  readonly tokenHashes: readonly string[];
  readonly deviceHash: string;
  readonly language: string;
  readonly connected: boolean;
  readonly joinedAt: number;
  /** First lot of the running or last game that this player may judge. */
  readonly fromLot: number;
  /** Points of the closed lots of the running or last game. */
  readonly points: number;
}

export interface LeagueCount {
  readonly generator: string;
  readonly step: number;
  readonly n: number;
  readonly fooled: number;
}

export interface Game {
  /** 1-based in the room. */
  readonly number: number;
  readonly deal: Deal;
  /** Closed lots, in order. */
  readonly results: readonly LotResult[];
}

export interface LotResult {
  readonly lot: number;
  readonly given: Readonly<Record<string, Given>>;
}

/** One accepted judgment: the response, and what it was worth. */
export type Given = Response & {
  readonly judgmentId: string;
  /** Null where nothing was at stake. */
  readonly right: boolean | null;
  readonly points: number;
  readonly at: number;
};

/** What was said, without what it was worth. */
export function responseOf(given: Given): Response {
  const { judgmentId: _id, right: _right, points: _points, at: _at, ...response } = given;
  return response;
}

export interface LobbyState extends Room {
  readonly phase: 'lobby';
  /** The game before: retries of its judgments are still answered. */
  readonly last: Game | null;
}

export interface JudgingState extends Room {
  readonly phase: 'judging';
  readonly game: Game;
  readonly lot: number;
  readonly clock: Clock;
  readonly given: Readonly<Record<string, Given>>;
  /** Set while everybody connected has decided: the lot closes then. */
  readonly graceEndsAt: number | null;
}

export interface RevealState extends Room {
  readonly phase: 'reveal';
  readonly game: Game;
  readonly lot: number;
  /** Runs to the next lot by itself; limitMs null where someone must say next. */
  readonly clock: Clock;
}

export interface PodiumState extends Room {
  readonly phase: 'podium';
  readonly game: Game;
}

export interface ClosedState extends Room {
  readonly phase: 'closed';
}

export interface NewRoom {
  readonly roomId: string;
  readonly code: string;
  readonly hostHash: string;
  readonly key: string;
  readonly solo: boolean;
  readonly settings: RoomSettings;
  readonly at: number;
}

/** An empty lobby. */
export function createRoom({ at, ...room }: NewRoom): LobbyState {
  return {
    ...room,
    schema: STATE_SCHEMA,
    phase: 'lobby',
    locked: false,
    revision: 0,
    lastAt: at,
    players: {},
    kicked: {},
    seen: {},
    league: {},
    games: 0,
    ...NOTHING_SHOWN,
    last: null,
  };
}

/** The part that every phase has, for making the next phase's state of it. */
export function roomOf(state: RoomState): Room {
  const { schema, roomId, code, hostHash, key, solo, settings, locked, revision, lastAt } = state;
  const { players, kicked, seen, league, games, shown, shownPart } = state;
  return {
    schema,
    roomId,
    code,
    hostHash,
    key,
    solo,
    settings,
    locked,
    revision,
    lastAt,
    players,
    kicked,
    seen,
    league,
    games,
    shown,
    shownPart,
  };
}

/** Whose deck a player judges from. */
export const deckOf = (room: Room, playerId: string): string =>
  room.settings.dealing === 'same' ? COMMON_DECK : playerId;

/** What hangs in a lot of a deck; null where the deck does not exist (a late joiner's before joining). */
export function lotAt(game: Game, deck: string, lot: number): DealtLot | null {
  const key = game.deal.decks[deck]?.[lot - 1];
  if (key === undefined) return null;
  const walls = game.deal.walls?.[key];
  if (walls) return walls;
  const picture = game.deal.pictures[key];
  return picture ? { kind: 'picture', picture } : null;
}

/** The single picture of a lot in a deck; null where there is none. */
export function pictureAt(game: Game, deck: string, lot: number): DealtPicture | null {
  const found = lotAt(game, deck, lot);
  return found?.kind === 'picture' ? found.picture : null;
}

/** Fresh for each deal, game and lot; says nothing. */
export const trialIdOf = (room: Room, game: number, deck: string, lot: number): string =>
  draw(room.key, 'trial', game, deck, lot);

/** As trialIdOf, and not derivable from it. */
export const stimulusIdOf = (room: Room, game: number, deck: string, lot: number): string =>
  draw(room.key, 'stimulus', game, deck, lot);
