import { z } from 'zod';
import { display, twinsResponse, varietyResponse, verdictResponse } from '../domain/judgment.ts';
import { roomCode, roomSettings } from '../domain/room.ts';
import type { Ack } from './codes.ts';
import type { RoomView } from './view.ts';

/** Raised when a client of the other number could misread this one. */
export const PROTOCOL_VERSION = 1;

const secret = z.string().min(16).max(128);

/** A new seat. `deviceId` is random, kept by the browser, and only guards against floods from one device. */
export const joinMessage = z.object({
  version: z.number().int(),
  code: roomCode,
  // Longer than any name can be, so that a 500-character name is answered in words, not as malformed.
  nickname: z.string().max(2000),
  deviceId: z.string().min(8).max(64),
  language: z.string().max(16),
});

/** Back to a seat, the console or the wall; also every reconnect. */
export const attachMessage = z.discriminatedUnion('role', [
  z.object({ version: z.number().int(), role: z.literal('player'), code: roomCode, token: secret }),
  z.object({ version: z.number().int(), role: z.literal('host'), code: roomCode, secret }),
  z.object({ version: z.number().int(), role: z.literal('wall'), code: roomCode }),
]);

const judgment = z.object({
  judgmentId: z.uuid(),
  trialId: z.string().max(64),
  /** Milliseconds from the picture being drawn to the commit, by the client's monotonic clock. Recorded only. */
  responseMs: z.number().min(0).max(86_400_000),
  display,
});

/**
 * One judgment, with the response that the mode asks for. `judgmentId` is made by the client, so that sending it again
 * changes nothing.
 */
export const judgeMessage = z.union([
  judgment.extend(verdictResponse.shape),
  judgment.extend(twinsResponse.shape),
  judgment.extend(varietyResponse.shape),
]);

/** What a host may do; in a solo room its player may send `next` and `end`. */
export const commandMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('settings'), settings: roomSettings }),
  z.object({ type: z.literal('start') }),
  z.object({ type: z.literal('closeLot') }),
  z.object({ type: z.literal('next') }),
  z.object({ type: z.literal('skip') }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('resume') }),
  z.object({ type: z.literal('extend'), seconds: z.number().int().min(5).max(120) }),
  z.object({ type: z.literal('lock'), locked: z.boolean() }),
  z.object({ type: z.literal('kick'), playerId: z.string().max(64) }),
  /** A page of the lab to the wall between lots, and which of its parts, counted from 0; null takes it down. */
  z.object({
    type: z.literal('show'),
    page: z
      .string()
      .regex(/^[a-z0-9-]{1,64}$/)
      .nullable(),
    part: z.number().int().min(0).max(15).optional(),
  }),
  z.object({ type: z.literal('end') }),
  /** From the podium back to the lobby with everybody seated. */
  z.object({ type: z.literal('again') }),
  /** Ends the room for good. */
  z.object({ type: z.literal('close') }),
]);

export type JoinMessage = z.input<typeof joinMessage>;
export type AttachMessage = z.input<typeof attachMessage>;
export type JudgeMessage = z.infer<typeof judgeMessage>;
export type CommandMessage = z.infer<typeof commandMessage>;

/** socket.io events from a client; every one is acknowledged. */
export interface ClientToServer {
  join(message: JoinMessage, ack: (reply: Ack<{ playerId: string; token: string; view: RoomView }>) => void): void;
  attach(message: AttachMessage, ack: (reply: Ack<{ view: RoomView }>) => void): void;
  judge(message: JudgeMessage, ack: (reply: Ack<{ judgmentId: string }>) => void): void;
  command(message: CommandMessage, ack: (reply: Ack<object>) => void): void;
  /** Clock: the reply carries the server's time in ms since the epoch. */
  clock(ack: (reply: { serverNow: number }) => void): void;
}

/** socket.io events to a client. */
export interface ServerToClient {
  view(view: RoomView): void;
  /** The process is about to stop; clients reconnect by themselves. */
  draining(): void;
}
