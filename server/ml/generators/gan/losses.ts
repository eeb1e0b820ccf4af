import { tf } from '../../engine/tf.ts';
import type { GanConfig } from './index.ts';

export type GanLoss = GanConfig['loss'];

/** What the discriminator minimises, given scores of real and fake pictures [B] each; pairs share a class. */
export function discriminatorLoss(kind: GanLoss, real: tf.Tensor, fake: tf.Tensor): tf.Scalar {
  if (kind === 'relativistic') return tf.softplus(fake.sub(real)).mean(); // Jolicoeur-Martineau 2019
  return tf.softplus(real.neg()).add(tf.softplus(fake)).mean(); // Goodfellow et al. 2014
}

/** What the generator minimises. */
export function generatorLoss(kind: GanLoss, real: tf.Tensor | null, fake: tf.Tensor): tf.Scalar {
  if (kind === 'relativistic' && real) return tf.softplus(real.sub(fake)).mean();
  return tf.softplus(fake.neg()).mean();
}

/**
 * What one move of the discriminator descends: {@link discriminatorLoss} and, weighed by `penalty` where that is not 0, R1 + R2.
 *
 * @param both real pictures, then as many fake ones [2B, H, W, C]
 */
export function discriminatorObjective(
  kind: GanLoss,
  score: (x: tf.Tensor4D) => tf.Tensor,
  both: tf.Tensor4D,
  penalty: number,
): tf.Scalar {
  const [onReal, onFake] = tf.split(score(both), 2) as [tf.Tensor, tf.Tensor];
  const game = discriminatorLoss(kind, onReal, onFake);
  if (penalty === 0) return game;
  // Twice the mean over both halves is R1 + R2.
  return game.add(gradientPenalty(score, both).mul(2).mul(penalty)) as tf.Scalar;
}

/**
 * Mean over pictures of the squared norm of the score's gradient by the pixels: R1 on real pictures, R2 on fake ones, exactly
 * (a gradient of a gradient). Source: Mescheder, Geiger & Nowozin 2018.
 */
export function gradientPenalty(score: (x: tf.Tensor4D) => tf.Tensor, x: tf.Tensor4D): tf.Scalar {
  const slope = tf.grad((v: tf.Tensor) => score(v as tf.Tensor4D).sum())(x);
  return slope.square().sum().div(x.shape[0]);
}
