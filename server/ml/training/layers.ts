import { tf } from '../engine/tf.ts';
import type { Weights } from './layout.ts';

/** The named convolution with its bias, 'same' padding. [B, H, W, from] -> [B, H / stride, W / stride, to] */
export function conv(w: Weights, name: string, x: tf.Tensor4D, stride = 1): tf.Tensor4D {
  return tf.conv2d(x, w[`${name}.w`] as tf.Tensor4D, stride, 'same').add(w[`${name}.b`]!);
}

/** The named affine map. [B, from] -> [B, to] */
export function dense(w: Weights, name: string, x: tf.Tensor2D): tf.Tensor2D {
  return tf.matMul(x, w[`${name}.w`] as tf.Tensor2D).add(w[`${name}.b`]!);
}

/** Moves each 2 x 2 patch into channels: [B, H, W, C] -> [B, H / 2, W / 2, 4 C]. */
export function spaceToDepth(x: tf.Tensor4D): tf.Tensor4D {
  const [b, h, w, c] = x.shape;
  return x
    .reshape([b, h / 2, 2, w / 2, 2, c])
    .transpose([0, 1, 3, 2, 4, 5])
    .reshape([b, h / 2, w / 2, 4 * c]);
}

/** The inverse of {@link spaceToDepth}: [B, H, W, 4 C] -> [B, 2 H, 2 W, C]. */
export function depthToSpace(x: tf.Tensor4D): tf.Tensor4D {
  const [b, h, w, c] = x.shape;
  return x
    .reshape([b, h, w, 2, 2, c / 4])
    .transpose([0, 1, 3, 2, 4, 5])
    .reshape([b, 2 * h, 2 * w, c / 4]);
}

/** Repeats each pixel 2 x 2: [B, H, W, C] -> [B, 2 H, 2 W, C]. */
export function upsample(x: tf.Tensor4D): tf.Tensor4D {
  const [b, h, w, c] = x.shape;
  const wide = tf.concat([x, x], 3).reshape([b, h, 1, 2 * w * c]);
  return tf.concat([wide, wide], 2).reshape([b, 2 * h, 2 * w, c]);
}

/** Class indices as rows of zeros and a one; an index of -1 gives a row of zeros. [n, classes], row-major */
export function oneHot(labels: ArrayLike<number>, classes: number): Float32Array {
  const rows = new Float32Array(labels.length * classes);
  for (let i = 0; i < labels.length; i++) if (labels[i]! >= 0) rows[i * classes + labels[i]!] = 1;
  return rows;
}

/** x / sqrt(mean over channels of x^2), with its gradient in closed form. Source: Karras et al. 2018, section 4.2. */
export function pixelNorm<T extends tf.Tensor>(x: T): T {
  return tf.customGrad((input, save) => {
    const scale = (input as tf.Tensor).square().mean(-1, true).add(1e-6).rsqrt();
    const value = (input as tf.Tensor).mul(scale);
    (save as tf.GradSaveFunc)([scale, value]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, [r, y]: tf.Tensor[]) => dy.sub(y!.mul(dy.mul(y!).mean(-1, true))).mul(r!),
    };
  })(x) as T;
}
