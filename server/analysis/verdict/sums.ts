import { detect } from './detection.ts';
import type { PlayerTable } from './tables.ts';

export const MEASURES = [
  'errorFake',
  'errorReal',
  'errorRate',
  'errorRatePooled',
  'dPrime',
  'dPrimePooled',
  'criterion',
] as const;
export type Measure = (typeof MEASURES)[number];
export type Values = Record<Measure, number>;

/** `all`: wrong / all. `halves`: fakes and reals weigh a half each, however many there were of either. */
export type Weighing = 'all' | 'halves';

/** The measures of one model over players, each counted `weight` times. */
export class Sums {
  readonly #players: PlayerTable;
  readonly #weighing: Weighing;
  readonly #dPrime: Float64Array;
  readonly #criterion: Float64Array;

  constructor(players: PlayerTable, weighing: Weighing) {
    this.#players = players;
    this.#weighing = weighing;
    const own = Array.from({ length: players.count }, (_, i) => {
      const [fakes, reals] = [players.fakes[i]!, players.reals[i]!];
      if (fakes === 0 || reals === 0) return null;
      return detect({ hits: fakes - players.missed[i]!, fakes, falseAlarms: players.alarms[i]!, reals });
    });
    this.#dPrime = Float64Array.from(own, (detection) => detection?.dPrime ?? NaN);
    this.#criterion = Float64Array.from(own, (detection) => detection?.criterion ?? NaN);
  }

  /** NaN where no player speaks to a measure. @param weights [players] */
  values(weights: Float64Array): Values {
    const { count, fakes, missed, reals, alarms } = this.#players;
    let [withFakes, withReals, withBoth, withAny] = [0, 0, 0, 0];
    let [fakeShare, realShare, wrongShare, dPrime, criterion] = [0, 0, 0, 0, 0];
    let [allFakes, allMissed, allReals, allAlarms] = [0, 0, 0, 0];
    for (let i = 0; i < count; i++) {
      const w = weights[i]!;
      if (w === 0) continue;
      const f = fakes[i]!;
      const r = reals[i]!;
      withAny += w;
      wrongShare += (w * (missed[i]! + alarms[i]!)) / (f + r);
      if (f > 0) {
        withFakes += w;
        fakeShare += (w * missed[i]!) / f;
        allFakes += w * f;
        allMissed += w * missed[i]!;
      }
      if (r > 0) {
        withReals += w;
        realShare += (w * alarms[i]!) / r;
        allReals += w * r;
        allAlarms += w * alarms[i]!;
      }
      if (f > 0 && r > 0) {
        withBoth += w;
        dPrime += w * this.#dPrime[i]!;
        criterion += w * this.#criterion[i]!;
      }
    }
    const errorFake = fakeShare / withFakes;
    const errorReal = realShare / withReals;
    const pooled = { hits: allFakes - allMissed, fakes: allFakes, falseAlarms: allAlarms, reals: allReals };
    const bothKinds = allReals > 0 && allFakes > 0;
    const halves = this.#weighing === 'halves';
    return {
      errorFake,
      errorReal,
      errorRate: !bothKinds ? NaN : halves ? (errorFake + errorReal) / 2 : wrongShare / withAny,
      errorRatePooled: !bothKinds
        ? NaN
        : halves
          ? (allMissed / allFakes + allAlarms / allReals) / 2
          : (allMissed + allAlarms) / (allFakes + allReals),
      dPrime: dPrime / withBoth,
      dPrimePooled: bothKinds ? detect(pooled).dPrime : NaN,
      criterion: criterion / withBoth,
    };
  }
}
