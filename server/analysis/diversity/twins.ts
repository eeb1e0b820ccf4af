import { clustered } from '../intervals/clusters.ts';
import { LOG } from '../intervals/jackknife.ts';
import { binomialInterval, poissonInterval } from '../numeric/quantiles.ts';

/** One wall as one participant searched it. */
export interface TwinRow {
  readonly participant: string;
  readonly room?: string;
  /** What made the wall; null for a wall of real pictures. */
  readonly model: string | null;
  /** Pictures on the wall. */
  readonly size: number;
  /** Near-duplicates reported, planted ones not counted. */
  readonly pairs: number;
  /** Twins put there on purpose, and how many of them were found. */
  readonly planted: number;
  readonly plantedFound: number;
}

export type Interval = readonly [low: number, high: number | null];

export interface TwinReport {
  readonly model: string;
  readonly walls: number;
  readonly participants: number;
  readonly pairs: number;
  /** Pairs of pictures that could be twins: sum of s(s - 1)/2. */
  readonly comparisons: number;
  /** comparisons / pairs: of how many equally likely pictures this would be the rate of twins. null without a pair. */
  readonly nEff: number | null;
  /** Exact Poisson interval of the count (Garwood 1936) unless units were left out; the upper end is null without a pair. */
  readonly ci: Interval;
  /** The same after (r - f) / (h - f); null where planted twins or real walls are missing, or reports are no more than false alarms. */
  readonly nEffCorrected: number | null;
  readonly ciCorrected: Interval | null;
  /** N = -s(s - 1) / (2 ln(1 - p)), p the share of walls with a pair at least, where all walls are as large. */
  readonly nEffBirthday: number | null;
}

export interface TwinsReport {
  readonly models: readonly TwinReport[];
  /** Share of planted twins found, h. */
  readonly spotting: { readonly share: number | null; readonly ci: Interval | null; readonly planted: number };
  /** Pairs reported per comparison on real walls, f. */
  readonly falseAlarms: { readonly rate: number | null; readonly ci: Interval | null; readonly comparisons: number };
}

const comparisonsOf = (size: number): number => (size * (size - 1)) / 2;

/**
 * Diversity from near-duplicates among samples (birthday paradox: Arora & Zhang 2017), corrected for how well people spot planted
 * twins and how often they see twins among real pictures.
 *
 * @param unit intervals leave out these; null takes the counts as Poisson
 */
export function analyseTwins(rows: readonly TwinRow[], unit: 'participant' | 'room' | null = null): TwinsReport {
  const reals = rows.filter(({ model }) => model === null);
  const planted = sum(rows, (row) => row.planted);
  const found = sum(rows, (row) => row.plantedFound);
  const realPairs = sum(reals, (row) => row.pairs);
  const realComparisons = sum(reals, ({ size }) => comparisonsOf(size));
  const h = planted > 0 ? found / planted : null;
  const f = realComparisons > 0 ? realPairs / realComparisons : null;
  const alarms = poissonInterval(realPairs);
  const models = [...new Set(rows.flatMap(({ model }) => model ?? []))].sort();
  return {
    models: models.map((model) =>
      reportOf(model, rows, {
        h,
        f: f ?? 0,
        hCi: planted > 0 ? binomialInterval(found, planted) : [0, 1],
        fCi: realComparisons > 0 ? [alarms[0] / realComparisons, alarms[1] / realComparisons] : [0, 0],
        unit,
      }),
    ),
    spotting: { share: h, ci: planted > 0 ? binomialInterval(found, planted) : null, planted },
    falseAlarms: {
      rate: f,
      ci: f === null ? null : [alarms[0] / realComparisons, alarms[1] / realComparisons],
      comparisons: realComparisons,
    },
  };
}

interface Spotting {
  readonly h: number | null;
  readonly f: number;
  readonly hCi: readonly [number, number];
  readonly fCi: readonly [number, number];
  readonly unit: 'participant' | 'room' | null;
}

function reportOf(model: string, rows: readonly TwinRow[], spotting: Spotting): TwinReport {
  const own = rows.filter((row) => row.model === model);
  const pairs = sum(own, (row) => row.pairs);
  const comparisons = sum(own, ({ size }) => comparisonsOf(size));
  const [low, high] = poissonInterval(pairs).map((count) => count / comparisons) as [number, number];
  const r = pairs / comparisons;
  const { h, f, hCi, fCi, unit } = spotting;
  const above = h !== null && r > f && h > f;
  const corrected = above ? (h - f) / (r - f) : null;
  const base = {
    model,
    walls: own.length,
    participants: new Set(own.map(({ participant, room }) => JSON.stringify([room, participant]))).size,
    pairs,
    comparisons,
    nEff: pairs > 0 ? 1 / r : null,
    nEffCorrected: corrected,
    nEffBirthday: birthday(own),
  };
  if (unit !== null && pairs > 0) {
    const sums = unitSums(model, rows, unit);
    const plain = clustered(sums, ([p, c]) => c! / p!, LOG).ci;
    const ratio = clustered(sums, correctedOf, LOG).ci;
    return { ...base, ci: plain ?? [0, null], ciCorrected: corrected === null ? null : (ratio ?? [0, null]) };
  }
  const rate = h === null ? null : correctedInterval({ r, low, high }, { f, fCi }, { h, hCi });
  return {
    ...base,
    ci: [1 / high, low > 0 ? 1 / low : null],
    ciCorrected: rate && [1 / rate[1], rate[0] > 0 ? 1 / rate[0] : null],
  };
}

/** Pairs, comparisons, real pairs, real comparisons, planted, found. */
const correctedOf = ([p, c, rp, rc, planted, found]: readonly number[]): number => {
  const f = rc! > 0 ? rp! / rc! : 0;
  return (found! / planted! - f) / (p! / c! - f);
};

function unitSums(model: string, rows: readonly TwinRow[], unit: 'participant' | 'room'): number[][] {
  const sums = new Map<string, number[]>();
  for (const row of rows) {
    const key = JSON.stringify(unit === 'room' ? [row.room] : [row.room, row.participant]);
    const sum = sums.get(key) ?? [0, 0, 0, 0, 0, 0];
    sums.set(key, sum);
    const at = row.model === model ? 0 : row.model === null ? 2 : null;
    if (at !== null) {
      sum[at]! += row.pairs;
      sum[at + 1]! += comparisonsOf(row.size);
    }
    sum[4]! += row.planted;
    sum[5]! += row.plantedFound;
  }
  return [...sums.values()];
}

/**
 * Interval of (r - f) / (h - f) from the intervals of its parts: MOVER for the differences (Zou & Donner 2008) and for the
 * ratio (Donner & Zou 2012). The lower end is 0 where no more than false alarms cannot be excluded.
 */
function correctedInterval(
  { r, low, high }: { r: number; low: number; high: number },
  { f, fCi }: { f: number; fCi: readonly [number, number] },
  { h, hCi }: { h: number; hCi: readonly [number, number] },
): [number, number] | null {
  const d = r - f;
  const e = h - f;
  const l1 = Math.max(0, d - Math.hypot(r - low, fCi[1] - f));
  const u1 = d + Math.hypot(high - r, f - fCi[0]);
  const l2 = e - Math.hypot(h - hCi[0], fCi[1] - f);
  const u2 = e + Math.hypot(hCi[1] - h, f - fCi[0]);
  if (l2 <= 0 || u1 <= 0) return null;
  const root = (x: number): number => Math.sqrt(Math.max(0, x));
  const least = (d * e - root((d * e) ** 2 - l1 * u2 * (2 * d - l1) * (2 * e - u2))) / (u2 * (2 * e - u2));
  const most = (d * e + root((d * e) ** 2 - u1 * l2 * (2 * d - u1) * (2 * e - l2))) / (l2 * (2 * e - l2));
  return [Math.max(0, least), most];
}

function birthday(walls: readonly TwinRow[]): number | null {
  const size = walls[0]?.size ?? 0;
  if (walls.some((wall) => wall.size !== size)) return null;
  return birthdaySize(size, walls.filter(({ pairs }) => pairs > 0).length / walls.length);
}

/** N = -s(s - 1) / (2 ln(1 - p)): how many equally likely pictures give a pair among s with chance p. null at p of 0 or 1. */
export function birthdaySize(s: number, p: number): number | null {
  return p > 0 && p < 1 ? (-s * (s - 1)) / (2 * Math.log1p(-p)) : null;
}

function sum(rows: readonly TwinRow[], of: (row: TwinRow) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
