import { tf } from '../../engine/tf.ts';
import type { Rng } from '../../random.ts';
import { drawLogits } from './coins.ts';
import { flip, hiddenField, visibleField } from './energy.ts';
import type { Machine, Sizes } from './parameters.ts';

/** Gibbs steps compiled into one graph. */
const TOGETHER = 10;
/** Share of the steps in which the machine is switched on. */
const WARMING = 0.5;

/**
 * Chains from independent pixels to pictures: the machine is switched on slowly (its energy times beta, beta from 0 to 1
 * in the first half of the steps, from the pixels' own shares), then runs as it is. Slow switching lets a chain choose
 * its valley while the hills are low; a chain at full strength would stay in the valley where it began.
 *
 * @param base logits of the independent pixels of each chain [chains, visible]
 * @param y classes of the chains, one-hot [chains, classes], or null
 * @param rngs one stream for each chain
 * @returns p(v = 1 | h) of the last hidden states [chains, visible]
 */
export async function dream(
  machine: Machine,
  sizes: Sizes,
  { base, y, rngs }: { readonly base: Float32Array; readonly y: Float32Array | null; readonly rngs: readonly Rng[] },
  steps: number,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const { visible, hidden } = sizes;
  const chains = rngs.length;
  const coins = (n: number): Float32Array => {
    const logits = new Float32Array(chains * n);
    rngs.forEach((rng, i) => drawLogits(rng, logits, i * n, (i + 1) * n));
    return logits;
  };
  const warming = Math.max(1, Math.floor(steps * WARMING));
  const first = coins(visible);
  let bits = base.map((logit, i) => Number(logit > first[i]!)) as Float32Array;
  for (let step = 0; step < steps; step += TOGETHER) {
    signal?.throwIfAborted();
    const [v, mean] = tf.tidy(() => {
      const resting = tf.tensor2d(base, [chains, visible]);
      const classes = y ? tf.tensor2d(y, [chains, sizes.classes]) : null;
      // Always as many steps in a graph; those after the last are not taken.
      const betas = Float32Array.from({ length: TOGETHER }, (_, i) => Math.min(1, (step + i + 1) / warming));
      const switched = tf.split(tf.tensor1d(betas), TOGETHER);
      const rest = tf.split(tf.tensor1d(betas.map((beta) => 1 - beta)), TOGETHER);
      let state = tf.tensor2d(bits, [chains, visible]);
      let logits = resting;
      for (let i = 0; i < Math.min(TOGETHER, steps - step); i++) {
        const h = flip(
          hiddenField(machine, state, classes).mul(switched[i]!) as tf.Tensor2D,
          tf.tensor2d(coins(hidden), [chains, hidden]),
        );
        logits = resting.mul(rest[i]!).add(visibleField(machine, h, classes).mul(switched[i]!)) as tf.Tensor2D;
        state = flip(logits, tf.tensor2d(coins(visible), [chains, visible]));
      }
      return [state, tf.sigmoid(logits)] as const;
    });
    const last = step + TOGETHER >= steps;
    bits = (await v.data()).slice() as Float32Array;
    const probabilities = last ? ((await mean.data()).slice() as Float32Array) : null;
    tf.dispose([v, mean]);
    if (probabilities) return probabilities;
  }
  return new Float32Array(0);
}
