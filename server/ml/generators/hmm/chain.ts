import type { Rng } from '../../random.ts';
import { drawIndex } from '../../numeric/categorical.ts';

/** A Markov chain over hidden states. */
export interface Chain {
  readonly states: number;
  /** pi: where a path begins. [states], sums to 1 */
  readonly initial: Float64Array;
  /** A: from row to column. [states, states], rows sum to 1 */
  readonly transitions: Float64Array;
}

/**
 * The most probable path through the states (Viterbi 1967).
 *
 * @param frames log-probability of each observation in each state [length, states]
 */
export function viterbi(
  { states, initial, transitions }: Chain,
  frames: Float64Array,
): { readonly path: Int32Array; readonly logProbability: number } {
  const length = frames.length / states;
  const steps = transitions.map(Math.log);
  let best = initial.map((p, s) => Math.log(p) + frames[s]!);
  const from = new Int32Array(length * states);
  for (let t = 1; t < length; t++) {
    const next = new Float64Array(states).fill(-Infinity);
    for (let a = 0; a < states; a++) {
      if (best[a] === -Infinity) continue;
      for (let b = 0; b < states; b++) {
        const value = best[a]! + steps[a * states + b]!;
        if (value > next[b]!) {
          next[b] = value;
          from[t * states + b] = a;
        }
      }
    }
    for (let b = 0; b < states; b++) next[b]! += frames[t * states + b]!;
    best = next;
  }
  const path = new Int32Array(length);
  path[length - 1] = best.reduce((top, value, s) => (value > best[top]! ? s : top), 0);
  for (let t = length - 1; t > 0; t--) path[t - 1] = from[t * states + path[t]!]!;
  return { path, logProbability: best[path[length - 1]!]! };
}

/** One path of the chain. [length] */
export function drawPath({ states, initial, transitions }: Chain, length: number, rng: Rng): Int32Array {
  const path = new Int32Array(length);
  for (let t = 0; t < length; t++) {
    const from = t > 0 ? path[t - 1]! * states : 0;
    path[t] = drawIndex(t > 0 ? transitions.subarray(from, from + states) : initial, rng);
  }
  return path;
}
