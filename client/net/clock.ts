/**
 * The server's clock as seen from here: offset from the middle of the quickest of several round trips (Cristian 1989).
 * Based on the browser's monotonic clock, so that a person who sets the time of day changes nothing.
 */
export interface ServerClock {
  /** Server time now, ms since the epoch. */
  now(): number;
  /** Takes the time a message was made: the server cannot be earlier than that. */
  atLeast(serverTime: number): void;
  /** Takes a round trip: sent and received on the local clock, the server's time in between. */
  measure(sent: number, serverTime: number, received: number): void;
  /** Forgets the best round trip (after a sleep the monotonic clock may have stood still). */
  forget(): void;
}

export function serverClock(local: () => number = () => performance.now()): ServerClock {
  let offset: number | null = null;
  let best = Infinity;
  return {
    now: () => local() + (offset ?? Date.now() - local()),
    atLeast(serverTime) {
      const least = serverTime - local();
      if (offset === null || least > offset) offset = least;
    },
    measure(sent, serverTime, received) {
      const roundTrip = received - sent;
      if (roundTrip > best) return;
      best = roundTrip;
      offset = serverTime - (sent + received) / 2;
    },
    forget() {
      best = Infinity;
    },
  };
}
