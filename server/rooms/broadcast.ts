import type { RoomView } from '../../shared/protocol/view.ts';
import type { RoomState } from '../game/state.ts';
import { viewsOf, type Watcher } from '../game/view/index.ts';
import type { RoomsObserver } from './observer.ts';

/** One socket that looks at a room. */
export interface Connection {
  readonly watcher: Watcher;
  /** Hands a view over; returns at once. */
  send(view: RoomView): void;
  /** The watcher has nothing more to see here (kicked, or the room is closed). */
  release(): void;
}

/** Least time between two gathered broadcasts of a small room; milliseconds. */
const GATHER_MS = 40;
/** More for each watcher, so that counting 200 decisions never fills the loop: 200 of them are told every 150 ms. */
const GATHER_MS_PER_WATCHER = 0.75;

/** Tells every watcher of one room what changed: at once for what all wait for, gathered for the rest. */
export class Broadcast {
  readonly #connections = new Set<Connection>();
  #timer: NodeJS.Timeout | null = null;
  #lastAt = 0;

  constructor(
    private readonly state: () => RoomState,
    private readonly now: () => number,
    private readonly observer: RoomsObserver,
  ) {}

  add(connection: Connection): void {
    this.#connections.add(connection);
  }

  delete(connection: Connection): boolean {
    return this.#connections.delete(connection);
  }

  get size(): number {
    return this.#connections.size;
  }

  [Symbol.iterator](): IterableIterator<Connection> {
    return this.#connections.values();
  }

  tell(when: 'now' | 'soon'): void {
    if (when === 'now') {
      this.#send('now');
      return;
    }
    if (this.#timer) return;
    const gather = Math.max(GATHER_MS, this.#connections.size * GATHER_MS_PER_WATCHER);
    const wait = Math.max(0, this.#lastAt + gather - performance.now());
    this.#timer = setTimeout(() => this.#send('soon'), wait);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #send(when: 'now' | 'soon'): void {
    this.stop();
    const began = performance.now();
    const view = viewsOf(this.state(), this.now());
    for (const connection of this.#connections) connection.send(view(connection.watcher));
    this.#lastAt = performance.now();
    this.observer.told(this.#lastAt - began, this.#connections.size, when);
  }
}
