import type { CommandMessage, JudgeMessage } from '../../shared/protocol/messages.ts';
import type { Deal } from './picture.ts';

/**
 * All that can happen to a room. Plain JSON, so that the log holds it; `at` is the server's clock in ms since the epoch;
 * pictures that the gallery dealt travel inside, so that a replay needs no gallery.
 */
export type RoomEvent =
  | JoinedEvent
  | { readonly type: 'connected'; readonly at: number; readonly playerId: string }
  | { readonly type: 'disconnected'; readonly at: number; readonly playerId: string }
  | JudgedEvent
  | CommandedEvent
  /** A time that `dueAt` named has come. */
  | { readonly type: 'ticked'; readonly at: number }
  /** The server is back after a stop. */
  | { readonly type: 'recovered'; readonly at: number }
  /** Nothing happened for too long. */
  | { readonly type: 'expired'; readonly at: number };

export interface JoinedEvent {
  readonly type: 'joined';
  readonly at: number;
  readonly playerId: string;
  /** As `readNickname` gave them. */
  readonly nickname: string;
  readonly nameKey: string;
  readonly tokenHash: string;
  readonly deviceHash: string;
  readonly language: string;
  /** False where the seat is taken by a request and its socket is still to come. */
  readonly connected: boolean;
  /** The deck of a player who comes during a game with own pictures. */
  readonly deal: Deal | null;
}

export interface JudgedEvent {
  readonly type: 'judged';
  readonly at: number;
  readonly playerId: string;
  readonly judgment: JudgeMessage;
}

export interface CommandedEvent {
  readonly type: 'commanded';
  readonly at: number;
  /** Null is the host. */
  readonly by: string | null;
  readonly command: CommandMessage;
  /** With 'start': what the game plays with. */
  readonly deal: Deal | null;
}
