import { rngFor } from '../../../shared/random.ts';
import { resampler } from '../intervals/resampling.ts';
import { kendallTau } from '../reliability/kendall.ts';
import type { VerdictRow } from '../verdict/row.ts';

/** What people say of each model, the more the better, and how that would have been had others been asked. */
export interface PeopleScores {
  /** In the order of their names. [m] */
  readonly models: readonly string[];
  /** [m] */
  readonly shares: Float64Array;
  /** The same of units drawn anew; NaN where nothing drawn is of the model. [replicates][m] */
  readonly drawn: readonly Float64Array[];
}

/** Share of fakes called real, mean over players; players (and rooms) are drawn anew. */
export type FooledShares = PeopleScores;

export interface DrawOptions {
  /** 1,000 unless told. */
  readonly replicates?: number;
  readonly seed?: number;
}

/** Counts fakes by player and model; one draw of players serves all models, since the same people judged them. */
export function fooledShares(
  rows: readonly VerdictRow[],
  { replicates = 1000, seed = 0 }: DrawOptions = {},
): FooledShares {
  const { models, players } = fakesByPlayer(rows);
  const rooms = new Map<string, number>();
  const room = Int32Array.from(players, ({ room: name }) => {
    if (!rooms.has(name)) rooms.set(name, rooms.size);
    return rooms.get(name)!;
  });
  const { resampling, unit, units, draw } = resampler(room, seed);

  const k = models.length;
  /** Of each unit, by model: shares of its players added up, and how many players have one. [units][k] */
  const [sums, judges] = [new Float64Array(units * k), new Float64Array(units * k)];
  const [allSums, allJudges] = [new Float64Array(k), new Float64Array(k)];
  players.forEach(({ tallies }, p) => {
    for (const [model, { n, fooled }] of tallies) {
      sums[unit[p]! * k + model]! += fooled / n;
      judges[unit[p]! * k + model]!++;
      allSums[model]! += fooled / n;
      allJudges[model]!++;
    }
  });
  const sharesWith = (weights: Float64Array): Float64Array => {
    const [sum, weight] = [new Float64Array(k), new Float64Array(k)];
    for (let u = 0; u < units; u++) {
      const w = weights[u]!;
      if (w === 0) continue;
      for (let m = 0, at = u * k; m < k; m++, at++) {
        sum[m]! += w * sums[at]!;
        weight[m]! += w * judges[at]!;
      }
    }
    return sum.map((all, m) => all / weight[m]!);
  };

  const weights = new Float64Array(units);
  const shares = allSums.map((all, m) => all / allJudges[m]!);
  const drawn = Array.from({ length: resampling === 'none' ? 0 : replicates }, () => {
    draw(weights);
    return sharesWith(weights);
  });
  return { models, shares, drawn };
}

interface FakesOfPlayer {
  readonly room: string;
  /** By place of the model. */
  readonly tallies: Map<number, { n: number; fooled: number }>;
}

/** Models in the order of their names; players in that of rooms and names. */
function fakesByPlayer(rows: readonly VerdictRow[]): { models: string[]; players: FakesOfPlayer[] } {
  const names = new Set<string>();
  for (const { truth, model } of rows) if (truth === 'fake') names.add(model ?? '');
  const models = [...names].sort();
  const place = new Map(models.map((model, m) => [model, m]));
  const players = new Map<string, FakesOfPlayer>();
  for (const { participant, room = '', model, truth, response } of rows) {
    if (truth === 'real') continue;
    const key = `${room}\u0000${participant}`;
    let player = players.get(key);
    if (!player) players.set(key, (player = { room, tallies: new Map() }));
    const m = place.get(model ?? '')!;
    let tally = player.tallies.get(m);
    if (!tally) player.tallies.set(m, (tally = { n: 0, fooled: 0 }));
    tally.n++;
    if (response === 'real') tally.fooled++;
  }
  return { models, players: [...players].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, player]) => player) };
}

/** A score of one model with its 95 % interval; equal ends where none is known. */
export interface MachineScore {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface RankAgreement {
  /** Kendall's tau-b: 1 where the score ranks the models as people do, -1 where it turns the order round. */
  readonly tau: number;
  /** 95 % interval of these same models: people's units drawn anew, scores moved within their intervals; null of one unit. */
  readonly ci: readonly [low: number, high: number] | null;
  /** Models that have both. */
  readonly models: number;
  /** Places of each model, from 1 for the best, those first on which people and the score differ most. */
  readonly places: readonly { readonly model: string; readonly people: number; readonly score: number }[];
}

/** Fewer models have hardly an order. */
const FEWEST_MODELS = 3;
/** Half a 95 % interval, in standard errors. */
const Z = 1.959963984540054;

/**
 * How well a score ranks models as people do: Kendall's tau-b (Kendall 1945) between the score, turned so that more is better,
 * and what people say. The interval speaks of these models alone, not of other ones that might be trained.
 *
 * @returns null of fewer than three models, or where one side is all ties
 */
export function rankAgreement(
  people: PeopleScores,
  scores: ReadonlyMap<string, MachineScore>,
  higherIsBetter: boolean,
  seed = 0,
): RankAgreement | null {
  const places = people.models.flatMap((model, m) => (scores.has(model) && !Number.isNaN(people.shares[m]) ? [m] : []));
  if (places.length < FEWEST_MODELS) return null;
  const sign = higherIsBetter ? 1 : -1;
  const known = places.map((m) => scores.get(people.models[m]!)!);
  const machine = known.map(({ value }) => sign * value);
  const human = places.map((m) => people.shares[m]!);
  const tau = kendallTau(human, machine);
  if (Number.isNaN(tau)) return null;

  const rng = rngFor('rank agreement', seed);
  const taus = people.drawn.flatMap((drawn) => {
    const moved = known.map(({ value, low, high }) => sign * (value + ((high - low) / (2 * Z)) * rng.normal()));
    const seen = places.flatMap((m, i) => (Number.isNaN(drawn[m]) ? [] : [i]));
    const replicate = kendallTau(
      seen.map((i) => drawn[places[i]!]!),
      seen.map((i) => moved[i]!),
    );
    return Number.isNaN(replicate) ? [] : [replicate];
  });
  taus.sort((a, b) => a - b);
  const at = (p: number): number => taus[Math.round(p * (taus.length - 1))]!;

  const [byPeople, byMachine] = [ranks(human), ranks(machine)];
  const all = places.map((m, i) => ({ model: people.models[m]!, people: byPeople[i]!, score: byMachine[i]! }));
  const apart = ({ people: ours, score: theirs }: (typeof all)[number]): number => Math.abs(ours - theirs);
  return {
    tau,
    ci: taus.length < 2 ? null : [at(0.025), at(0.975)],
    models: places.length,
    places: all.sort((a, b) => apart(b) - apart(a) || a.people - b.people),
  };
}

/** Places from 1 for the largest; equal values share the mean of their places. */
function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const above = values.filter((other) => other > value).length;
    const equal = values.filter((other) => other === value).length;
    return above + (equal + 1) / 2;
  });
}
