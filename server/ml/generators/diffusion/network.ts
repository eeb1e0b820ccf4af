import { silu } from '../../engine/layers.ts';
import { tf } from '../../engine/tf.ts';
import type { ImageShape } from '../../generator.ts';
import { conv, dense, depthToSpace, pixelNorm, spaceToDepth } from '../../training/layers.ts';
import { Layout } from '../../training/layout.ts';
import type { Weights } from '../../training/layout.ts';
import type { DiffusionConfig } from './index.ts';

/** Frequencies at which the network is told the noise level: from 0.5 in steps of 1.4, as sine and cosine. */
const FREQUENCIES = 16;
export const NOISE_FEATURES = 2 * FREQUENCIES;
const EMBEDDING = 128;

/**
 * A small U-Net. Pictures are folded 2 x 2 into channels first, because wide layers at low resolution are the fast ones:
 * one block down and two up at half the resolution, three with attention between them at a quarter, one merged skip.
 */
export function layoutOf(shape: ImageShape, { channels: c }: Pick<DiffusionConfig, 'channels'>): Layout {
  const folded = 4 * shape.channels;
  const layout = new Layout()
    .dense('noise', NOISE_FEATURES, EMBEDDING)
    .add('class', [shape.classes + 1, EMBEDDING], 1)
    .dense('embed', EMBEDDING, EMBEDDING)
    .conv('in', 3, folded, c);
  const block = (name: string, width: number): void => {
    layout
      .conv(`${name}.1`, 3, width, width)
      .dense(`${name}.embed`, EMBEDDING, 2 * width, 0.5)
      .conv(`${name}.2`, 3, width, width, 0);
  };
  block('down', c);
  layout.conv('fold', 1, 4 * c, 2 * c);
  for (const name of ['middle.1', 'middle.2', 'middle.3']) block(name, 2 * c);
  layout.conv('attend.qkv', 1, 2 * c, 6 * c).conv('attend.out', 1, 2 * c, 2 * c, 0);
  layout.conv('unfold', 1, 2 * c, 4 * c).conv('merge', 1, 2 * c, c);
  block('up.1', c);
  block('up.2', c);
  return layout.conv('out', 3, c, folded, 0);
}

/**
 * F(x; noise, class): the raw network of EDM.
 *
 * @param x pictures scaled to unit variance [B, H, W, C]
 * @param noise rows of {@link noiseFeatures} [B, 32]
 * @param classes one-hot with a last column for "no class" [B, K + 1]
 */
export function network(
  w: Weights,
  x: tf.Tensor4D,
  noise: tf.Tensor2D,
  classes: tf.Tensor2D,
  heads: number,
): tf.Tensor4D {
  const e = embedding(w, noise, classes);
  let h = conv(w, 'in', spaceToDepth(x)); // [B, H/2, W/2, c]
  const skip = (h = block(w, 'down', h, e));
  h = conv(w, 'fold', spaceToDepth(h)); // [B, H/4, W/4, 2c]
  h = block(w, 'middle.1', h, e);
  h = attend(w, block(w, 'middle.2', h, e), heads);
  h = block(w, 'middle.3', h, e);
  h = depthToSpace(conv(w, 'unfold', h)); // [B, H/2, W/2, c]
  h = conv(w, 'merge', tf.concat([h, skip], 3));
  h = block(w, 'up.2', block(w, 'up.1', h, e), e);
  return depthToSpace(conv(w, 'out', silu(pixelNorm(h))));
}

/** What the network is told of a noise level sigma: sines and cosines of ln(sigma) / 4. */
export function noiseFeatures(sigma: number): number[] {
  const angles = Array.from({ length: FREQUENCIES }, (_, i) => (Math.log(sigma) / 4) * 0.5 * 1.4 ** i);
  return [...angles.map(Math.sin), ...angles.map(Math.cos)];
}

/** Noise level and class as one vector. [B, 128] */
function embedding(w: Weights, noise: tf.Tensor2D, classes: tf.Tensor2D): tf.Tensor2D {
  const both = dense(w, 'noise', noise).add(tf.matMul(classes, w['class'] as tf.Tensor2D)) as tf.Tensor2D;
  return silu(dense(w, 'embed', silu(both)));
}

/** Residual block; noise and class scale and shift its normalised inside; its last convolution starts at zero. */
function block(w: Weights, name: string, x: tf.Tensor4D, e: tf.Tensor2D): tf.Tensor4D {
  const [batch, , , c] = x.shape;
  const [scale, shift] = tf.split(dense(w, `${name}.embed`, e).reshape([batch, 1, 1, 2 * c]), 2, 3) as [
    tf.Tensor4D,
    tf.Tensor4D,
  ];
  const h = pixelNorm(conv(w, `${name}.1`, silu(x)))
    .mul(scale.add(1))
    .add(shift) as tf.Tensor4D;
  return x.add(conv(w, `${name}.2`, silu(h)));
}

/** Every position looks at every other. Source: Vaswani et al. 2017. */
function attend(w: Weights, x: tf.Tensor4D, heads: number): tf.Tensor4D {
  const [b, height, width, c] = x.shape;
  const [n, d] = [height * width, c / heads];
  const qkv = conv(w, 'attend.qkv', pixelNorm(x)).reshape([b, n, 3, heads, d]).transpose([2, 0, 3, 1, 4]);
  const [q, k, v] = tf.unstack(qkv, 0) as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D]; // [B, heads, n, d]
  const attention = tf.softmax(tf.matMul(q, k, false, true).mul(1 / Math.sqrt(d))); // [B, heads, n, n]
  const mixed = tf.matMul(attention, v).transpose([0, 2, 1, 3]).reshape([b, height, width, c]) as tf.Tensor4D;
  return x.add(conv(w, 'attend.out', mixed));
}
