import { gemm } from '../../numeric/gemm.ts';
import type { Rng } from '../../random.ts';

export type EmissionKind = 'bernoulli' | 'gaussian';

/** What each state writes into its line of pixels, 0 to 1: bits with chances `means`, or grey values about them. */
export interface Emissions {
  readonly kind: EmissionKind;
  readonly states: number;
  /** Pixels of a line. */
  readonly d: number;
  /** [states, d] */
  readonly means: Float64Array;
  /** Standard deviations, all 1 for `bernoulli`, which has no use for them. [states, d] */
  readonly deviations: Float64Array;
}

/** Sums over lines, weighted by how much each belongs to each state. */
export interface LineSums {
  /** [states] */
  readonly counts: Float64Array;
  /** [states, d] */
  readonly sums: Float64Array;
  /** Of x^2. [states, d] */
  readonly squares: Float64Array;
}

/**
 * Log-probability of each line in each state. For `bernoulli`, grey lines are taken as chances: the expectation over bits drawn
 * with them.
 *
 * @param x lines [rows, d]
 * @returns [rows, states]
 */
export async function logEmissions(e: Emissions, x: Float64Array, rows: number): Promise<Float64Array> {
  const { kind, states, d, means, deviations } = e;
  const linear = new Float64Array(states * d);
  const quadratic = new Float64Array(states * d);
  const constants = new Float64Array(states);
  for (let i = 0; i < states * d; i++) {
    const state = Math.floor(i / d);
    const m = means[i]!;
    if (kind === 'bernoulli') {
      linear[i] = Math.log(m) - Math.log1p(-m);
      constants[state]! += Math.log1p(-m);
    } else {
      const precision = 1 / deviations[i]! ** 2;
      linear[i] = m * precision;
      quadratic[i] = -0.5 * precision;
      constants[state]! -= 0.5 * (m * m * precision + Math.log(2 * Math.PI)) + Math.log(deviations[i]!);
    }
  }
  const logs = await gemm({ a: x, b: linear, m: rows, n: states, k: d, transB: true });
  if (kind === 'gaussian') {
    const squared = x.map((value) => value * value);
    const curved = await gemm({ a: squared, b: quadratic, m: rows, n: states, k: d, transB: true });
    for (let i = 0; i < logs.length; i++) logs[i]! += curved[i]!;
  }
  for (let i = 0; i < logs.length; i++) logs[i]! += constants[i % states]!;
  return logs;
}

/** Adds lines to the sums. @param weights [rows, states] */
export async function addLines(to: LineSums, x: Float64Array, weights: Float64Array, rows: number): Promise<void> {
  const states = to.counts.length;
  const d = to.sums.length / states;
  const product = { a: weights, m: states, n: d, k: rows, transA: true };
  add(to.sums, await gemm({ ...product, b: x }));
  add(to.squares, await gemm({ ...product, b: x.map((value) => value * value) }));
  for (let i = 0; i < weights.length; i++) to.counts[i % states]! += weights[i]!;
}

function add(to: Float64Array, part: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i]! += part[i]!;
}

/** A state with less than this many lines keeps what it writes. */
const EMPTY = 1e-8;

/**
 * The emissions that maximise the expected log-likelihood among those whose chances lie in [floor, 1 - floor], or whose deviations
 * are at least `floor`.
 */
export function fitEmissions({ counts, sums, squares }: LineSums, before: Emissions, floor: number): Emissions {
  const { kind, d } = before;
  const means = before.means.slice();
  const deviations = before.deviations.slice();
  for (let i = 0; i < means.length; i++) {
    const count = counts[Math.floor(i / d)]!;
    if (!(count > EMPTY)) continue;
    const mean = sums[i]! / count;
    if (kind === 'bernoulli') means[i] = Math.min(1 - floor, Math.max(floor, mean));
    else {
      means[i] = mean;
      deviations[i] = Math.max(floor, Math.sqrt(Math.max(0, squares[i]! / count - mean * mean)));
    }
  }
  return { ...before, means, deviations };
}

/** The line of one state: its means, or a draw about them. Into `out` [d], 0 to 1. */
export function writeLine(
  { kind, d, means, deviations }: Emissions,
  state: number,
  noise: Rng | null,
  out: Float64Array,
): void {
  for (let j = 0; j < d; j++) {
    const mean = means[state * d + j]!;
    if (!noise) out[j] = mean;
    else if (kind === 'bernoulli') out[j] = Number(noise.uniform() < mean);
    else out[j] = mean + deviations[state * d + j]! * noise.normal();
  }
}
