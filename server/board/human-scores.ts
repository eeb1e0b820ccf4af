import type { Estimate } from '../../shared/protocol/http.ts';
import { rngFor } from '../ml/random.ts';
import type { Rng } from '../ml/random.ts';
import { probit } from './probit.ts';

/** One judgment, as the board needs it. */
export interface VerdictRow {
  /** One person in one room. */
  readonly participant: string;
  readonly room: string;
  /** Null for a real picture. */
  readonly model: string | null;
  readonly response: 'real' | 'fake';
}

export interface ModelScores {
  readonly n: number;
  readonly participants: number;
  readonly rooms: number;
  readonly fooled: Estimate | null;
  readonly dPrime: Estimate | null;
  readonly criterion: number | null;
}

export interface Scores {
  readonly reals: { readonly n: number; readonly errorRate: Estimate | null };
  readonly models: Readonly<Record<string, ModelScores>>;
}

/** Judgments of one kind of picture by one person, and how many of them were wrong. */
interface Tally {
  n: number;
  wrong: number;
}

const REPLICATES = 1000;

/**
 * What people's judgments say of each model. Rates are means over participants, and 95 % intervals resample participants
 * (percentile bootstrap, 1,000 replicates, always the same ones), because judgments of one person hang together. One person
 * alone tells nothing of how people differ, so the interval is then all there is.
 *
 * d' = z(H) - z(F) and c = -(z(H) + z(F)) / 2 of each participant with H = (hits + .5) / (fakes + 1) and
 * F = (false alarms + .5) / (reals + 1) (Hautus 1995), averaged.
 */
export function humanScores(rows: readonly VerdictRow[]): Scores {
  const reals = new Map<string, Tally>();
  const fakes = new Map<string, Map<string, Tally>>();
  const rooms = new Map<string, Set<string>>();
  for (const { participant, room, model, response } of rows) {
    if (model === null) {
      count(reals, participant, response === 'fake');
      continue;
    }
    count(
      within(fakes, model, () => new Map()),
      participant,
      response === 'real',
    );
    within(rooms, model, () => new Set()).add(room);
  }
  const models: Record<string, ModelScores> = {};
  for (const [model, tallies] of fakes) {
    const rates = [...tallies.values()].map(rateOf);
    const pairs = [...tallies].flatMap(([participant, fake]) => {
      const real = reals.get(participant);
      return real ? [detection(fake, real)] : [];
    });
    models[model] = {
      n: total(tallies),
      participants: tallies.size,
      rooms: rooms.get(model)!.size,
      fooled: estimate(rates, rngFor('fooled', model), [0, 1]),
      dPrime:
        pairs.length < 2
          ? null
          : estimate(
              pairs.map((pair) => pair.dPrime),
              rngFor("d'", model),
            ),
      criterion: pairs.length < 2 ? null : mean(pairs.map((pair) => pair.criterion)),
    };
  }
  const errorRate = estimate([...reals.values()].map(rateOf), rngFor('reals'), [0, 1]);
  return { reals: { n: total(reals), errorRate }, models };
}

function detection(fake: Tally, real: Tally): { dPrime: number; criterion: number } {
  const hits = probit((fake.n - fake.wrong + 0.5) / (fake.n + 1));
  const alarms = probit((real.wrong + 0.5) / (real.n + 1));
  return { dPrime: hits - alarms, criterion: -(hits + alarms) / 2 };
}

/** Mean with its interval; null of nothing. `range` is the interval of a single value. */
function estimate(
  values: readonly number[],
  rng: Rng,
  range: readonly [number, number] = [-Infinity, Infinity],
): Estimate | null {
  if (values.length === 0) return null;
  const value = mean(values);
  if (values.length === 1) return { value, low: range[0], high: range[1] };
  const data = Float64Array.from(values);
  const means = new Float64Array(REPLICATES);
  for (let b = 0; b < REPLICATES; b++) {
    let sum = 0;
    for (let i = 0; i < data.length; i++) sum += data[rng.int(data.length)]!;
    means[b] = sum / data.length;
  }
  means.sort();
  return { value, low: means[Math.floor(0.025 * REPLICATES)]!, high: means[Math.ceil(0.975 * REPLICATES) - 1]! };
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const rateOf = ({ n, wrong }: Tally): number => wrong / n;

function total(tallies: ReadonlyMap<string, Tally>): number {
  let n = 0;
  for (const tally of tallies.values()) n += tally.n;
  return n;
}

function count(tallies: Map<string, Tally>, participant: string, wrong: boolean): void {
  const tally = within(tallies, participant, () => ({ n: 0, wrong: 0 }));
  tally.n++;
  if (wrong) tally.wrong++;
}

function within<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
