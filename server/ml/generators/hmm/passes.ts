import { gemm } from '../../numeric/gemm.ts';
import type { Chain } from './chain.ts';

/** What the forward and the backward pass leave, for sequences side by side. */
export interface Posterior {
  /** log p(x) of each sequence. [n] */
  readonly logLikelihoods: Float64Array;
  /** p(state at t | x): the first n rows belong to t = 0. [length, n, states] */
  readonly occupancy: Float64Array;
  /** Expected number of steps from row to column, summed over sequences. [states, states] */
  readonly transitions: Float64Array;
}

/**
 * log p(x) of each sequence by the scaled forward pass (Rabiner 1989, section V.A), all sequences at once: one step of all of
 * them is one matrix product.
 *
 * @param frames log-probability of each observation in each state, time first [length, n, states]; overwritten by the
 *   probabilities, each divided by the largest of the states that can be reached
 * @returns log-likelihoods [n], filtered states [length, n, states] and scales [length, n]
 */
export async function forwardPass(
  { states, initial, transitions }: Chain,
  frames: Float64Array,
  n: number,
): Promise<{ logLikelihoods: Float64Array; alpha: Float64Array; scales: Float64Array }> {
  const length = frames.length / (n * states);
  const alpha = new Float64Array(frames.length);
  const scales = new Float64Array(length * n);
  const logLikelihoods = new Float64Array(n);
  const size = n * states;
  for (let t = 0; t < length; t++) {
    const now = alpha.subarray(t * size, (t + 1) * size);
    if (t === 0) for (let i = 0; i < n; i++) now.set(initial, i * states);
    else
      await gemm({ a: alpha.subarray((t - 1) * size, t * size), b: transitions, m: n, n: states, k: states, out: now });
    for (let i = 0; i < n; i++) {
      const [from, at] = [i * states, t * size + i * states];
      let top = -Infinity;
      for (let s = 0; s < states; s++) if (now[from + s]! > 0 && frames[at + s]! > top) top = frames[at + s]!;
      let sum = 0;
      for (let s = 0; s < states; s++) {
        const p = now[from + s]! > 0 ? Math.exp(frames[at + s]! - top) : 0;
        frames[at + s] = p;
        sum += now[from + s]! *= p;
      }
      for (let s = 0; s < states; s++) now[from + s]! /= sum;
      scales[t * n + i] = sum;
      logLikelihoods[i]! += top + Math.log(sum);
    }
  }
  return { logLikelihoods, alpha, scales };
}

/** Both passes. @param frames [length, n, states]; overwritten */
export async function forwardBackward(chain: Chain, frames: Float64Array, n: number): Promise<Posterior> {
  const { states, transitions } = chain;
  const { logLikelihoods, alpha, scales } = await forwardPass(chain, frames, n);
  const size = n * states;
  const length = frames.length / size;
  const occupancy = alpha.slice();
  const ahead = new Float64Array((length - 1) * size); // what follows t weighs in each state of t + 1
  let beta: Float64Array = new Float64Array(size).fill(1);
  for (let t = length - 2; t >= 0; t--) {
    const weighed = ahead.subarray(t * size, (t + 1) * size);
    for (let i = 0; i < n; i++) {
      const scale = scales[(t + 1) * n + i]!;
      for (let j = i * states; j < (i + 1) * states; j++) weighed[j] = (frames[(t + 1) * size + j]! * beta[j]!) / scale;
    }
    beta = await gemm({ a: weighed, b: transitions, m: n, n: states, k: states, transB: true });
    for (let j = 0; j < size; j++) occupancy[t * size + j]! *= beta[j]!;
  }
  const rows = (length - 1) * n;
  const pairs =
    rows > 0
      ? await gemm({ a: alpha.subarray(0, rows * states), b: ahead, m: states, n: states, k: rows, transA: true })
      : new Float64Array(states * states);
  return { logLikelihoods, occupancy, transitions: pairs.map((value, i) => value * transitions[i]!) };
}
