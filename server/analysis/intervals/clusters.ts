import { ANY, studentInterval, type Estimate } from './estimate.ts';
import { jackknife, PLAIN, type Scale } from './jackknife.ts';

/** Sums of one unit (player, room) from which a statistic of all is made. */
export type UnitSums = readonly number[];

/**
 * A statistic of sums over units, and its interval by leaving out one unit at a time.
 *
 * @param units sums of each unit, all of one length
 * @param statistic of the added sums
 */
export function clustered(
  units: readonly UnitSums[],
  statistic: (sums: readonly number[]) => number,
  scale: Scale = PLAIN,
  range: readonly [number, number] = ANY,
): Estimate {
  const width = units[0]?.length ?? 0;
  const totals = Array.from({ length: width }, (_, c) => units.reduce((sum, unit) => sum + unit[c]!, 0));
  const rest = totals.slice();
  const without = (i: number): number => {
    for (let c = 0; c < width; c++) rest[c] = totals[c]! - units[i]![c]!;
    return statistic(rest);
  };
  return jackknife(statistic(totals), without, units.length, scale, range);
}

/** Mean of values whose units (players, rooms) hang together. @param units name of each value's unit */
export function clusteredMean(
  values: readonly number[],
  units: readonly string[],
  range: readonly [number, number] = ANY,
): Estimate {
  const sums = new Map<string, [sum: number, n: number]>();
  values.forEach((value, i) => {
    const unit = sums.get(units[i]!);
    if (!unit) return sums.set(units[i]!, [value, 1]);
    unit[0] += value;
    unit[1]++;
  });
  return clustered([...sums.values()], ([sum, n]) => sum! / n!, PLAIN, range);
}

/**
 * Mean of values that hang together in two ways at once, such as by player and by wall: the variance is that over the one, plus that
 * over the other, less that over both together (Cameron, Gelbach & Miller 2011), and no less than the larger; Student's t goes by the
 * fewer units.
 *
 * @param first, second names of each value's units
 */
export function crossedMean(
  values: readonly number[],
  first: readonly string[],
  second: readonly string[],
  range: readonly [number, number] = ANY,
): Estimate {
  const both = first.map((name, i) => JSON.stringify([name, second[i]]));
  const [a, b, together] = [first, second, both].map((units) => clusteredMean(values, units)) as [
    Estimate,
    Estimate,
    Estimate,
  ];
  const { value } = a;
  if (a.se === null || b.se === null || together.se === null) return { value, se: null, ci: null };
  const se = Math.sqrt(Math.max(a.se ** 2 + b.se ** 2 - together.se ** 2, a.se ** 2, b.se ** 2));
  const fewer = Math.min(new Set(first).size, new Set(second).size);
  return { value, se, ci: se === 0 ? null : studentInterval(value, se, fewer - 1, range) };
}
