import { detect } from './detection.ts';
import { estimateFrom, type Estimate } from './interval.ts';
import { resampler, type Resampling } from './resampling.ts';
import type { VerdictRow } from './row.ts';
import { tabulate, type ModelTable, type PlayerTable } from './tables.ts';

export interface VerdictOptions {
  /** Bootstrap replicates, 1,000 unless told. */
  readonly replicates?: number;
  readonly seed?: number;
}

/**
 * How people judged one model. A value is null where no judgment speaks to it; its `se` and `ci` are null where nothing tells
 * how it would vary: one participant only, or no spread at all between participants in d' or c.
 */
export interface ModelReport {
  readonly model: string;
  readonly participants: number;
  readonly rooms: number;
  /** Judgments of its fakes. */
  readonly fakes: number;
  /** Judgments of real pictures by the same participants. */
  readonly reals: number;
  /** fakes + reals */
  readonly n: number;
  /** Share of its fakes called real: mean over participants. */
  readonly errorFake: Estimate | null;
  /** Share of reals called fake, by the same participants: mean over participants. */
  readonly errorReal: Estimate | null;
  /** (errorFake + errorReal) / 2: wrong / all where half the pictures are real. 0.5 is indistinguishable. */
  readonly errorRate: Estimate | null;
  /** The same of all judgments together. */
  readonly errorRatePooled: Estimate | null;
  /** Mean over participants who saw fakes and reals. */
  readonly dPrime: Estimate | null;
  /** Of all judgments together. */
  readonly dPrimePooled: Estimate | null;
  /** Mean over participants who saw fakes and reals. */
  readonly criterion: Estimate | null;
  /** What was resampled for the intervals. */
  readonly resampled: Resampling;
}

const MEASURES = [
  'errorFake',
  'errorReal',
  'errorRate',
  'errorRatePooled',
  'dPrime',
  'dPrimePooled',
  'criterion',
] as const;
type Measure = (typeof MEASURES)[number];
type Values = Record<Measure, number>;

/**
 * Reports for every model that has fakes among the rows, by name. Judgments of one participant hang together, so intervals
 * resample participants (and rooms, where there are several; see `resampler`), never judgments. Equal rows and seed give
 * equal reports; the order of rows does not matter to the values.
 */
export function analyseVerdicts(rows: readonly VerdictRow[], options: VerdictOptions = {}): ModelReport[] {
  const { replicates = 1000, seed = 0 } = options;
  return tabulate(rows).map((table) => report(table, replicates, seed));
}

function report(table: ModelTable, replicates: number, seed: number): ModelReport {
  const { model, players } = table;
  const sums = new Sums(players);
  const values = sums.values(new Float64Array(players.count).fill(1));
  const { resampling, draw } = resampler(players.room, seed);
  const units = resampling === 'rooms' ? players.rooms : players.count;
  const drawn = Object.fromEntries(MEASURES.map((measure) => [measure, new Float64Array(replicates)])) as Record<
    Measure,
    Float64Array
  >;
  if (resampling !== 'none') {
    const weights = new Float64Array(players.count);
    for (let r = 0; r < replicates; r++) {
      draw(weights);
      const replicate = sums.values(weights);
      for (const measure of MEASURES) drawn[measure][r] = replicate[measure];
    }
  }
  const estimate = (measure: Measure, isRate: boolean): Estimate | null => {
    const value = values[measure];
    if (!Number.isFinite(value)) return null;
    if (resampling === 'none') return { value, se: null, ci: null };
    const found = estimateFrom(value, drawn[measure], units, isRate ? [0, 1] : [-Infinity, Infinity]);
    return found.se === 0 ? withoutSpread(value, isRate, units) : found;
  };
  return {
    model,
    participants: table.participants,
    rooms: players.rooms,
    fakes: total(players.fakes),
    reals: total(players.reals),
    n: total(players.fakes) + total(players.reals),
    errorFake: estimate('errorFake', true),
    errorReal: estimate('errorReal', true),
    errorRate: estimate('errorRate', true),
    errorRatePooled: estimate('errorRatePooled', true),
    dPrime: estimate('dPrime', false),
    dPrimePooled: estimate('dPrimePooled', false),
    criterion: estimate('criterion', false),
    resampled: resampling,
  };
}

/**
 * All participants alike: the bootstrap would say that nothing can vary. A rate of 0 or 1 gets the exact interval of `units`
 * yes-or-no trials that all went one way (Clopper & Pearson 1934), one a participant; anything else gets none.
 */
function withoutSpread(value: number, isRate: boolean, units: number): Estimate {
  const reach = 1 - 0.025 ** (1 / units);
  if (isRate && value === 0) return { value, se: null, ci: [0, reach] };
  if (isRate && value === 1) return { value, se: null, ci: [1 - reach, 1] };
  return { value, se: null, ci: null };
}

/** Sums over players, each counted `weight` times. */
class Sums {
  readonly #players: PlayerTable;
  readonly #dPrime: Float64Array;
  readonly #criterion: Float64Array;

  constructor(players: PlayerTable) {
    this.#players = players;
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
    let [withFakes, withReals, withBoth] = [0, 0, 0];
    let [fakeShare, realShare, dPrime, criterion] = [0, 0, 0, 0];
    let [allFakes, allMissed, allReals, allAlarms] = [0, 0, 0, 0];
    for (let i = 0; i < count; i++) {
      const w = weights[i]!;
      if (w === 0) continue;
      const f = fakes[i]!;
      const r = reals[i]!;
      withFakes += w;
      fakeShare += (w * missed[i]!) / f;
      allFakes += w * f;
      allMissed += w * missed[i]!;
      if (r === 0) continue;
      withReals += w;
      realShare += (w * alarms[i]!) / r;
      allReals += w * r;
      allAlarms += w * alarms[i]!;
      withBoth += w;
      dPrime += w * this.#dPrime[i]!;
      criterion += w * this.#criterion[i]!;
    }
    const errorFake = fakeShare / withFakes;
    const errorReal = realShare / withReals;
    const pooled = { hits: allFakes - allMissed, fakes: allFakes, falseAlarms: allAlarms, reals: allReals };
    return {
      errorFake,
      errorReal,
      errorRate: (errorFake + errorReal) / 2,
      errorRatePooled: (allMissed / allFakes + allAlarms / allReals) / 2,
      dPrime: dPrime / withBoth,
      dPrimePooled: allReals > 0 && allFakes > 0 ? detect(pooled).dPrime : NaN,
      criterion: criterion / withBoth,
    };
  }
}

const total = (counts: Float64Array): number => counts.reduce((a, b) => a + b, 0);
