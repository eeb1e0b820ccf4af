import { tf } from '../../engine/tf.ts';
import { rngFor } from '../../random.ts';
import { drawLogits } from './coins.ts';
import { flip, hiddenField, visibleField } from './energy.ts';
import type { Machine, Sizes } from './parameters.ts';

export interface AnnealingOptions {
  /** Chains of each class. */
  readonly chains: number;
  /** Intermediate distributions. */
  readonly distributions: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** ln Z of each class (or of all), with the standard error of the estimate in nats. [groups] each */
export interface PartitionFunction {
  readonly logZ: Float64Array;
  readonly error: Float64Array;
}

/** Distributions passed in one graph. */
const TOGETHER = 8;
/** Ends of the three pieces of beta and the share of the distributions up to each: the last stretch is the hard one. */
const PIECES = [
  { beta: 0.5, share: 0.1 },
  { beta: 0.9, share: 0.4 },
  { beta: 1, share: 1 },
] as const;

/** beta from 0 to 1. [distributions + 1] */
export function temperatures(distributions: number): Float64Array {
  return Float64Array.from({ length: distributions + 1 }, (_, i) => {
    const at = i / distributions;
    let from = { beta: 0, share: 0 } as { beta: number; share: number };
    for (const piece of PIECES) {
      if (at <= piece.share)
        return from.beta + ((at - from.share) / (piece.share - from.share)) * (piece.beta - from.beta);
      from = piece;
    }
    return 1;
  });
}

/**
 * ln Z by annealed importance sampling: chains go from independent pixels, whose Z is known, to the machine through
 * distributions p_beta(v) with energy (1 - beta) E_base + beta E, and gather the ratios of neighbours on their way. All
 * chains of all classes at once. exp of the estimate is unbiased for Z, so ln Z is, if anything, too small.
 * Source: Salakhutdinov & Murray 2008, section 4.1.
 *
 * @param base logits of the independent pixels of each class [groups, visible]
 */
export async function annealedPartition(
  machine: Machine,
  sizes: Sizes,
  base: Float32Array,
  { chains, distributions, seed, signal, onProgress }: AnnealingOptions,
): Promise<PartitionFunction> {
  const { visible, hidden, classes } = sizes;
  const groups = Math.max(1, classes);
  const all = groups * chains; // chain i belongs to group i / chains
  const rng = rngFor(seed, 'rbm', 'annealing');
  const beta = temperatures(Math.ceil(distributions / TOGETHER) * TOGETHER);
  const resting = new Float32Array(all * visible);
  const classesOf = new Float32Array(all * classes);
  for (let i = 0; i < all; i++) {
    const group = Math.floor(i / chains);
    resting.set(base.subarray(group * visible, (group + 1) * visible), i * visible);
    if (classes > 0) classesOf[i * classes + group] = 1;
  }
  const coins = (n: number): Float32Array => {
    const logits = new Float32Array(all * n);
    drawLogits(rng, logits);
    return logits;
  };
  const first = coins(visible);
  let bits = resting.map((logit, i) => Number(logit > first[i]!)) as Float32Array;
  const logWeights = new Float64Array(all);
  for (let from = 0; from + 1 < beta.length; from += TOGETHER) {
    signal?.throwIfAborted();
    const [state, gains] = tf.tidy(() => {
      const rest = tf.tensor2d(resting, [all, visible]);
      const y = classes > 0 ? tf.tensor2d(classesOf, [all, classes]) : null;
      const bias = y ? machine.visible.add(tf.matMul(y, machine.classVisible as tf.Tensor2D)) : machine.visible;
      const tilt = bias.sub(rest); // [all, visible]
      const levels = scalars(beta.slice(from, from + TOGETHER + 1));
      const left = scalars(beta.slice(from, from + TOGETHER + 1).map((b) => 1 - b));
      let v = tf.tensor2d(bits, [all, visible]);
      let gain: tf.Tensor = tf.zeros([all]);
      for (let i = 0; i < TOGETHER; i++) {
        const [now, next] = [levels[i]!, levels[i + 1]!];
        const field = hiddenField(machine, v, y);
        const warm = field.mul(next) as tf.Tensor2D;
        gain = gain.add(v.mul(tilt).sum(1).mul(next.sub(now))).add(
          tf
            .softplus(warm)
            .sub(tf.softplus(field.mul(now)))
            .sum(1),
        );
        const h = flip(warm, tf.tensor2d(coins(hidden), [all, hidden]));
        const logits = rest.mul(left[i + 1]!).add(visibleField(machine, h, y).mul(next)) as tf.Tensor2D;
        v = flip(logits, tf.tensor2d(coins(visible), [all, visible]));
      }
      return [v, gain] as const;
    });
    bits = (await state.data()).slice() as Float32Array;
    (await gains.data()).forEach((value, i) => (logWeights[i]! += value));
    tf.dispose([state, gains]);
    onProgress?.(Math.min(1, (from + TOGETHER) / (beta.length - 1)));
  }
  const logZ = new Float64Array(groups);
  const error = new Float64Array(groups);
  for (let g = 0; g < groups; g++) {
    const found = logMean(logWeights.subarray(g * chains, (g + 1) * chains));
    logZ[g] = found.value + independentLogZ(base.subarray(g * visible, (g + 1) * visible), hidden);
    error[g] = found.error;
  }
  return { logZ, error };
}

/** ln Z of independent pixels and hidden units that have no say. */
function independentLogZ(logits: Float32Array, hidden: number): number {
  let sum = hidden * Math.LN2;
  for (const b of logits) sum += Math.max(b, 0) + Math.log1p(Math.exp(-Math.abs(b)));
  return sum;
}

/** Log of the mean of exp(w), and its standard error by the delta method. */
export function logMean(w: Float64Array): { value: number; error: number } {
  const top = w.reduce((a, b) => Math.max(a, b), -Infinity);
  const mean = w.reduce((sum, x) => sum + Math.exp(x - top), 0) / w.length;
  const squares = w.reduce((sum, x) => sum + (Math.exp(x - top) / mean - 1) ** 2, 0);
  return { value: top + Math.log(mean), error: Math.sqrt(squares / Math.max(1, w.length - 1) / w.length) };
}

const scalars = (numbers: Float64Array): tf.Tensor[] =>
  tf.split(tf.tensor1d(Float32Array.from(numbers)), numbers.length);
