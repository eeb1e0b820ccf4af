import type { Refusal } from '../../shared/protocol/codes.ts';
import type { RoomEvent } from '../game/event.ts';
import { refuse, type Effect } from '../game/outcome.ts';
import type { RoomState } from '../game/state.ts';
import { step } from '../game/step.ts';
import type { RoomsObserver } from './observer.ts';
import type { RoomLogPort } from './ports.ts';

export type Written = { readonly ok: true; readonly state: RoomState } | Refusal;

/**
 * The one writer of a room. Events are decided at once, in order, on `head`; each is appended, and only when it is on disk
 * does `durable` follow and its caller hear of it. Where the disk refuses, everything decided since is taken back.
 */
export class RoomWriter {
  #head: RoomState;
  #durable: RoomState;
  /** Settles when all that was decided so far is on disk or taken back. */
  #tail: Promise<unknown> = Promise.resolve();
  /** Counts the takings-back: what was decided in an older one is void. */
  #generation = 0;
  #snapshotAt: number;

  constructor(
    state: RoomState,
    snapshotAt: number,
    private readonly log: RoomLogPort,
    private readonly observer: RoomsObserver,
    private readonly done: (effects: readonly Effect[]) => void,
    private readonly decided: () => void,
  ) {
    this.#head = state;
    this.#durable = state;
    this.#snapshotAt = snapshotAt;
  }

  /** What the next event is decided on; may be ahead of the disk, so it is never shown. */
  get head(): RoomState {
    return this.#head;
  }

  /** What is on disk. */
  get durable(): RoomState {
    return this.#durable;
  }

  /** Decides an event; resolves when it is on disk, or at once with a refusal. Never rejects for a full disk. */
  async write(event: RoomEvent): Promise<Written> {
    const before = this.#head;
    const outcome = step(before, event);
    if (!outcome.ok) {
      this.observer.refused(outcome.code);
      return outcome;
    }
    if (outcome.state === before) {
      // Said before; perhaps what it repeats is still on its way to the disk.
      const generation = this.#generation;
      await this.#tail;
      return generation === this.#generation ? { ok: true, state: before } : storageRefusal();
    }
    this.#head = outcome.state;
    const { state, effects, judgments } = outcome;
    const { roomId, revision: sequence } = state;
    const began = performance.now();
    const appended = this.log.append({ roomId, sequence, event, judgments });
    const settled = this.#settle(this.#tail, appended, this.#generation, state, effects);
    this.#tail = settled;
    this.decided();
    const kept = await settled;
    if (kept) this.observer.appended(performance.now() - began, judgments.length);
    return kept ? { ok: true, state } : storageRefusal();
  }

  /** Waits for all that was decided so far. */
  async settled(): Promise<void> {
    await this.#tail;
  }

  /** Events on disk since the last snapshot. */
  get sinceSnapshot(): number {
    return this.#durable.revision - this.#snapshotAt;
  }

  async snapshot(): Promise<void> {
    const state = this.#durable;
    if (state.revision === this.#snapshotAt) return;
    this.#snapshotAt = state.revision;
    await this.log.snapshot(state.roomId, state.revision, state);
  }

  /** True when kept. */
  async #settle(
    before: Promise<unknown>,
    appended: Promise<void>,
    generation: number,
    state: RoomState,
    effects: readonly Effect[],
  ): Promise<boolean> {
    const [result] = await Promise.allSettled([appended, before]);
    if (generation !== this.#generation) return false;
    if (result.status === 'rejected') {
      this.#generation++;
      this.#head = this.#durable;
      this.observer.warn(`room ${state.code}: an event could not be stored and was taken back`, result.reason);
      this.decided();
      return false;
    }
    this.#durable = state;
    this.done(effects);
    return true;
  }
}

const storageRefusal = (): Refusal =>
  refuse(
    'server/storage',
    'The server could not store this, so it does not count; free space on its disk and try again.',
  );
