import type { z } from 'zod';
import type { Refusal } from '../../shared/protocol/codes.ts';
import {
  attachMessage,
  commandMessage,
  joinMessage,
  judgeMessage,
  PROTOCOL_VERSION,
} from '../../shared/protocol/messages.ts';
import type { RoomView } from '../../shared/protocol/view.ts';
import { refuse } from '../game/outcome.ts';
import type { Watcher } from '../game/view/index.ts';
import type { Connection } from '../rooms/broadcast.ts';
import type { LiveRoom } from '../rooms/live-room.ts';
import { draining, wrongSecret, type Rooms } from '../rooms/rooms.ts';
import type { Limits } from './limits.ts';

/** The socket as a session sees it. */
export interface Line {
  readonly address: string;
  readonly open: boolean;
  view(view: RoomView): void;
}

type Standing =
  | { readonly kind: 'new' }
  | { readonly kind: 'attached'; readonly room: LiveRoom; readonly connection: Connection }
  /** Sent away or outlived the room: what is refused from now on, until it joins or attaches again. */
  | { readonly kind: 'dismissed'; readonly refusal: Refusal };

type Reply = object | Refusal;

/** One socket's dealings with the rooms: every message comes in raw, is parsed here, and gets one reply. */
export class Session {
  #standing: Standing = { kind: 'new' };

  constructor(
    private readonly line: Line,
    private readonly rooms: Rooms,
    private readonly limits: Limits,
  ) {}

  async join(raw: unknown): Promise<Reply> {
    const message = parse(joinMessage, raw);
    if (!message.ok) return message;
    const { code, nickname, deviceId, language } = message.value;
    if (!this.limits.deviceJoins.take(deviceId) || !this.limits.addressJoins.take(this.line.address)) return tooFast();
    const room = this.#find(code);
    if (!room.ok) return room;
    if (this.rooms.draining) return draining();
    const seat = await room.room.join({ nickname, deviceId, language, connected: true });
    if (!seat.ok) return seat;
    const view = await this.#attach(room.room, { role: 'player', playerId: seat.playerId });
    return { ok: true, playerId: seat.playerId, token: seat.token, view };
  }

  async attach(raw: unknown): Promise<Reply> {
    const parsed = parse(attachMessage, raw);
    if (!parsed.ok) return parsed;
    const message = parsed.value;
    const found = this.#find(message.code);
    if (!found.ok) return found;
    const watcher = watcherOf(found.room, message);
    if (!watcher.ok) {
      this.limits.addressMisses.take(this.line.address);
      return watcher;
    }
    return { ok: true, view: await this.#attach(found.room, watcher.watcher) };
  }

  async judge(raw: unknown): Promise<Reply> {
    const standing = this.#attached();
    if (!standing.ok) return standing;
    const message = parse(judgeMessage, raw);
    if (!message.ok) return message;
    const { room, watcher } = standing;
    if (watcher.role !== 'player') return refuse('player/unknown', 'Only players judge; join with a nickname to play.');
    const written = await room.judge(watcher.playerId, message.value);
    return written.ok ? { ok: true, judgmentId: message.value.judgmentId } : written;
  }

  async command(raw: unknown): Promise<Reply> {
    const standing = this.#attached();
    if (!standing.ok) return standing;
    const message = parse(commandMessage, raw);
    if (!message.ok) return message;
    const { room, watcher } = standing;
    if (watcher.role === 'wall') return refuse('host/not-host', 'The wall only shows; use the console of the host.');
    const written = await room.command(watcher.role === 'host' ? null : watcher.playerId, message.value);
    return written.ok ? { ok: true } : written;
  }

  /** The socket is gone. */
  end(): void {
    this.#leave();
    this.#standing = { kind: 'new' };
  }

  #find(code: string): { readonly ok: true; readonly room: LiveRoom } | Refusal {
    if (!this.limits.addressMisses.has(this.line.address)) return tooFast();
    const room = this.rooms.find(code);
    if (!('ok' in room)) return { ok: true, room };
    this.limits.addressMisses.take(this.line.address);
    return room;
  }

  async #attach(room: LiveRoom, watcher: Watcher): Promise<RoomView> {
    this.#leave();
    const connection: Connection = {
      watcher,
      send: (view) => this.line.view(view),
      release: () => this.#dismiss(room, connection),
    };
    this.#standing = { kind: 'attached', room, connection };
    await room.attach(connection);
    if (!this.line.open) this.end();
    return room.view(watcher);
  }

  #attached(): { readonly ok: true; readonly room: LiveRoom; readonly watcher: Watcher } | Refusal {
    const standing = this.#standing;
    if (standing.kind === 'attached') return { ok: true, room: standing.room, watcher: standing.connection.watcher };
    if (standing.kind === 'dismissed') return standing.refusal;
    return refuse('protocol/not-attached', 'Nothing is known of this connection yet; join or attach to a room first.');
  }

  #leave(): void {
    if (this.#standing.kind === 'attached') this.#standing.room.detach(this.#standing.connection);
  }

  #dismiss(room: LiveRoom, connection: Connection): void {
    if (this.#standing.kind !== 'attached' || this.#standing.connection !== connection) return;
    const refusal =
      room.state.phase === 'closed'
        ? refuse('room/closed', 'This room is closed; join another one.')
        : refuse('room/kicked', 'The host has asked you to leave this room.');
    this.#standing = { kind: 'dismissed', refusal };
  }
}

function watcherOf(
  room: LiveRoom,
  message: z.infer<typeof attachMessage>,
): { readonly ok: true; readonly watcher: Watcher } | Refusal {
  switch (message.role) {
    case 'player': {
      const player = room.playerOf(message.token);
      return player.ok ? { ok: true, watcher: { role: 'player', playerId: player.playerId } } : player;
    }
    case 'host':
      return room.isHost(message.secret) ? { ok: true, watcher: { role: 'host' } } : wrongSecret();
    case 'wall':
      return { ok: true, watcher: { role: 'wall' } };
  }
}

export const tooFast = (): Refusal =>
  refuse('protocol/too-fast', 'That was too much at once; wait a few seconds and try again.');

function parse<S extends z.ZodType>(
  schema: S,
  raw: unknown,
): { readonly ok: true; readonly value: z.infer<S> } | Refusal {
  const version = typeof raw === 'object' && raw !== null && 'version' in raw ? raw.version : undefined;
  if (typeof version === 'number' && version !== PROTOCOL_VERSION) {
    return refuse(
      'protocol/version',
      `This page speaks version ${version} and the server ${PROTOCOL_VERSION}; load the page again.`,
    );
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  if (issue?.path[0] === 'code' && issue.message === 'room/bad-code') {
    return refuse(
      'room/bad-code',
      'A room code has six letters and digits, as on the wall; compare and type it again.',
    );
  }
  const where = issue?.path.join('.') || 'message';
  return refuse(
    'protocol/malformed',
    `The message could not be read: ${where}: ${issue?.message ?? 'unknown'}. Load the page again.`,
  );
}
