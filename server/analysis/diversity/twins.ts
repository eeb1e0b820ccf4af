import { addTo } from '../groups.ts';
import { clustered } from '../intervals/clusters.ts';
import { LOG } from '../intervals/jackknife.ts';
import { binomialInterval } from '../numeric/quantiles.ts';
import {
  alarmsAlone,
  correctedInterval,
  rateOf,
  sum,
  type Rate,
  type Reports,
  type SearchedWall,
} from './twin-rates.ts';

/** One wall as one participant searched it. */
export interface TwinRow {
  readonly participant: string;
  readonly room?: string;
  /** The same for all who searched this wall; a wall of its own where left out. */
  readonly wall?: string;
  /** What made the wall; null for a control of real pictures. */
  readonly model: string | null;
  /** Pictures on the wall. */
  readonly size: number;
  /** Near-duplicates reported, planted ones not counted. */
  readonly pairs: number;
  /** Twins put there on purpose, and how many of them were found. */
  readonly planted: number;
  readonly plantedFound: number;
  /**
   * Pairs that could be reported beside planted ones: s(s - 1)/2 where left out. 0 on a control that asks for the planted twins alone,
   * as where one pair is reported a wall: it tells how well twins are spotted and nothing else.
   */
  readonly comparisons?: number;
}

export type Interval = readonly [low: number, high: number | null];

export interface TwinReport {
  readonly model: string;
  /** Different walls, and by how many participants they were searched. */
  readonly walls: number;
  readonly participants: number;
  readonly pairs: number;
  /** Pairs of pictures that could be reported, over all who searched. */
  readonly comparisons: number;
  /** 1 / rate: of how many equally likely pictures this would be the rate of twins. null without a pair, and where every wall has the one. */
  readonly nEff: number | null;
  /** From {@link rateOf} unless units were left out; the upper end is null without a pair. */
  readonly ci: Interval;
  /** The same after (r - f) / (h - f); null where nothing was planted, or reports are no more than false alarms. */
  readonly nEffCorrected: number | null;
  /** Where reports are no more than false alarms, its lower end is what as many walls without any twins can show, and it has no upper end. */
  readonly ciCorrected: Interval | null;
  /** N = -s(s - 1) / (2 ln(1 - p)), p the share of walls with a pair at least, where all walls are as large. */
  readonly nEffBirthday: number | null;
}

export interface TwinsReport {
  readonly models: readonly TwinReport[];
  /** Share of planted twins found, h. */
  readonly spotting: { readonly share: number | null; readonly ci: Interval | null; readonly planted: number };
  /** On real walls: pairs reported per comparison, f, and the share of searches that reported any. */
  readonly falseAlarms: {
    readonly rate: number | null;
    readonly ci: Interval | null;
    readonly comparisons: number;
    readonly walls: number;
    readonly ofWalls: number | null;
  };
}

export interface TwinsOptions {
  /** Intervals leave out these; left out: they follow from counts of pairs on different walls. */
  readonly unit?: 'participant' | 'room' | null;
  readonly reports?: Reports;
}

export const comparisonsOf = ({ size, comparisons }: Pick<TwinRow, 'size' | 'comparisons'>): number =>
  comparisons ?? (size * (size - 1)) / 2;

/**
 * Diversity from near-duplicates among samples (birthday paradox: Arora & Zhang 2017), corrected for how well people spot planted
 * twins and how often they see twins among real pictures. Several who search one wall see the same twins or none, so that wall
 * counts once, as their mean.
 */
export function analyseTwins(
  rows: readonly TwinRow[],
  { unit = null, reports = 'all' }: TwinsOptions = {},
): TwinsReport {
  const reals = rows.filter((row) => row.model === null && comparisonsOf(row) > 0);
  const h = spottingOf(rows);
  const realWalls = searchedWalls(reals);
  const f = rateOf(realWalls, reports);
  const byModel = new Map<string, TwinRow[]>();
  for (const row of rows) {
    if (row.model !== null) addTo(byModel, row.model, row);
  }
  const searching = { rows, h, f: f ?? NEVER, unit, reports };
  return {
    models: [...byModel.keys()].sort().map((model) => reportOf(model, byModel.get(model)!, searching)),
    spotting: { share: h?.value ?? null, ci: h?.ci ?? null, planted: sum(rows, (row) => row.planted) },
    falseAlarms: {
      rate: f && finite(f.value),
      ci: f && [f.ci[0], finite(f.ci[1])],
      comparisons: sum(reals, comparisonsOf),
      walls: realWalls.length,
      ofWalls: reals.length > 0 ? sum(reals, ({ pairs }) => Number(pairs > 0)) / reals.length : null,
    },
  };
}

const NEVER: Rate = { value: 0, ci: [0, 0] };
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

interface Searching {
  /** Of all sources. */
  readonly rows: readonly TwinRow[];
  readonly h: Rate | null;
  readonly f: Rate;
  readonly unit: 'participant' | 'room' | null;
  readonly reports: Reports;
}

function reportOf(model: string, ofModel: readonly TwinRow[], { rows, h, f, unit, reports }: Searching): TwinReport {
  const own = ofModel.filter((row) => comparisonsOf(row) > 0);
  const walls = searchedWalls(own);
  const r = rateOf(walls, reports);
  const base = {
    model,
    walls: walls.length,
    participants: new Set(own.map(({ participant, room }) => JSON.stringify([room, participant]))).size,
    pairs: sum(own, ({ pairs }) => pairs),
    comparisons: sum(own, comparisonsOf),
    nEff: r && r.value > 0 ? finiteOf(r.value) : null,
    nEffBirthday: birthday(own, walls),
  };
  if (r === null) return { ...base, ci: [0, null], nEffCorrected: null, ciCorrected: null };
  const above = h !== null && r.value > f.value && h.value > f.value && Number.isFinite(r.value);
  const nEffCorrected = above ? (h.value - f.value) / (r.value - f.value) : null;
  if (unit !== null && r.value > 0) {
    const sums = unitSums(model, rows, unit, reports);
    const plain = clustered(sums, ([p, c, w]) => 1 / rateFrom(p!, c!, w!, reports), LOG).ci;
    const ratio = clustered(sums, (each) => correctedOf(each, reports), LOG).ci;
    const ciCorrected: Interval | null = nEffCorrected === null ? null : (ratio ?? [0, null]);
    return { ...base, ci: plain ?? [0, null], nEffCorrected, ciCorrected };
  }
  const least = r.value < f.value && Number.isFinite(f.value) ? alarmsAlone(walls, f.value, reports)! : r;
  const rate = h && correctedInterval(least, f, h);
  const ciCorrected: Interval | null = rate && [1 / rate[1], rate[0] > 0 ? 1 / rate[0] : null];
  return { ...base, ci: [1 / r.ci[1], r.ci[0] > 0 ? 1 / r.ci[0] : null], nEffCorrected, ciCorrected };
}

/** 1 / rate; null where the rate has no bound. */
const finiteOf = (rate: number): number | null => (Number.isFinite(rate) ? 1 / rate : null);

/** Rows of the same wall together, each its mean; a row without a name of its wall is one by itself. */
function searchedWalls(rows: readonly TwinRow[]): SearchedWall[] {
  return byWall(rows).map((same) => ({
    comparisons: sum(same, comparisonsOf) / same.length,
    pairs: sum(same, ({ pairs }) => pairs) / same.length,
    reported: sum(same, ({ pairs }) => Number(pairs > 0)) / same.length,
  }));
}

function byWall(rows: readonly TwinRow[]): TwinRow[][] {
  const walls = new Map<string | TwinRow, TwinRow[]>();
  for (const row of rows) {
    addTo(walls, row.wall === undefined ? row : row.wall, row);
  }
  return [...walls.values()];
}

/** Share of planted twins found: those of one wall count once, as the mean of all who searched it. */
function spottingOf(rows: readonly TwinRow[]): Rate | null {
  const walls = byWall(rows.filter(({ planted }) => planted > 0));
  if (walls.length === 0) return null;
  const planted = sum(walls, (same) => sum(same, (row) => row.planted) / same.length);
  const found = sum(walls, (same) => sum(same, (row) => row.plantedFound) / same.length);
  return { value: found / planted, ci: binomialInterval(Math.min(found, planted), planted) };
}

/** Rate from sums over units: pairs (or walls with one), comparisons, walls. */
function rateFrom(pairs: number, comparisons: number, walls: number, reports: Reports): number {
  if (comparisons === 0) return 0;
  return reports === 'all' ? pairs / comparisons : (-Math.log1p(-pairs / walls) * walls) / comparisons;
}

const correctedOf = ([p, c, w, rp, rc, rw, planted, found]: readonly number[], reports: Reports): number => {
  const f = rateFrom(rp!, rc!, rw!, reports);
  return (found! / planted! - f) / (rateFrom(p!, c!, w!, reports) - f);
};

/** Pairs, comparisons and walls of the model, the same of reals, planted, found. */
function unitSums(model: string, rows: readonly TwinRow[], unit: 'participant' | 'room', reports: Reports): number[][] {
  const sums = new Map<string, number[]>();
  for (const row of rows) {
    const key = JSON.stringify(unit === 'room' ? [row.room] : [row.room, row.participant]);
    const all = sums.get(key) ?? [0, 0, 0, 0, 0, 0, 0, 0];
    sums.set(key, all);
    const at = row.model === model ? 0 : row.model === null ? 3 : null;
    if (at !== null && comparisonsOf(row) > 0) {
      all[at]! += reports === 'all' ? row.pairs : Number(row.pairs > 0);
      all[at + 1]! += comparisonsOf(row);
      all[at + 2]!++;
    }
    all[6]! += row.planted;
    all[7]! += row.plantedFound;
  }
  return [...sums.values()];
}

function birthday(rows: readonly TwinRow[], walls: readonly SearchedWall[]): number | null {
  const size = rows[0]?.size ?? 0;
  if (rows.some((row) => row.size !== size)) return null;
  return birthdaySize(size, sum(walls, ({ reported }) => reported) / walls.length);
}

/** N = -s(s - 1) / (2 ln(1 - p)): how many equally likely pictures give a pair among s with chance p. null at p of 0 or 1. */
export function birthdaySize(s: number, p: number): number | null {
  return p > 0 && p < 1 ? (-s * (s - 1)) / (2 * Math.log1p(-p)) : null;
}
