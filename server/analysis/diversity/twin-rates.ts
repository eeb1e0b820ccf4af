import { binomialInterval, poissonInterval } from '../numeric/quantiles.ts';

/** One wall as all who searched it answered: means over them. */
export interface SearchedWall {
  /** Pairs that could be reported beside planted ones; above 0. */
  readonly comparisons: number;
  /** Pairs reported, planted ones not counted. */
  readonly pairs: number;
  /** Share of those who searched it that reported such a pair at least. */
  readonly reported: number;
}

/** Pairs reported per comparison, with its 95 % interval. */
export interface Rate {
  readonly value: number;
  readonly ci: readonly [low: number, high: number];
}

/** What a player could answer: every pair there is, or one at most. */
export type Reports = 'all' | 'one';

/**
 * Pairs per comparison over walls; null without a wall.
 *
 * `all`: pairs / comparisons, the count being Poisson (Garwood 1936). `one`: with one pair a wall at most, a wall of c comparisons
 * has a report with probability 1 - exp(-c r), so r is the maximum likelihood of that, and its interval is Clopper and Pearson's of the
 * share of walls with a report, sent through the same curve; infinite where every wall has one.
 */
export function rateOf(walls: readonly SearchedWall[], reports: Reports): Rate | null {
  if (walls.length === 0) return null;
  const comparisons = sum(walls, (wall) => wall.comparisons);
  if (reports === 'all') {
    const pairs = sum(walls, (wall) => wall.pairs);
    const [low, high] = poissonInterval(pairs);
    return { value: pairs / comparisons, ci: [low / comparisons, high / comparisons] };
  }
  const n = walls.length;
  const reported = Math.min(
    n,
    sum(walls, (wall) => wall.reported),
  );
  const value = likeliestRate(walls);
  const share = reported / n;
  // Comparisons of a wall by which the likeliest rate is that of the share; the mean where all walls are as large.
  const each = share > 0 && share < 1 ? -Math.log1p(-share) / value : comparisons / n;
  const [low, high] = binomialInterval(reported, n).map((end) => -Math.log1p(-end) / each) as [number, number];
  return { value, ci: [low, high] };
}

/** The `one` of {@link rateOf} without its interval: where the slope of sum y log(1 - exp(-c r)) - (1 - y) c r is 0, by bisection; walls of one size have it in closed form. */
export function likeliestRate(walls: readonly SearchedWall[]): number {
  const share = sum(walls, ({ reported }) => reported) / walls.length;
  const size = walls[0]!.comparisons;
  if (share <= 0) return 0;
  if (share >= 1 - 1e-12) return Infinity;
  if (walls.every(({ comparisons }) => comparisons === size)) return -Math.log1p(-share) / size;
  const slope = (r: number): number =>
    sum(walls, ({ comparisons: c, reported: y }) => (y * c) / Math.expm1(c * r) - (1 - y) * c);
  let [low, high] = [0, 1];
  while (slope(high) > 0) high *= 2;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * What these walls would show on average of false alarms alone, no twins: the least that is known of a source's rate.
 *
 * Reports below false alarms are chance, since no source has fewer twins than none. Taken at their word they would leave a rate
 * of twins just above 0 and so a number of pictures without end, from any few walls. No upper limit goes below that of
 * the experiment without a signal (Cowan, Cranmer, Gross & Vitells 2011, power-constrained limits).
 */
export function alarmsAlone(walls: readonly SearchedWall[], f: number, reports: Reports): Rate | null {
  const alone = walls.map(({ comparisons }) => ({
    comparisons,
    pairs: comparisons * f,
    reported: -Math.expm1(-comparisons * f),
  }));
  return rateOf(alone, reports);
}

/**
 * Interval of (r - f) / (h - f) from the intervals of its parts: MOVER for the differences (Zou & Donner 2008) and for the
 * ratio (Donner & Zou 2012). The lower end is 0 where no more than false alarms cannot be excluded; null where spotting cannot be
 * told from false alarms. r is no less than f: see {@link alarmsAlone}.
 */
export function correctedInterval(
  { value: r, ci: [low, high] }: Rate,
  { value: f, ci: fCi }: Rate,
  { value: h, ci: hCi }: Rate,
): [number, number] | null {
  // A report before every wall: the ends of all parts that say the least.
  if (r === Infinity) return [Math.max(0, low - fCi[1]) / Math.max(hCi[1] - fCi[0], Number.MIN_VALUE), Infinity];
  const d = r - f;
  const e = h - f;
  const l1 = Math.max(0, d - Math.hypot(r - low, fCi[1] - f));
  const u1 = d + Math.hypot(high - r, f - fCi[0]);
  const l2 = e - Math.hypot(h - hCi[0], fCi[1] - f);
  const u2 = e + Math.hypot(hCi[1] - h, f - fCi[0]);
  if (!(l2 > 0) || !(u1 > 0)) return null;
  const root = (x: number): number => Math.sqrt(Math.max(0, x));
  // The lower end by the conjugate of the quadratic's root, which stands where 2e = u2.
  const least = l1 > 0 ? (l1 * (2 * d - l1)) / (d * e + root((d * e) ** 2 - l1 * u2 * (2 * d - l1) * (2 * e - u2))) : 0;
  const most = (d * e + root((d * e) ** 2 - u1 * l2 * (2 * d - u1) * (2 * e - l2))) / (l2 * (2 * e - l2));
  return [Math.max(0, least), Number.isNaN(most) ? Infinity : most];
}

export function sum<Each>(all: readonly Each[], of: (each: Each) => number): number {
  return all.reduce((total, each) => total + of(each), 0);
}
