import type { Refusal } from '../../shared/protocol/codes.ts';
import { DEFAULT_SETTINGS, type RoomSettings } from '../../shared/domain/room.ts';
import type { RoomEvent } from '../game/event.ts';
import { refuse } from '../game/outcome.ts';
import type { Hanging } from '../game/picture.ts';
import { createRoom, STATE_SCHEMA, type RoomState } from '../game/state.ts';
import { step } from '../game/step.ts';
import { untoldIn, type Untold } from '../game/untold.ts';
import { LiveRoom, type RoomDeps, type Seat } from './live-room.ts';
import type { StoredRoom } from './ports.ts';
import { hashOf, newCode, newId, newSecret } from './secrets.ts';

/** A room in which nothing happens for so long is closed. Milliseconds. */
export const EXPIRES_AFTER_MS = 12 * 3600_000;
const LOOK_FOR_EXPIRED_EVERY_MS = 10 * 60_000;
/** What is remembered of a closed room in memory: enough to say so, and for its host to fetch the rows. */
const REMEMBER_CLOSED_MS = 12 * 3600_000;
const REMEMBERED = 500;
const MAX_OPEN_ROOMS = 2000;
const ENCODED = 1000;

export interface ClosedRoom {
  readonly roomId: string;
  readonly hostHash: string;
  readonly state: RoomState;
  readonly at: number;
}

/** All rooms of this process. */
export class Rooms {
  readonly #open = new Map<string, LiveRoom>();
  readonly #closed = new Map<string, ClosedRoom>();
  /** Encoded pictures and sheets by picture ids: one hangs for many phones at once. */
  readonly #encoded = new Map<string, Buffer>();
  #draining = false;
  #expiry: NodeJS.Timeout | null = null;

  constructor(private readonly deps: RoomDeps) {}

  /** Continues every open room of the log. Rooms that cannot be continued are left as they are and reported. */
  async recover(): Promise<void> {
    const stored = await this.deps.log.openRooms();
    for (const room of stored) {
      try {
        const state = replay(room);
        const live = this.#live(state, room.snapshot!.sequence);
        if (state.phase === 'closed') {
          this.#onClosed(live);
          continue;
        }
        this.#open.set(room.code, live);
        const written = await live.recover();
        if (!written.ok) this.deps.observer.warn(`room ${room.code}: ${written.message}`);
      } catch (error) {
        this.deps.observer.warn(`room ${room.code} could not be continued; its rows are kept`, error);
      }
    }
    this.#expiry = setInterval(() => this.#expireIdle(), LOOK_FOR_EXPIRED_EVERY_MS);
    this.#expiry.unref();
  }

  /** A new lobby. The host secret is told here and never again. */
  async create(
    settings: Partial<RoomSettings> = {},
  ): Promise<{ readonly ok: true; readonly code: string; readonly hostSecret: string } | Refusal> {
    const hostSecret = newSecret();
    const room = await this.#create({ ...DEFAULT_SETTINGS, ...settings }, hashOf(hostSecret), false);
    return room instanceof LiveRoom ? { ok: true, code: room.state.code, hostSecret } : room;
  }

  /** A room for one who plays alone: without limit of time unless asked for, the first picture is up at once. */
  async createSolo(
    settings: Partial<RoomSettings>,
    player: { readonly nickname: string; readonly deviceId: string; readonly language: string },
  ): Promise<(Seat & { readonly code: string }) | Refusal> {
    const alone = { ...DEFAULT_SETTINGS, seconds: null, autoNextSeconds: null, ...settings };
    const room = await this.#create(alone, hashOf(newSecret()), true);
    if (!(room instanceof LiveRoom)) return room;
    const seat = await room.join({ ...player, connected: false });
    const started = seat.ok ? await room.command(null, { type: 'start' }) : seat;
    if (!seat.ok || !started.ok) {
      await room.command(null, { type: 'close' });
      return seat.ok ? (started as Refusal) : seat;
    }
    return { ...seat, code: room.state.code };
  }

  /** An open room by its code. */
  find(code: string): LiveRoom | Refusal {
    const room = this.#open.get(code);
    if (room) return room;
    return this.#closed.has(code)
      ? refuse('room/closed', `The room ${code} is closed; join another one.`)
      : refuse('room/unknown', `There is no room ${code}; compare the letters with the ones on the wall.`);
  }

  /** What a host may still fetch of a room, open or recently closed; null for a wrong secret. */
  stateForHost(code: string, secret: string): RoomState | Refusal {
    const state = this.#open.get(code)?.state ?? this.#closed.get(code)?.state;
    if (!state) return refuse('room/unknown', `There is no room ${code} here.`);
    if (state.hostHash !== hashOf(secret)) return wrongSecret();
    return state;
  }

  /** True for the code and host secret of an open room: authority for what only hosts may do. */
  isHost(code: string, secret: string): boolean {
    return this.#open.get(code)?.isHost(secret) ?? false;
  }

  /** PNG of a dealt picture whose lot has been opened in an open room; null for everything else. */
  picture(stimulusId: string): Buffer | null {
    for (const room of this.#open.values()) {
      const hanging = room.hangingOf(stimulusId);
      if (hanging !== null) return this.#encode(hanging);
    }
    return null;
  }

  #encode(hanging: Hanging): Buffer | null {
    const key = hanging.pictures.join(' ');
    const known = this.#encoded.get(key);
    if (known) return known;
    const png = this.deps.gallery.encoded(hanging);
    if (!png) return null;
    if (this.#encoded.size >= ENCODED) this.#encoded.delete(this.#encoded.keys().next().value!);
    this.#encoded.set(key, png);
    return png;
  }

  /** Of every open room, from where on its players have not been told the truth. */
  untold(): readonly Untold[] {
    return [...this.#open.values()].map(({ state }) => untoldIn(state));
  }

  get openCount(): number {
    return this.#open.size;
  }

  get connectionCount(): number {
    let count = 0;
    for (const room of this.#open.values()) count += room.connectionCount;
    return count;
  }

  get draining(): boolean {
    return this.#draining;
  }

  /** No new rooms from now on. */
  startDraining(): void {
    this.#draining = true;
    if (this.#expiry) clearInterval(this.#expiry);
  }

  /** Waits for the disk, snapshots every room and stops its timers; then the process may end. */
  async drain(): Promise<void> {
    this.startDraining();
    for (const room of this.#open.values()) {
      await room
        .stop()
        .catch((error: unknown) => this.deps.observer.warn(`room ${room.state.code}: no last snapshot`, error));
    }
  }

  async #create(settings: RoomSettings, hostHash: string, solo: boolean): Promise<LiveRoom | Refusal> {
    if (this.#draining) return draining();
    if (this.#open.size >= MAX_OPEN_ROOMS) {
      return refuse('room/full', `All ${MAX_OPEN_ROOMS} rooms of this server are open; close one or try again later.`);
    }
    const at = this.deps.now();
    const roomId = newId('r');
    const key = newSecret();
    for (let attempt = 0; attempt < 20; attempt++) {
      const code = newCode();
      if (this.#open.has(code) || this.#closed.has(code)) continue;
      const state = createRoom({ roomId, code, hostHash, key, solo, settings, at });
      try {
        if (!(await this.deps.log.create({ roomId, code, state, at }))) continue;
      } catch (error) {
        this.deps.observer.warn('a new room could not be stored', error);
        return refuse('server/storage', 'The server could not store a new room; free space on its disk and try again.');
      }
      const room = this.#live(state, 0);
      this.#open.set(code, room);
      return room;
    }
    throw new Error('no free room code in 20 draws');
  }

  #live(state: RoomState, snapshotAt: number): LiveRoom {
    return new LiveRoom(state, snapshotAt, this.deps, (room) => this.#onClosed(room));
  }

  #onClosed(room: LiveRoom): void {
    const { state } = room;
    const at = this.deps.now();
    this.#open.delete(state.code);
    this.#closed.set(state.code, { roomId: state.roomId, hostHash: state.hostHash, state, at });
    for (const [code, closed] of this.#closed) {
      if (this.#closed.size <= REMEMBERED && at - closed.at < REMEMBER_CLOSED_MS) break;
      this.#closed.delete(code);
    }
    this.deps.log.close(state.roomId, at).catch((error: unknown) => {
      this.deps.observer.warn(`room ${state.code}: closed, but the store could not be told`, error);
    });
  }

  #expireIdle(): void {
    const before = this.deps.now() - EXPIRES_AFTER_MS;
    for (const room of [...this.#open.values()]) {
      if (room.state.lastAt >= before) continue;
      room
        .expire()
        .catch((error: unknown) => this.deps.observer.warn(`room ${room.state.code} could not be closed`, error));
    }
  }
}

export const draining = (): Refusal =>
  refuse('server/draining', 'The server is about to restart; try again in a minute.');

export const wrongSecret = (): Refusal =>
  refuse(
    'host/wrong-secret',
    'This is not the secret of this room; open the console from the device that made the room.',
  );

/** The state that the log says: the snapshot, and every event after it through the rules. Throws where they do not fit. */
export function replay({ code, snapshot, events }: StoredRoom): RoomState {
  if (!snapshot) throw new Error(`room ${code}: no snapshot`);
  let state = snapshot.state as RoomState;
  if (state.schema !== STATE_SCHEMA)
    throw new Error(`room ${code}: stored by another version (schema ${String(state.schema)})`);
  for (const { sequence, event } of events) {
    if (sequence !== state.revision + 1) throw new Error(`room ${code}: event ${sequence} after ${state.revision}`);
    const outcome = step(state, event as RoomEvent);
    if (!outcome.ok) throw new Error(`room ${code}: event ${sequence} is refused: ${outcome.code}`);
    state = outcome.state;
  }
  return state;
}
