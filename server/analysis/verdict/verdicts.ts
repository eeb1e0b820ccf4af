import { ANY, estimateFrom, type Estimate } from '../intervals/estimate.ts';
import { resampler, type Cluster, type Resampling } from '../intervals/resampling.ts';
import { binomialInterval } from '../numeric/quantiles.ts';
import { designEffect } from '../reliability/design-effect.ts';
import type { VerdictRow } from './row.ts';
import { MEASURES, Sums, type Measure, type Weighing } from './sums.ts';
import { tabulate, type ModelTable, type PlayerTable } from './tables.ts';

export interface VerdictOptions {
  /** Bootstrap replicates, 1,000 unless told. */
  readonly replicates?: number;
  readonly seed?: number;
  /** What is drawn anew for the intervals; `nested` unless told. */
  readonly cluster?: Cluster;
  /** How error rates weigh fakes and reals: `halves` where several models share reals, else `all`, unless told. */
  readonly weighing?: Weighing;
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
  /** Judgments of real pictures that count for it. */
  readonly reals: number;
  /** fakes + reals */
  readonly n: number;
  /** Share of its fakes called real: mean over participants. */
  readonly errorFake: Estimate | null;
  /** Share of reals called fake, by the same participants: mean over participants. */
  readonly errorReal: Estimate | null;
  /** Wrong / all, or (errorFake + errorReal) / 2, as `weighing` says: mean over participants. 0.5 is indistinguishable. */
  readonly errorRate: Estimate | null;
  /** The same of all judgments together. */
  readonly errorRatePooled: Estimate | null;
  /** Mean over participants who saw fakes and reals. */
  readonly dPrime: Estimate | null;
  /** Of all judgments together. */
  readonly dPrimePooled: Estimate | null;
  /** Mean over participants who saw fakes and reals. */
  readonly criterion: Estimate | null;
  /** Standard deviation between participants of the share wrong; null of one. */
  readonly spread: number | null;
  /** Of the share wrong, by the units that were resampled; null of one. */
  readonly designEffect: number | null;
  /** Participants who saw only fakes or only reals: they have no d', and count in the error rates. */
  readonly oneKind: number;
  readonly weighing: Weighing;
  /** What was resampled for the intervals. */
  readonly resampled: Resampling;
}

/**
 * Reports for every model that has fakes among the rows, by name. Judgments of one participant hang together, so intervals
 * resample participants (and rooms, where there are several; see `resampler`), never judgments. Equal rows and seed give
 * equal reports; the order of rows does not matter to the values.
 */
export function analyseVerdicts(rows: readonly VerdictRow[], options: VerdictOptions = {}): ModelReport[] {
  const { models, sharesReals } = tabulate(rows);
  const weighing = options.weighing ?? (sharesReals ? 'halves' : 'all');
  return models.map((table) => report(table, weighing, options));
}

function report(table: ModelTable, weighing: Weighing, options: VerdictOptions): ModelReport {
  const { replicates = 1000, seed = 0, cluster = 'nested' } = options;
  const { model, players } = table;
  const { resampling, unit, units, draw } = resampler(players.room, seed, cluster);
  const sums = new Sums(players, weighing, unit, units);
  const values = sums.values();
  const drawn = Object.fromEntries(MEASURES.map((measure) => [measure, new Float64Array(replicates)])) as Record<
    Measure,
    Float64Array
  >;
  if (resampling !== 'none') {
    const weights = new Float64Array(units);
    for (let r = 0; r < replicates; r++) {
      draw(weights);
      const replicate = sums.weighed(weights);
      for (const measure of MEASURES) drawn[measure][r] = replicate[measure];
    }
  }
  const estimate = (measure: Measure, isRate: boolean): Estimate | null => {
    const value = values[measure];
    if (!Number.isFinite(value)) return null;
    if (resampling === 'none') return { value, se: null, ci: null };
    const found = estimateFrom(value, drawn[measure], units, isRate ? [0, 1] : ANY);
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
    spread: spreadOf(players),
    designEffect: effectOf(players, resampling === 'rooms'),
    oneKind: players.fakes.filter((fakes, i) => fakes === 0 || players.reals[i] === 0).length,
    weighing,
    resampled: resampling,
  };
}

/**
 * All participants alike: the bootstrap would say that nothing can vary. A rate of 0 or 1 gets the exact interval of `units`
 * yes-or-no trials that all went one way, one a participant; anything else gets none.
 */
function withoutSpread(value: number, isRate: boolean, units: number): Estimate {
  const ci = isRate && (value === 0 || value === 1) ? binomialInterval(value * units, units) : null;
  return { value, se: null, ci };
}

function effectOf({ count, fakes, missed, reals, alarms, room, rooms }: PlayerTable, byRoom: boolean): number | null {
  const units = byRoom ? rooms : count;
  const wrong = new Float64Array(units);
  const n = new Float64Array(units);
  for (let i = 0; i < count; i++) {
    const unit = byRoom ? room[i]! : i;
    wrong[unit]! += missed[i]! + alarms[i]!;
    n[unit]! += fakes[i]! + reals[i]!;
  }
  return designEffect(wrong, n)?.designEffect ?? null;
}

function spreadOf({ count, fakes, missed, reals, alarms }: PlayerTable): number | null {
  if (count < 2) return null;
  const wrong = fakes.map((n, i) => (missed[i]! + alarms[i]!) / (n + reals[i]!));
  const mean = total(wrong) / count;
  return Math.sqrt(wrong.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (count - 1));
}

const total = (counts: Float64Array): number => counts.reduce((a, b) => a + b, 0);
