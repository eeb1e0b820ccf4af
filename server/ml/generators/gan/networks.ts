import { silu } from '../../engine/layers.ts';
import { tf } from '../../engine/tf.ts';
import type { ImageShape } from '../../generator.ts';
import { conv, dense, depthToSpace, pixelNorm, spaceToDepth } from '../../training/layers.ts';
import { Layout } from '../../training/layout.ts';
import type { Weights } from '../../training/layout.ts';
import type { GanConfig } from './index.ts';

const STYLE = 128;
const JUDGE = 128;
const SLOPE = 0.2;

export function generatorLayout(shape: ImageShape, { channels: c, latent }: GanConfig): Layout {
  const coarse = (shape.height / 4) * (shape.width / 4) * 2 * c;
  const layout = new Layout().dense('style', latent + shape.classes, STYLE, Math.SQRT2).dense('start', STYLE, coarse);
  const block = (name: string, width: number): void => {
    layout
      .conv(`${name}.1`, 3, width, width)
      .dense(`${name}.style`, STYLE, 2 * width, 0.5)
      .conv(`${name}.2`, 3, width, width, 0.5);
  };
  block('coarse.1', 2 * c);
  block('coarse.2', 2 * c);
  layout.conv('unfold', 1, 2 * c, 4 * c);
  block('fine', c);
  return layout.conv('out', 3, c, 4 * shape.channels, 0.5);
}

/**
 * G(z, y): pictures from -1 to 1.
 *
 * @param z standard normal [B, Z]
 * @param y one-hot classes [B, K]; K may be 0
 */
export function generate(
  w: Weights,
  z: tf.Tensor2D,
  y: tf.Tensor2D,
  { height, width }: ImageShape,
  c: number,
): tf.Tensor4D {
  const style = silu(dense(w, 'style', y.shape[1] === 0 ? z : tf.concat([z, y.mul(2)], 1))); // [B, 128]
  let h = dense(w, 'start', style).reshape([-1, height / 4, width / 4, 2 * c]) as tf.Tensor4D;
  h = styled(w, 'coarse.2', styled(w, 'coarse.1', h, style), style);
  h = styled(w, 'fine', depthToSpace(conv(w, 'unfold', h)), style); // [B, H/2, W/2, c]
  return tf.tanh(depthToSpace(conv(w, 'out', silu(pixelNorm(h)))));
}

/** Residual block whose inside is scaled and shifted by the style. */
function styled(w: Weights, name: string, x: tf.Tensor4D, style: tf.Tensor2D): tf.Tensor4D {
  const [batch, , , c] = x.shape;
  const [scale, shift] = tf.split(dense(w, `${name}.style`, style).reshape([batch, 1, 1, 2 * c]), 2, 3) as [
    tf.Tensor,
    tf.Tensor,
  ];
  const h = pixelNorm(conv(w, `${name}.1`, silu(x)))
    .mul(scale.add(1))
    .add(shift) as tf.Tensor4D;
  return x.add(conv(w, `${name}.2`, silu(h)));
}

export function discriminatorLayout(shape: ImageShape, { channels: c }: Pick<GanConfig, 'channels'>): Layout {
  const gain = Math.SQRT2;
  const layout = new Layout()
    .conv('in', 3, 4 * shape.channels, c, gain)
    .conv('fine', 3, c, c, gain)
    .conv('fold', 1, 4 * c, 2 * c)
    .conv('coarse.1', 3, 2 * c, 2 * c, gain)
    .conv('coarse.2', 3, 2 * c, 2 * c, 0.5)
    .dense('judge', (shape.height / 4) * (shape.width / 4) * 2 * c, JUDGE, gain)
    .dense('score', JUDGE, 1);
  return shape.classes > 0 ? layout.add('class', [shape.classes, JUDGE], 1 / Math.sqrt(JUDGE)) : layout;
}

/**
 * D(x, y): the higher, the more genuine; the class enters by projection (Miyato & Koyama 2018). No normalisation, and every
 * operation has a gradient of its gradient, which the penalties need.
 *
 * @param x pictures, -1 to 1 [B, H, W, C]
 * @param y one-hot classes [B, K]; K may be 0
 * @returns scores [B]
 */
export function discriminate(w: Weights, x: tf.Tensor4D, y: tf.Tensor2D): tf.Tensor1D {
  let h = lrelu(conv(w, 'fine', lrelu(conv(w, 'in', spaceToDepth(x))))); // [B, H/2, W/2, c]
  h = conv(w, 'fold', spaceToDepth(h)); // [B, H/4, W/4, 2c]
  h = h.add(conv(w, 'coarse.2', lrelu(conv(w, 'coarse.1', lrelu(h)))));
  const judged = lrelu(dense(w, 'judge', lrelu(h).reshape([x.shape[0], -1]) as tf.Tensor2D)); // [B, 128]
  const score = dense(w, 'score', judged).reshape([-1]);
  if (y.shape[1] === 0) return score as tf.Tensor1D;
  return score.add(judged.mul(tf.matMul(y, w['class'] as tf.Tensor2D)).sum(1)) as tf.Tensor1D;
}

/** Leaky rectifier, as a sum: `tf.leakyRelu` itself has no gradient of its gradient. */
function lrelu<T extends tf.Tensor>(x: T): T {
  return tf
    .relu(x)
    .mul(1 - SLOPE)
    .add(x.mul(SLOPE)) as T;
}
