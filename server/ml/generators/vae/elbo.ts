import { tf } from '../../engine/tf.ts';
import type { ImageShape } from '../../generator.ts';
import type { Weights } from '../../training/layout.ts';
import type { VaeConfig } from './index.ts';
import { detailPosterior, detailPrior, encode, outline, paint, priorCentre } from './networks.ts';
import type { DiagonalGaussian } from './networks.ts';

/** Standard normal draws of one pass; `details` is null for a model without. */
export interface Noise {
  /** [B, Z] */
  readonly code: tf.Tensor2D;
  /** [B, H / 4, W / 4, details] */
  readonly details: tf.Tensor4D | null;
}

/**
 * A posterior let go: its mean moved towards the prior's and its log-variance scaled and shifted, in the prior's units. Hold 1,
 * shift 0 is the encoder's own; hold 0, shift 0 the prior.
 */
export interface Grip {
  /** Of each picture [B] */
  readonly hold: tf.Tensor1D;
  /** Of each picture [B] */
  readonly shift: tf.Tensor1D;
}

/** One pass from the picture to its code and back, each part in nats a picture. [B] */
export interface Bound {
  /** Of p(x | z, y) for the z drawn. [B, H, W, C] */
  readonly logits: tf.Tensor4D;
  /** -ln p(x | z, y) of the z drawn. */
  readonly reconstruction: tf.Tensor;
  /** KL(q || p), in closed form. */
  readonly kl: tf.Tensor;
  /** ln q(z | x, y) - ln p(z | y) of the z drawn: its mean over draws is the KL. */
  readonly logRatio: tf.Tensor;
}

/**
 * The parts of the negative evidence lower bound of each picture: -ln p(x | y) <= E_q[reconstruction] + kl.
 *
 * @param x pictures, 0 to 1; 0 or 1 for a true likelihood [B, H, W, C]
 * @param y one-hot classes [B, K]; K may be 0
 * @param grip in place of the encoder's own posterior
 */
export function bound(
  w: Weights,
  x: tf.Tensor4D,
  y: tf.Tensor2D,
  noise: Noise,
  shape: ImageShape,
  config: VaeConfig,
  grip?: Grip,
): Bound {
  const { features, code } = encode(w, x, y);
  const centre = priorCentre(w, y);
  const own = gripped({ mu: code.mu.sub(centre), logVar: code.logVar }, grip);
  const z = own.mu.add(centre).add(own.logVar.mul(0.5).exp().mul(noise.code)) as tf.Tensor2D; // [B, Z]
  const cells = outline(w, z, y, shape, config);
  const parts = (logits: tf.Tensor4D, details: DiagonalGaussian | null): Bound => ({
    logits,
    reconstruction: bernoulli(x, logits),
    kl: details ? klFromStandard(own).add(klFromStandard(details)) : klFromStandard(own),
    logRatio: details ? logRatio(own, noise.code).add(logRatio(details, noise.details!)) : logRatio(own, noise.code),
  });
  if (noise.details === null) return parts(paint(w, cells, null), null);
  const prior = detailPrior(w, cells);
  const change = detailPosterior(w, cells, features);
  // In units of the prior's deviation the prior is N(0, I), and a KL does not depend on units.
  const unit = prior.logVar.mul(0.5).exp();
  const relative = gripped({ mu: change.mu.div(unit), logVar: change.logVar }, grip);
  const drawn = relative.mu.add(relative.logVar.mul(0.5).exp().mul(noise.details));
  return parts(paint(w, cells, prior.mu.add(unit.mul(drawn)) as tf.Tensor4D), relative);
}

function gripped({ mu, logVar }: DiagonalGaussian, grip: Grip | undefined): DiagonalGaussian {
  if (!grip) return { mu, logVar };
  const each = mu.shape.map((n, axis) => (axis === 0 ? n : 1));
  const hold = grip.hold.reshape(each);
  return {
    mu: mu.mul(hold),
    logVar: logVar.mul(hold).add(grip.shift.reshape(each)),
  };
}

/** -ln p(x) of independent pixels, white with probability sigmoid(logits): softplus(l) - x l, summed. [B] */
export function bernoulli(x: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  return tf.softplus(logits).sub(x.mul(logits)).sum([1, 2, 3]);
}

/** KL(N(mu, exp(logVar)) || N(0, I)) of each picture, closed form: Kingma & Welling 2014, appendix B. [B] */
export function klFromStandard({ mu, logVar }: DiagonalGaussian): tf.Tensor {
  const axes = mu.shape.map((_, axis) => axis).slice(1);
  return logVar.add(1).sub(mu.square()).sub(logVar.exp()).sum(axes).mul(-0.5);
}

/** ln N(z; mu, exp(logVar)) - ln N(z; 0, I) at z = mu + exp(logVar / 2) e. [B] */
export function logRatio({ mu, logVar }: DiagonalGaussian, e: tf.Tensor): tf.Tensor {
  const axes = mu.shape.map((_, axis) => axis).slice(1);
  const z = mu.add(logVar.mul(0.5).exp().mul(e));
  return z.square().sub(e.square()).sub(logVar).sum(axes).mul(0.5);
}
