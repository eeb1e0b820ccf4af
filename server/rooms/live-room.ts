import type { CommandMessage, JudgeMessage } from '../../shared/protocol/messages.ts';
import type { Refusal } from '../../shared/protocol/codes.ts';
import { refusedTo } from '../game/commands.ts';
import type { RoomEvent } from '../game/event.ts';
import { readNickname } from '../game/nickname.ts';
import { refuse, type Effect } from '../game/outcome.ts';
import type { Deal, Hanging } from '../game/picture.ts';
import { holderOf, needsDeck } from '../game/seating.ts';
import type { RoomState } from '../game/state.ts';
import { dueAt } from '../game/step.ts';
import { openedStimuli, shownGame, viewFor, type Watcher } from '../game/view/index.ts';
import type { RoomView } from '../../shared/protocol/view.ts';
import { Broadcast, type Connection } from './broadcast.ts';
import { dealGame, dealLate, isRefusal } from './dealing.ts';
import type { RoomsObserver } from './observer.ts';
import type { GalleryPort, RoomLogPort } from './ports.ts';
import { GONE_AFTER_MS, GONE_AFTER_RECOVERY_MS, Presence } from './presence.ts';
import { hashOf, newId, newSecret } from './secrets.ts';
import { RoomWriter, type Written } from './writer.ts';

/** What a room needs of the world. */
export interface RoomDeps {
  readonly log: RoomLogPort;
  readonly gallery: GalleryPort;
  readonly observer: RoomsObserver;
  /** Server clock, ms since the epoch. */
  now(): number;
}

/** A new seat: what the browser keeps. */
export interface Seat {
  readonly ok: true;
  readonly playerId: string;
  readonly token: string;
}

export interface Joining {
  readonly nickname: string;
  readonly deviceId: string;
  readonly language: string;
  /** False where the seat's socket is still to come. */
  readonly connected: boolean;
}

const SNAPSHOT_EVERY = 200;
/** A lot in which so much happens that even judging is interrupted for a snapshot. */
const SNAPSHOT_AT_LATEST = 3000;
/** A tick that could not be stored is tried again after this. */
const RETRY_MS = 1000;

/** One open room: its writer, its timer, who is here, and who is told. */
export class LiveRoom {
  readonly #writer: RoomWriter;
  readonly #broadcast: Broadcast;
  readonly #presence: Presence;
  readonly #pictures = new Map<string, Hanging>();
  #picturesOf = { game: 0, lot: 0, decks: 0 };
  #timer: NodeJS.Timeout | null = null;
  #retryAt = 0;

  constructor(
    state: RoomState,
    snapshotAt: number,
    private readonly deps: RoomDeps,
    private readonly closed: (room: LiveRoom) => void,
  ) {
    this.#writer = new RoomWriter(
      state,
      snapshotAt,
      deps.log,
      deps.observer,
      (effects) => this.#run(effects),
      () => this.#arm(),
    );
    this.#broadcast = new Broadcast(() => this.#writer.durable, deps.now, deps.observer);
    this.#presence = new Presence((playerId) => void this.#tried({ type: 'disconnected', at: this.#at(), playerId }));
    this.#indexPictures();
    this.#arm();
  }

  /** What is on disk: all that may be shown. */
  get state(): RoomState {
    return this.#writer.durable;
  }

  get connections(): Iterable<Connection> {
    return this.#broadcast;
  }

  get connectionCount(): number {
    return this.#broadcast.size;
  }

  /** A seat for a nickname as typed; or the same seat again for the same device and name. */
  async join({ nickname: typed, deviceId, language, connected }: Joining): Promise<Seat | Refusal> {
    const name = readNickname(typed);
    if (!name.ok) return name;
    const { nickname, nameKey } = name;
    const token = newSecret();
    const tokenHash = hashOf(token);
    const playerId = newId('p');
    const { head } = this.#writer;
    let deal: Deal | null = null;
    if (head.phase !== 'closed' && needsDeck(head)) {
      const dealt = dealLate(this.deps.gallery, head, playerId);
      if (isRefusal(dealt)) return dealt;
      deal = dealt;
    }
    const deviceHash = hashOf(deviceId);
    const seat = { playerId, nickname, nameKey, tokenHash, deviceHash, language, connected, deal };
    const written = await this.#write({ type: 'joined', at: this.#at(), ...seat });
    if (!written.ok) return written;
    const holder = holderOf(written.state, tokenHash)!;
    if (connected) this.#presence.expect(holder.playerId, GONE_AFTER_MS);
    return { ok: true, playerId: holder.playerId, token };
  }

  /** Whose token this is. */
  playerOf(token: string): { readonly ok: true; readonly playerId: string } | Refusal {
    const holder = holderOf(this.state, hashOf(token));
    if (!holder) return refuse('player/unknown', 'This device has no seat in this room; join again.');
    if (holder.kicked) return refuse('room/kicked', 'The host has asked you to leave this room.');
    return { ok: true, playerId: holder.playerId };
  }

  isHost(secret: string): boolean {
    return hashOf(secret) === this.state.hostHash;
  }

  /** Adds a watcher; its first view comes back when everybody may know of it. */
  async attach(connection: Connection): Promise<void> {
    this.#broadcast.add(connection);
    if (connection.watcher.role !== 'player') return;
    const { playerId } = connection.watcher;
    this.#presence.arrived(playerId);
    await this.#write({ type: 'connected', at: this.#at(), playerId });
  }

  detach(connection: Connection): void {
    if (!this.#broadcast.delete(connection)) return;
    if (connection.watcher.role === 'player') this.#presence.left(connection.watcher.playerId);
  }

  view(watcher: Watcher): RoomView {
    return viewFor(this.state, watcher, this.deps.now());
  }

  judge(playerId: string, judgment: JudgeMessage): Promise<Written> {
    return this.#write({ type: 'judged', at: this.#at(), playerId, judgment });
  }

  /** `by` null is the host. */
  async command(by: string | null, command: CommandMessage): Promise<Written> {
    const { head } = this.#writer;
    const refused = refusedTo(head, by, command);
    if (refused) return refused;
    let deal: Deal | null = null;
    if (command.type === 'start' && head.phase === 'lobby') {
      const dealt = dealGame(this.deps.gallery, head);
      if (isRefusal(dealt)) return dealt;
      deal = dealt;
    }
    return this.#write({ type: 'commanded', at: this.#at(), by, command, deal });
  }

  /** Called once after the server was away: times are re-anchored, and everybody who was here is expected back. */
  async recover(): Promise<Written> {
    for (const { playerId, connected } of Object.values(this.#writer.head.players)) {
      if (connected) this.#presence.expect(playerId, GONE_AFTER_RECOVERY_MS);
    }
    return this.#write({ type: 'recovered', at: this.#at() });
  }

  expire(): Promise<Written> {
    return this.#write({ type: 'expired', at: this.#at() });
  }

  /** What a stimulus shows whose lot has been opened; null for all others. */
  hangingOf(stimulusId: string): Hanging | null {
    return this.#pictures.get(stimulusId) ?? null;
  }

  get stimuli(): Iterable<string> {
    return this.#pictures.keys();
  }

  /** Waits for the disk and stops all timers; with a snapshot, so that the next start replays nothing. */
  async stop(): Promise<void> {
    this.#presence.stop();
    await this.#writer.settled();
    if (this.#timer) clearTimeout(this.#timer);
    this.#broadcast.stop();
    if (this.state.phase !== 'closed') await this.#writer.snapshot();
  }

  #write(event: RoomEvent): Promise<Written> {
    return this.#writer.write(event);
  }

  /** For events that nobody waits for: true when kept; a bug in them must not end the process and all other rooms. */
  async #tried(event: RoomEvent): Promise<boolean> {
    try {
      return (await this.#write(event)).ok;
    } catch (error) {
      this.deps.observer.warn(`room ${this.state.code}: '${event.type}' failed`, error);
      return false;
    }
  }

  /** Never before what was decided last, even where the machine's clock is set back. */
  #at(): number {
    return Math.max(this.deps.now(), this.#writer.head.lastAt);
  }

  #run(effects: readonly Effect[]): void {
    this.#indexPictures();
    for (const effect of effects) {
      switch (effect.type) {
        case 'tell':
          this.#broadcast.tell(effect.when);
          break;
        case 'sendAway':
          this.#sendAway(effect.playerId);
          break;
        case 'closeRoom':
          this.#close();
          break;
      }
    }
    this.#snapshotNowAndThen();
  }

  #sendAway(playerId: string): void {
    for (const connection of [...this.#broadcast]) {
      if (connection.watcher.role !== 'player' || connection.watcher.playerId !== playerId) continue;
      connection.send(this.view(connection.watcher));
      this.#broadcast.delete(connection);
      connection.release();
    }
  }

  #close(): void {
    for (const connection of [...this.#broadcast]) {
      this.#broadcast.delete(connection);
      connection.release();
    }
    this.#presence.stop();
    this.#broadcast.stop();
    this.closed(this);
  }

  /** One timer, for the earliest time at which the rules want to hear of it. */
  #arm(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const due = dueAt(this.#writer.head);
    if (due === null) return;
    const wait = Math.max(due, this.#retryAt) - this.deps.now();
    this.#timer = setTimeout(() => void this.#tick(), Math.max(0, wait));
  }

  async #tick(): Promise<void> {
    this.#timer = null;
    const due = dueAt(this.#writer.head);
    if (due === null) return;
    // Timers may fire a millisecond early.
    if (this.deps.now() < due) return this.#arm();
    const written = await this.#tried({ type: 'ticked', at: this.#at() });
    if (written) return;
    this.#retryAt = this.deps.now() + RETRY_MS;
    this.#arm();
  }

  /** Keeps the map from stimulus to picture in step with the lots that have been opened. */
  #indexPictures(): void {
    const { state } = this;
    const game = shownGame(state);
    const lot = state.phase === 'judging' ? state.lot : (game?.results.length ?? 0);
    const of = { game: game?.number ?? 0, lot, decks: game ? Object.keys(game.deal.decks).length : 0 };
    const was = this.#picturesOf;
    if (of.game === was.game && of.lot === was.lot && of.decks === was.decks) return;
    this.#picturesOf = of;
    if (of.game !== was.game) this.#pictures.clear();
    const from = of.game === was.game && of.decks === was.decks ? was.lot + 1 : of.game === was.game ? lot : 1;
    for (const [stimulusId, hanging] of openedStimuli(state, from)) this.#pictures.set(stimulusId, hanging);
  }

  #snapshotNowAndThen(): void {
    const { sinceSnapshot } = this.#writer;
    if (this.state.phase === 'closed' || sinceSnapshot < SNAPSHOT_EVERY) return;
    if (this.state.phase === 'judging' && sinceSnapshot < SNAPSHOT_AT_LATEST) return;
    this.#writer.snapshot().catch((error: unknown) => {
      this.deps.observer.warn(`room ${this.state.code}: no snapshot could be stored; the log is kept`, error);
    });
  }
}
