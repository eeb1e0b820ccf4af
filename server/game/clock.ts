/** Time that runs only while nothing is paused. Milliseconds, server clock. */
export interface Clock {
  /** Active time after which it is up; null without limit. */
  readonly limitMs: number | null;
  /** Active time gathered before `since`. */
  readonly activeMs: number;
  /** When it last started to run; null while paused. */
  readonly since: number | null;
}

export const startClock = (limitMs: number | null, at: number): Clock => ({ limitMs, activeMs: 0, since: at });

export const elapsedMs = (clock: Clock, at: number): number =>
  clock.activeMs + (clock.since === null ? 0 : Math.max(0, at - clock.since));

/** When it will be up; null while paused or without limit. */
export const endsAt = (clock: Clock): number | null =>
  clock.limitMs === null || clock.since === null ? null : clock.since + clock.limitMs - clock.activeMs;

/** What is left while paused; null while running or without limit. */
export const remainingMs = (clock: Clock): number | null =>
  clock.limitMs === null || clock.since !== null ? null : Math.max(0, clock.limitMs - clock.activeMs);

export const pauseClock = (clock: Clock, at: number): Clock => ({
  ...clock,
  activeMs: elapsedMs(clock, at),
  since: null,
});

export const resumeClock = (clock: Clock, at: number): Clock => ({ ...clock, since: at });

export const extendClock = (clock: Clock, ms: number): Clock =>
  clock.limitMs === null ? clock : { ...clock, limitMs: clock.limitMs + ms };

/**
 * After the server was away: the time from the last thing it recorded to now does not count, and at least `leastMs` are
 * left, so that everybody gets back in time.
 */
export function reanchorClock(clock: Clock, lastAt: number, at: number, leastMs: number): Clock {
  if (clock.since === null) return clock;
  const activeMs = elapsedMs(clock, lastAt);
  return { limitMs: clock.limitMs === null ? null : Math.max(clock.limitMs, activeMs + leastMs), activeMs, since: at };
}
