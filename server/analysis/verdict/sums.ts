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

/** Sums kept of a unit: of players who saw fakes, reals, both, any; of their shares, d' and c; of judgments. */
const KEPT = 13;

/** The measures of one model over units of players, each counted `weight` times. */
export class Sums {
  readonly #weighing: Weighing;
  readonly #units: number;
  /** [units][KEPT] */
  readonly #sums: Float64Array;
  /** Of all players. [KEPT] */
  readonly #all = new Float64Array(KEPT);

  /** @param unit of each player, from 0 [players] @param units how many */
  constructor(players: PlayerTable, weighing: Weighing, unit: Int32Array, units: number) {
    this.#weighing = weighing;
    this.#units = units;
    this.#sums = new Float64Array(units * KEPT);
    for (let i = 0; i < players.count; i++) {
      const own = ofPlayer(players, i);
      const at = unit[i]! * KEPT;
      for (let k = 0; k < KEPT; k++) {
        this.#sums[at + k]! += own[k]!;
        this.#all[k]! += own[k]!;
      }
    }
  }

  /** Every player once. */
  values(): Values {
    return this.#of(this.#all);
  }

  /** NaN where no player speaks to a measure. @param weights [units] */
  weighed(weights: Float64Array): Values {
    const added = new Float64Array(KEPT);
    for (let u = 0, at = 0; u < this.#units; u++, at += KEPT) {
      const w = weights[u]!;
      if (w === 0) continue;
      for (let k = 0; k < KEPT; k++) added[k]! += w * this.#sums[at + k]!;
    }
    return this.#of(added);
  }

  #of(added: Float64Array): Values {
    const [withFakes, withReals, withBoth, withAny] = [added[0]!, added[1]!, added[2]!, added[3]!];
    const [fakeShare, realShare, wrongShare] = [added[4]!, added[5]!, added[6]!];
    const [dPrime, criterion] = [added[7]!, added[8]!];
    const [allFakes, allMissed, allReals, allAlarms] = [added[9]!, added[10]!, added[11]!, added[12]!];
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

/** In the order of {@link Sums}. [KEPT] */
function ofPlayer({ fakes, missed, reals, alarms }: PlayerTable, i: number): readonly number[] {
  const [f, m, r, a] = [fakes[i]!, missed[i]!, reals[i]!, alarms[i]!];
  const both = f > 0 && r > 0;
  const own = both ? detect({ hits: f - m, fakes: f, falseAlarms: a, reals: r }) : { dPrime: 0, criterion: 0 };
  const [withFakes, withReals, withBoth] = [Number(f > 0), Number(r > 0), Number(both)];
  const [fakeShare, realShare, wrongShare] = [f > 0 ? m / f : 0, r > 0 ? a / r : 0, (m + a) / (f + r)];
  return [withFakes, withReals, withBoth, 1, fakeShare, realShare, wrongShare, own.dPrime, own.criterion, f, m, r, a];
}
