import { silu } from '../../engine/layers.ts';
import { tf } from '../../engine/tf.ts';
import type { ImageShape } from '../../generator.ts';
import { conv, dense, depthToSpace, pixelNorm, spaceToDepth } from '../../training/layers.ts';
import { Layout } from '../../training/layout.ts';
import type { Weights } from '../../training/layout.ts';
import type { VaeConfig } from './index.ts';

/** A Gaussian with a variance of its own in each direction. Any shape, the same for both. */
export interface DiagonalGaussian {
  readonly mu: tf.Tensor;
  readonly logVar: tf.Tensor;
}

/** Encoder q(z | x, y), decoder p(x | z, y), the prior's centres, and the details of each cell where there are any. */
export function layoutOf(shape: ImageShape, { channels: c, latent, details }: VaeConfig): Layout {
  const folded = 4 * shape.channels;
  const coarse = (shape.height / 4) * (shape.width / 4) * 2 * c;
  const layout = new Layout();
  const block = (name: string, width: number): void => {
    layout.conv(`${name}.1`, 3, width, width, Math.SQRT2).conv(`${name}.2`, 3, width, width, 0.2);
  };
  if (shape.classes > 0) layout.add('prior', [shape.classes, latent], 1);
  layout.conv('encode.in', 3, folded, c);
  block('encode.fine', c);
  layout.conv('encode.fold', 1, 4 * c, 2 * c);
  block('encode.coarse', 2 * c);
  layout.dense('encode.out', coarse + shape.classes, 2 * latent, 0.5);
  layout.dense('decode.in', latent + shape.classes, coarse);
  if (details > 0) {
    block('decode.start', 2 * c);
    layout.conv('detail.prior.1', 1, 2 * c, 2 * c, Math.SQRT2).conv('detail.prior.2', 3, 2 * c, 2 * details, 0.1);
    layout
      .conv('detail.posterior.1', 1, 4 * c, 2 * c, Math.SQRT2)
      .conv('detail.posterior.2', 3, 2 * c, 2 * details, 0.1);
    layout.conv('detail.in', 3, details, 2 * c);
  }
  block('decode.coarse', 2 * c);
  layout.conv('decode.unfold', 1, 2 * c, 4 * c);
  block('decode.fine', c);
  return layout.conv('decode.out', 3, c, folded, 0.5);
}

/**
 * What the encoder sees, and q(z | x, y).
 *
 * @param x pictures, 0 to 1 [B, H, W, C]
 * @param y one-hot classes [B, K]; K may be 0
 * @returns features [B, H / 4, W / 4, 2c], code [B, Z]
 */
export function encode(w: Weights, x: tf.Tensor4D, y: tf.Tensor2D): { features: tf.Tensor4D; code: DiagonalGaussian } {
  const fine = block(w, 'encode.fine', conv(w, 'encode.in', spaceToDepth(x))); // [B, H/2, W/2, c]
  const features = silu(block(w, 'encode.coarse', conv(w, 'encode.fold', spaceToDepth(fine))));
  const flat = features.reshape([x.shape[0], -1]) as tf.Tensor2D;
  const [mu, logVar] = tf.split(dense(w, 'encode.out', withClass(flat, y)), 2, 1) as [tf.Tensor, tf.Tensor];
  return { features, code: { mu, logVar } };
}

/** Centre of the prior p(z | y) = N(centre, I) of each class; the origin where there are no classes. [B, Z] or [] */
export function priorCentre(w: Weights, y: tf.Tensor2D): tf.Tensor {
  return y.shape[1] === 0 ? tf.scalar(0) : tf.matMul(y, w['prior'] as tf.Tensor2D);
}

/**
 * What a code says about each cell of the picture.
 *
 * @param z codes [B, Z]
 * @param y one-hot classes [B, K]; K may be 0
 * @returns [B, H / 4, W / 4, 2c]
 */
export function outline(
  w: Weights,
  z: tf.Tensor2D,
  y: tf.Tensor2D,
  { height, width }: ImageShape,
  { channels: c, details }: VaeConfig,
): tf.Tensor4D {
  const start = dense(w, 'decode.in', withClass(z, y)).reshape([-1, height / 4, width / 4, 2 * c]) as tf.Tensor4D;
  return details > 0 ? block(w, 'decode.start', start) : start;
}

/** p(details | outline), of each cell. [B, H / 4, W / 4, details] */
export function detailPrior(w: Weights, cells: tf.Tensor4D): DiagonalGaussian {
  return gaussianOf(conv(w, 'detail.prior.2', silu(conv(w, 'detail.prior.1', pixelNorm(cells)))));
}

/**
 * q(details | x, outline) as it differs from the prior: mean and log-variance are added to the prior's. Source: Vahdat & Kautz
 * 2020, section 3.2.
 */
export function detailPosterior(w: Weights, cells: tf.Tensor4D, features: tf.Tensor4D): DiagonalGaussian {
  const seen = tf.concat([pixelNorm(cells), features], 3);
  return gaussianOf(conv(w, 'detail.posterior.2', silu(conv(w, 'detail.posterior.1', seen))));
}

/**
 * Logits of p(x | z, details, y): the sigmoid is the mean of each pixel.
 * @param details [B, H / 4, W / 4, details], or null for a model without
 */
export function paint(w: Weights, cells: tf.Tensor4D, details: tf.Tensor4D | null): tf.Tensor4D {
  const filled = details === null ? cells : cells.add(conv(w, 'detail.in', details));
  let h = depthToSpace(conv(w, 'decode.unfold', block(w, 'decode.coarse', filled as tf.Tensor4D))); // [B, H/2, W/2, c]
  h = block(w, 'decode.fine', h);
  return depthToSpace(conv(w, 'decode.out', silu(pixelNorm(h))));
}

function gaussianOf(h: tf.Tensor4D): DiagonalGaussian {
  const [mu, logVar] = tf.split(h, 2, 3) as [tf.Tensor, tf.Tensor];
  return { mu, logVar };
}

function block(w: Weights, name: string, x: tf.Tensor4D): tf.Tensor4D {
  return x.add(conv(w, `${name}.2`, silu(conv(w, `${name}.1`, pixelNorm(x)))));
}

const withClass = (x: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor2D => (y.shape[1] === 0 ? x : tf.concat([x, y], 1));
