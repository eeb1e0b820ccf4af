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

/** Watchers told in one go where nobody waits for it. */
const SLICE = 40;

/** Tells every watcher of one room what changed: at once for what all wait for, gathered for the rest. */
export class Broadcast {
  readonly #connections = new Set<Connection>();
  #timer: NodeJS.Timeout | null = null;
  /** The part of a gathered broadcast that is still to go out. */
  #rest: NodeJS.Immediate | null = null;
  /** Something changed while it was going out. */
  #again = false;
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
    if (this.#rest) {
      this.#again = true;
      return;
    }
    const gather = Math.max(GATHER_MS, this.#connections.size * GATHER_MS_PER_WATCHER);
    const wait = Math.max(0, this.#lastAt + gather - performance.now());
    this.#timer = setTimeout(() => this.#send('soon'), wait);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#rest) clearImmediate(this.#rest);
    this.#timer = null;
    this.#rest = null;
    this.#again = false;
  }

  /** What all wait for goes out in one go; the rest by and by, so that answers to judgments get in between. */
  #send(when: 'now' | 'soon'): void {
    this.stop();
    const views = viewsOf(this.state(), this.now());
    const watching = [...this.#connections];
    const slice = when === 'now' ? watching.length : SLICE;
    const sendFrom = (start: number): void => {
      this.#rest = null;
      const began = performance.now();
      const part = watching.slice(start, start + slice).filter((connection) => this.#connections.has(connection));
      for (const connection of part) connection.send(views(connection.watcher));
      this.#lastAt = performance.now();
      this.observer.told(this.#lastAt - began, part.length, when);
      if (start + slice < watching.length) {
        this.#rest = setImmediate(() => sendFrom(start + slice));
      } else if (this.#again) {
        this.#again = false;
        this.tell('soon');
      }
    };
    sendFrom(0);
  }
}
