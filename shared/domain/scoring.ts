/**
 * Points by the quadratic score (Brier 1950): 50 - 100 (1 - q)^2, q the probability given to what was true.
 * Proper: the expected score is highest for the probability one believes. Half sure 25, '75 % sure and right' +44,
 * sure and wrong -40.
 */
export function quadraticPoints(pFake: number, truth: 'real' | 'fake'): number {
  const q = truth === 'fake' ? pFake : 1 - pFake;
  return Math.round(50 - 100 * (1 - q) ** 2);
}

/** The same for an answer that is right or wrong: q is how sure one was of it, or what was left where it is wrong. */
export function surePoints(sure: number, right: boolean): number {
  return Math.round(50 - 100 * (right ? 1 - sure : sure) ** 2);
}

/** At most so many points for a quick answer; small beside the quadratic score, and only for a right one. */
export const SPEED_POINTS = 5;

/** Speed points: SPEED_POINTS at once, none at the end of the time. Server-side times in milliseconds. */
export function speedPoints(elapsedMs: number, limitMs: number): number {
  return Math.round(SPEED_POINTS * Math.min(1, Math.max(0, 1 - elapsedMs / limitMs)));
}
