/** A page reload or a change of network takes no longer; only then is a player gone. Milliseconds. */
export const GONE_AFTER_MS = 6000;
/** After a restart of the server. */
export const GONE_AFTER_RECOVERY_MS = 15_000;

/** How many sockets each player has, and who has had none for a while. Tabs and reloads of one player count once. */
export class Presence {
  readonly #sockets = new Map<string, number>();
  readonly #leaving = new Map<string, NodeJS.Timeout>();
  #stopped = false;

  /** `gone` is called once for each player who stayed away. */
  constructor(private readonly gone: (playerId: string) => void) {}

  arrived(playerId: string): void {
    clearTimeout(this.#leaving.get(playerId));
    this.#leaving.delete(playerId);
    this.#sockets.set(playerId, (this.#sockets.get(playerId) ?? 0) + 1);
  }

  left(playerId: string): void {
    const sockets = (this.#sockets.get(playerId) ?? 0) - 1;
    if (sockets > 0) {
      this.#sockets.set(playerId, sockets);
      return;
    }
    this.#sockets.delete(playerId);
    this.expect(playerId, GONE_AFTER_MS);
  }

  /** Somebody without a socket is given so long to come. */
  expect(playerId: string, ms: number): void {
    if (this.#stopped || this.#sockets.has(playerId)) return;
    clearTimeout(this.#leaving.get(playerId));
    const timer = setTimeout(() => {
      this.#leaving.delete(playerId);
      this.gone(playerId);
    }, ms);
    timer.unref();
    this.#leaving.set(playerId, timer);
  }

  /** Nobody is reported gone any more. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#leaving.values()) clearTimeout(timer);
    this.#leaving.clear();
  }
}
