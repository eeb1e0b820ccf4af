import { meanOf } from '../intervals/jackknife.ts';
import { probit } from '../numeric/probit.ts';
import { studentQuantile } from '../numeric/quantiles.ts';

export interface Stop {
  readonly stop: boolean;
  /** 95 % interval of the mean of players so far; for a fixed width, of ordinary coverage at the stop. */
  readonly ci: readonly [number, number] | null;
}

/** Fewest players before a fixed width may stop a study: below it a chance run of equal players looks certain. */
export const FEWEST_PLAYERS = 20;

/**
 * Stops once the 95 % interval of the mean is as narrow as wanted (Chow & Robbins 1965); looking often costs little coverage,
 * because the width says nothing about which way the result goes.
 *
 * @param values one value a player, such as error rates, in order of arrival
 * @param width of the whole interval
 */
export function fixedWidth(values: readonly number[], width: number): Stop {
  const { ci } = meanOf(values);
  return { stop: values.length >= FEWEST_PLAYERS && ci !== null && ci[1] - ci[0] <= width, ci };
}

/** Where a study stands that stops at a width. */
export interface Standing extends Stop {
  readonly n: number;
  /** Of the interval; null of one value, or of equal ones. */
  readonly width: number | null;
  /** Values that the width wants at the spread found, the fewest there may be at least; null where that is unknown. */
  readonly needed: number | null;
  /** The interval that holds at all times at once. */
  readonly alwaysValid: readonly [number, number] | null;
}

/** @param values in [0, 1], one a player (or room), in order of arrival @param width of the whole interval */
export function standingOf(values: readonly number[], width: number): Standing {
  const { stop, ci } = fixedWidth(values, width);
  const n = values.length;
  const valid = new AlwaysValid();
  for (const value of values) valid.add(value);
  return {
    stop,
    ci,
    n,
    width: ci && ci[1] - ci[0],
    needed: ci && neededFor(width, (ci[1] - ci[0]) / 2 / (studentQuantile(0.975, n - 1) / Math.sqrt(n))),
    alwaysValid: n === 0 ? null : valid.interval,
  };
}

/** The least n with 2 t(n - 1) spread / sqrt(n) within the width. */
function neededFor(width: number, spread: number): number {
  const wide = (n: number): boolean => (2 * studentQuantile(0.975, n - 1) * spread) / Math.sqrt(n) > width;
  let n = Math.max(FEWEST_PLAYERS, Math.floor((2 * probit(0.975) * spread) ** 2 / width ** 2));
  while (wide(n)) n++;
  return n;
}

/**
 * A 95 % interval for the mean of values in [0, 1] that holds at all times at once, so that one may look after every player and
 * stop at will: all means that a gambler cannot win 1 / alpha against (hedged capital: Waudby-Smith & Ramdas 2024, theorem 3),
 * on a grid of 1,000, widened by one step. The running intersection of all times is given.
 *
 * @param values one value a player, in order of arrival
 */
export class AlwaysValid {
  readonly #alpha: number;
  /** Logarithms of the capital of bets that the mean is above, and below, each m. [GRID + 1] */
  readonly #up = new Float64Array(GRID + 1);
  readonly #down = new Float64Array(GRID + 1);
  readonly #out = new Uint8Array(GRID + 1);
  #n = 0;
  #sum = 0.5;
  #squares = 0.25;

  constructor(alpha = 0.05) {
    this.#alpha = alpha;
  }

  /** @param x in [0, 1] @throws RangeError */
  add(x: number): void {
    if (!(x >= 0 && x <= 1)) throw new RangeError(`A value from 0 to 1 is expected but ${x} came.`);
    const t = this.#n + 1;
    // Variance before this value (predictable), regularised by one imagined player.
    const variance = this.#squares / t;
    const bet = Math.sqrt((2 * Math.log(2 / this.#alpha)) / (variance * t * Math.log(t + 1)));
    for (let g = 0; g <= GRID; g++) {
      if (this.#out[g]) continue;
      const m = g / GRID;
      this.#up[g]! += Math.log1p(Math.min(bet, 0.5 / m) * (x - m));
      this.#down[g]! += Math.log1p(-Math.min(bet, 0.5 / (1 - m)) * (x - m));
      const capital = Math.max(this.#up[g]!, this.#down[g]!) - Math.LN2;
      if (capital >= Math.log(1 / this.#alpha)) this.#out[g] = 1;
    }
    this.#n = t;
    this.#sum += x;
    this.#squares += (x - this.#sum / (t + 1)) ** 2;
  }

  get interval(): [low: number, high: number] {
    const first = this.#out.indexOf(0);
    if (first < 0) {
      const mean = (this.#sum - 0.5) / this.#n;
      return [mean, mean];
    }
    const last = this.#out.lastIndexOf(0);
    return [Math.max(0, (first - 1) / GRID), Math.min(1, (last + 1) / GRID)];
  }
}

const GRID = 1000;
