import { addTo } from '../groups.ts';
import { tabulate, playerKey, type PlayerTable } from './tables.ts';
import type { VerdictRow } from './row.ts';
import type { Weighing } from './sums.ts';

/** Error rates of one model, one a unit, in the order in which units first appear among the rows. */
export interface Arrivals {
  readonly model: string;
  readonly unit: 'participant' | 'room';
  readonly values: readonly number[];
}

/**
 * What a rule for stopping looks at. Participants weigh as in `errorRate` of the report; with `halves`, those who judged fakes alone
 * or reals alone have no value. A room's value is the mean of its participants'.
 */
export function arrivalsOf(
  rows: readonly VerdictRow[],
  unit: 'participant' | 'room' = 'participant',
  weighing?: Weighing,
): Arrivals[] {
  const { models, sharesReals } = tabulate(rows);
  const rule = weighing ?? (sharesReals ? 'halves' : 'all');
  const order = new Map<string, number>();
  for (const row of rows) {
    const key = playerKey(row);
    if (!order.has(key)) order.set(key, order.size);
  }
  return models.map(({ model, players }) => {
    const came = players.keys
      .map((key, i) => ({ at: order.get(key)!, room: players.room[i]!, value: rateOf(players, i, rule) }))
      .filter(({ value }) => Number.isFinite(value))
      .sort((a, b) => a.at - b.at);
    if (unit === 'participant') return { model, unit, values: came.map(({ value }) => value) };
    const rooms = new Map<number, number[]>();
    for (const { room, value } of came) addTo(rooms, room, value);
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    return { model, unit, values: [...rooms.values()].map(mean) };
  });
}

function rateOf({ fakes, missed, reals, alarms }: PlayerTable, i: number, weighing: Weighing): number {
  return weighing === 'all'
    ? (missed[i]! + alarms[i]!) / (fakes[i]! + reals[i]!)
    : (missed[i]! / fakes[i]! + alarms[i]! / reals[i]!) / 2;
}
