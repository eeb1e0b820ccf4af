import type { Rng } from '../../random.ts';
import type { Hmm, Sequences } from './baumWelch.ts';
import { fitEmissions, type EmissionKind, type Emissions } from './emissions.ts';
import { bandOf, isAllowed, statesOf, type Topology } from './topology.ts';

/** Rounds of moving centres to the means of their lines. */
const ROUNDS = 6;
/** Added to the steps counted at the start: to the band ahead, and to those that stay or skip. */
const UNSEEN = { ahead: 1, other: 0.1 };
/** Sequences that the start is made from; EM then sees all. */
const ENOUGH = 2000;

/**
 * Where EM begins, left to right: line t of a picture belongs to band t bands / length, the lines of a band are sorted into
 * shapes (k-means++), and steps are counted along the pictures. Most steps then go one band ahead, as a path down a picture
 * should; a few may stay or skip, and EM learns how many.
 */
export function startHmm(
  data: Sequences,
  d: number,
  topology: Topology,
  kind: EmissionKind,
  floor: number,
  rng: Rng,
): Hmm {
  const { bands, shapes } = topology;
  const { length } = data;
  const states = statesOf(topology);
  const n = Math.min(data.n, ENOUGH);
  const x = data.read(0, n); // [length, n, d]
  const state = new Int32Array(length * n);
  const lines = {
    counts: new Float64Array(states),
    sums: new Float64Array(states * d),
    squares: new Float64Array(states * d),
  };
  for (let band = 0; band < bands; band++) {
    const first = Math.ceil((band * length) / bands);
    const last = Math.ceil(((band + 1) * length) / bands);
    if (first === last) continue;
    const nearest = cluster(x.subarray(first * n * d, last * n * d), d, shapes, rng);
    nearest.forEach((shape, i) => (state[first * n + i] = band * shapes + shape));
  }
  state.forEach((s, i) => {
    lines.counts[s]!++;
    for (let j = 0; j < d; j++) {
      lines.sums[s * d + j]! += x[i * d + j]!;
      lines.squares[s * d + j]! += x[i * d + j]! ** 2;
    }
  });
  const emissions = fitEmissions(lines, overall(lines, { kind, states, d }), floor);
  const initial = new Float64Array(states).map((_, s) => (bandOf(topology, s) === 0 ? UNSEEN.ahead : 0));
  const transitions = new Float64Array(states * states).map((_, i) => {
    const [from, to] = [Math.floor(i / states), i % states];
    if (!isAllowed(topology, from, to)) return 0;
    return bandOf(topology, to) === bandOf(topology, from) + 1 ? UNSEEN.ahead : UNSEEN.other;
  });
  for (let i = 0; i < n; i++) {
    initial[state[i]!]!++;
    for (let t = 1; t < length; t++) transitions[state[(t - 1) * n + i]! * states + state[t * n + i]!]!++;
  }
  normalise(initial, states);
  normalise(transitions, states);
  return { chain: { states, initial, transitions }, emissions };
}

/** What states write to which no line is given: the mean and the spread of all lines. */
function overall(
  { counts, sums, squares }: { counts: Float64Array; sums: Float64Array; squares: Float64Array },
  { kind, states, d }: Pick<Emissions, 'kind' | 'states' | 'd'>,
): Emissions {
  const total = counts.reduce((a, b) => a + b, 0);
  const [mean, square] = [new Float64Array(d), new Float64Array(d)];
  for (let i = 0; i < sums.length; i++) {
    mean[i % d]! += sums[i]! / total;
    square[i % d]! += squares[i]! / total;
  }
  const all = fitEmissions(
    { counts: Float64Array.of(1), sums: mean, squares: square },
    { kind, states: 1, d, means: new Float64Array(d).fill(0.5), deviations: new Float64Array(d).fill(1) },
    1e-3,
  );
  const repeat = (row: Float64Array): Float64Array => new Float64Array(states * d).map((_, i) => row[i % d]!);
  return { kind, states, d, means: repeat(all.means), deviations: repeat(all.deviations) };
}

function normalise(rows: Float64Array, width: number): void {
  for (let from = 0; from < rows.length; from += width) {
    let sum = 0;
    for (let i = from; i < from + width; i++) sum += rows[i]!;
    for (let i = from; i < from + width; i++) rows[i]! /= sum;
  }
}

/** k-means from centres drawn far from each other (Arthur & Vassilvitskii 2007). @returns centre of each line */
function cluster(x: Float64Array, d: number, k: number, rng: Rng): Int32Array {
  const n = x.length / d;
  const nearest = new Int32Array(n);
  const centres = new Float64Array(k * d);
  const distances = new Float64Array(n).fill(Infinity);
  let total = 0;
  for (let c = 0; c < k; c++) {
    let row = rng.int(n);
    if (c > 0 && total > 0) {
      let left = rng.uniform() * total;
      row = distances.findIndex((distance) => distance > 0 && (left -= distance) < 0);
      if (row < 0) row = distances.findLastIndex((distance) => distance > 0);
    }
    centres.set(x.subarray(row * d, (row + 1) * d), c * d);
    total = 0;
    for (let i = 0; i < n; i++) {
      const distance = squaredDistance(x, i * d, centres, c * d, d);
      if (distance < distances[i]!) [distances[i], nearest[i]] = [distance, c];
      total += distances[i]!;
    }
  }
  const sums = new Float64Array(k * d);
  const counts = new Float64Array(k);
  for (let round = 0; round < ROUNDS; round++) {
    sums.fill(0);
    counts.fill(0);
    nearest.forEach((c, i) => {
      counts[c]!++;
      for (let j = 0; j < d; j++) sums[c * d + j]! += x[i * d + j]!;
    });
    for (let i = 0; i < k * d; i++)
      if (counts[Math.floor(i / d)]! > 0) centres[i] = sums[i]! / counts[Math.floor(i / d)]!;
    for (let i = 0; i < n; i++) {
      let best = Infinity;
      for (let c = 0; c < k; c++) {
        const distance = squaredDistance(x, i * d, centres, c * d, d);
        if (distance < best) [best, nearest[i]] = [distance, c];
      }
    }
  }
  return nearest;
}

function squaredDistance(x: Float64Array, at: number, y: Float64Array, from: number, d: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += (x[at + j]! - y[from + j]!) ** 2;
  return sum;
}
