import { silu } from '../../engine/layers.ts';
import { tf } from '../../engine/tf.ts';
import type { ImageShape } from '../../generator.ts';
import { conv, dense, depthToSpace, pixelNorm, spaceToDepth } from '../../training/layers.ts';
import { Layout } from '../../training/layout.ts';
import type { Weights } from '../../training/layout.ts';
import type { VaeConfig } from './index.ts';

/** Encoder q(z | x, y), decoder p(x | z, y), mirror images of each other, and the prior's centres. */
export function layoutOf(shape: ImageShape, { channels: c, latent }: VaeConfig): Layout {
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
  block('decode.coarse', 2 * c);
  layout.conv('decode.unfold', 1, 2 * c, 4 * c);
  block('decode.fine', c);
  return layout.conv('decode.out', 3, c, folded, 0.5);
}

/**
 * Mean and log-variance of q(z | x, y).
 *
 * @param x pictures, 0 to 1 [B, H, W, C]
 * @param y one-hot classes [B, K]; K may be 0
 * @returns [B, Z] each
 */
export function encode(w: Weights, x: tf.Tensor4D, y: tf.Tensor2D): { mu: tf.Tensor2D; logVar: tf.Tensor2D } {
  let h = block(w, 'encode.fine', conv(w, 'encode.in', spaceToDepth(x))); // [B, H/2, W/2, c]
  h = block(w, 'encode.coarse', conv(w, 'encode.fold', spaceToDepth(h))); // [B, H/4, W/4, 2c]
  const flat = silu(h).reshape([x.shape[0], -1]) as tf.Tensor2D;
  const [mu, logVar] = tf.split(dense(w, 'encode.out', withClass(flat, y)), 2, 1) as [tf.Tensor2D, tf.Tensor2D];
  return { mu, logVar };
}

/**
 * Logits of p(x | z, y): the sigmoid is the mean of each pixel.
 *
 * @param z codes [B, Z]
 * @param y one-hot classes [B, K]; K may be 0
 */
export function decode(
  w: Weights,
  z: tf.Tensor2D,
  y: tf.Tensor2D,
  { height, width }: ImageShape,
  c: number,
): tf.Tensor4D {
  const start = dense(w, 'decode.in', withClass(z, y)).reshape([-1, height / 4, width / 4, 2 * c]) as tf.Tensor4D;
  let h = depthToSpace(conv(w, 'decode.unfold', block(w, 'decode.coarse', start))); // [B, H/2, W/2, c]
  h = block(w, 'decode.fine', h);
  return depthToSpace(conv(w, 'decode.out', silu(pixelNorm(h))));
}

/** Centre of the prior p(z | y) = N(centre, I) of each class; the origin where there are no classes. [B, Z] or [] */
export function priorCentre(w: Weights, y: tf.Tensor2D): tf.Tensor {
  return y.shape[1] === 0 ? tf.scalar(0) : tf.matMul(y, w['prior'] as tf.Tensor2D);
}

function block(w: Weights, name: string, x: tf.Tensor4D): tf.Tensor4D {
  return x.add(conv(w, `${name}.2`, silu(conv(w, `${name}.1`, pixelNorm(x)))));
}

const withClass = (x: tf.Tensor2D, y: tf.Tensor2D): tf.Tensor2D => (y.shape[1] === 0 ? x : tf.concat([x, y], 1));
