import { probit } from '../numeric/probit.ts';

/** Judgments of one person, or of all. A hit is a fake called fake, a false alarm a real called fake. */
export interface Outcomes {
  readonly hits: number;
  readonly fakes: number;
  readonly falseAlarms: number;
  readonly reals: number;
}

export interface Detection {
  /** Sensitivity: 0 is chance, negative is worse than chance. */
  readonly dPrime: number;
  /** Bias: negative calls things fake, positive calls them real. */
  readonly criterion: number;
}

/**
 * Signal detection with the log-linear correction (Hautus 1995), which is finite for any counts:
 * H = (hits + .5) / (fakes + 1), F = (false alarms + .5) / (reals + 1), d' = z(H) - z(F), c = -(z(H) + z(F)) / 2.
 * With few trials it pulls d' towards 0.
 *
 * @throws RangeError where counts are negative, or hits exceed fakes or false alarms reals
 */
export function detect({ hits, fakes, falseAlarms, reals }: Outcomes): Detection {
  if (!(hits >= 0 && falseAlarms >= 0 && fakes >= hits && reals >= falseAlarms)) {
    throw new RangeError(`${hits} of ${fakes} hits and ${falseAlarms} of ${reals} false alarms can't be counts.`);
  }
  const h = probit((hits + 0.5) / (fakes + 1));
  const f = probit((falseAlarms + 0.5) / (reals + 1));
  return { dPrime: h - f, criterion: -(h + f) / 2 };
}

/** Sensitivity from the share correct in a choice between a real and a fake shown together: sqrt(2) z(PC). */
export function dPrimeOfDuel(shareCorrect: number): number {
  return Math.SQRT2 * probit(shareCorrect);
}
