import { tf } from '../../engine/tf.ts';
import type { ImageSet } from '../../dataset.ts';
import type { MeasureOptions } from '../../generator.ts';
import type { OwnMeasure } from '../../checkpoint.ts';
import { meanAndDeviation } from '../../numeric/quantile.ts';
import { NORMAL_95 } from '../../numeric/jackknife.ts';
import { rngFor } from '../../random.ts';
import { oneHot } from '../../training/layers.ts';
import { annealedPartition } from './ais.ts';
import { binarise } from './coins.ts';
import { freeEnergy, hiddenField } from './energy.ts';
import type { Machine, Sizes } from './parameters.ts';

/** Chains of all classes together, and distributions between independent pixels and the machine. */
const ANNEALING = { chains: 200, distributions: 4000 };
/** Images read at once. */
const CHUNK = 500;

/**
 * Mean log-likelihood of held-out images in nats, each binarised once by coins with their grey values as chances. With
 * classes: log of sum_y share_y p(v | y). The interval holds the sampling of images and the error of ln Z.
 *
 * @param base logits of the pixels' own shares [groups, visible]
 * @param shares of the classes
 */
export async function likelihoodOf(
  machine: Machine,
  sizes: Sizes,
  base: Float32Array,
  shares: Float32Array,
  test: ImageSet,
  { seed = 0, signal, onProgress }: MeasureOptions = {},
  annealing = ANNEALING,
): Promise<Record<'logLikelihood' | 'logZ', OwnMeasure>> {
  const groups = Math.max(1, sizes.classes);
  const chains = Math.ceil(annealing.chains / groups);
  const { logZ, error } = await annealedPartition(machine, sizes, base, {
    ...annealing,
    chains,
    seed,
    signal,
    onProgress,
  });
  const energies = await freeEnergies(machine, sizes, test, seed, signal); // [n, groups]
  const logPrior = Float64Array.from(logZ, (z, g) => (sizes.classes > 0 ? Math.log(shares[g]!) : 0) - z);
  const logs = new Float64Array(test.n);
  const weight = new Float64Array(groups); // how much the mean depends on each ln Z
  for (let i = 0; i < test.n; i++) {
    const joint = logPrior.map((prior, g) => prior - energies[i * groups + g]!);
    const top = joint.reduce((a, b) => Math.max(a, b), -Infinity);
    const sum = joint.reduce((total, x) => total + Math.exp(x - top), 0);
    logs[i] = top + Math.log(sum);
    joint.forEach((x, g) => (weight[g]! += Math.exp(x - top) / sum / test.n));
  }
  const { mean, deviation } = meanAndDeviation(logs);
  const ofZ = Math.hypot(...error.map((e, g) => e * weight[g]!));
  const half = NORMAL_95 * Math.hypot(deviation / Math.sqrt(test.n), ofZ);
  const averageZ = logZ.reduce((sum, z, g) => sum + z * weight[g]!, 0);
  return {
    logLikelihood: { value: mean, low: mean - half, high: mean + half, unit: 'nats', n: test.n },
    logZ: {
      value: averageZ,
      low: averageZ - NORMAL_95 * ofZ,
      high: averageZ + NORMAL_95 * ofZ,
      unit: 'nats',
      n: chains * groups,
    },
  };
}

/** F(v | y) of every image under every class. [n, groups] */
async function freeEnergies(
  machine: Machine,
  { visible, classes }: Sizes,
  set: ImageSet,
  seed: number,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const groups = Math.max(1, classes);
  const out = new Float32Array(set.n * groups);
  const size = Math.min(CHUNK, set.n);
  for (let start = 0; start < set.n; start += size) {
    signal?.throwIfAborted();
    const count = Math.min(size, set.n - start);
    const bits = new Float32Array(size * visible);
    for (let i = 0; i < count; i++) {
      binarise(set.images, (start + i) * visible, visible, rngFor(seed, 'binarise', start + i), bits, i * visible);
    }
    const energies = tf.tidy(() => {
      const v = tf.tensor2d(bits, [size, visible]);
      const each = Array.from({ length: groups }, (_, g) => {
        const y = classes > 0 ? tf.tensor2d(oneHot(new Uint8Array(size).fill(g), classes), [size, classes]) : null;
        return freeEnergy(machine, v, y, hiddenField(machine, v, y));
      });
      return tf.stack(each, 1);
    });
    const found = (await energies.data()) as Float32Array;
    energies.dispose();
    out.set(found.subarray(0, count * groups), start * groups);
  }
  return out;
}
