import type { Chain } from './chain.ts';
import { addLines, fitEmissions, logEmissions, type Emissions } from './emissions.ts';
import { forwardBackward } from './passes.ts';

/** A hidden Markov model: a chain, and what its states write. */
export interface Hmm {
  readonly chain: Chain;
  readonly emissions: Emissions;
}

/** Sequences of lines, all of one length. */
export interface Sequences {
  readonly n: number;
  /** Lines of a sequence. */
  readonly length: number;
  /** Lines of sequences start..end, time first. [length, end - start, d] */
  read(start: number, end: number): Float64Array;
}

/** Smallest probability of a step that is allowed at all, so that no new picture is impossible. */
const SMALLEST_STEP = 1e-6;
/** Numbers in the widest intermediate of one block of sequences. */
const BLOCK_NUMBERS = 1 << 20;

/** Sequences that are worked on at once. */
export function blockSize({ length }: Sequences, states: number): number {
  return Math.max(8, Math.floor(BLOCK_NUMBERS / (length * states)));
}

/**
 * One iteration of EM (Baum et al. 1970): expected steps and lines under the model, and the model that makes them most
 * likely. Steps with probability 0 stay so: a chain that starts left to right remains it.
 *
 * @returns the new model, and the log-likelihood of all sequences under the old one
 */
export async function baumWelch(
  { chain, emissions }: Hmm,
  data: Sequences,
  floor: number,
): Promise<{ readonly model: Hmm; readonly logLikelihood: number }> {
  const { states } = chain;
  const size = states * emissions.d;
  const lines = { counts: new Float64Array(states), sums: new Float64Array(size), squares: new Float64Array(size) };
  const starts = new Float64Array(states);
  const steps = new Float64Array(states * states);
  let logLikelihood = 0;
  const block = blockSize(data, states);
  for (let from = 0; from < data.n; from += block) {
    const to = Math.min(data.n, from + block);
    const n = to - from;
    const x = data.read(from, to);
    const frames = await logEmissions(emissions, x, data.length * n);
    const { logLikelihoods, occupancy, transitions } = await forwardBackward(chain, frames, n);
    for (const value of logLikelihoods) logLikelihood += value;
    for (let i = 0; i < n * states; i++) starts[i % states]! += occupancy[i]!;
    for (let i = 0; i < steps.length; i++) steps[i]! += transitions[i]!;
    await addLines(lines, x, occupancy, data.length * n);
  }
  const initial = shares(starts, chain.initial);
  const transitions = new Float64Array(states * states);
  for (let s = 0; s < states; s++) {
    const row = [s * states, (s + 1) * states] as const;
    transitions.set(shares(steps.subarray(...row), chain.transitions.subarray(...row)), s * states);
  }
  const model = { chain: { states, initial, transitions }, emissions: fitEmissions(lines, emissions, floor) };
  return { model, logLikelihood };
}

/**
 * The probabilities that make the counts most likely among those of at least SMALLEST_STEP wherever a step is allowed: max(floor,
 * count / lambda), with lambda such that they sum to 1. Without counts, those of before.
 */
function shares(counts: Float64Array, before: Float64Array): Float64Array {
  const total = counts.reduce((a, b) => a + b, 0);
  if (!(total > 0)) return before.slice();
  const held = new Uint8Array(counts.length);
  for (;;) {
    let free = total;
    let rest = 1;
    held.forEach((yes, i) => {
      if (!yes) return;
      free -= counts[i]!;
      rest -= SMALLEST_STEP;
    });
    const lambda = free / rest;
    const low = counts.findIndex((count, i) => before[i]! > 0 && !held[i] && count / lambda < SMALLEST_STEP);
    if (low < 0) return counts.map((count, i) => (before[i] === 0 ? 0 : held[i] ? SMALLEST_STEP : count / lambda));
    counts.forEach((count, i) => {
      if (before[i]! > 0 && count / lambda < SMALLEST_STEP) held[i] = 1;
    });
  }
}
