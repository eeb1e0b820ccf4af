import { silu } from '../../engine/layers.ts';
import { tf } from '../../engine/tf.ts';
import type { ImageShape } from '../../generator.ts';
import { conv, dense, pixelNorm, spaceToDepth } from '../../training/layers.ts';
import { Layout } from '../../training/layout.ts';
import type { Weights } from '../../training/layout.ts';

/** Width of the layer whose activations are the features. */
export const FEATURES = 128;

/** Residual blocks at half and at a quarter of the resolution, then 128 maps averaged over the picture. */
export function layoutOf(shape: ImageShape, c: number): Layout {
  const layout = new Layout().conv('in', 3, 4 * shape.channels, c);
  const block = (name: string, width: number): void => {
    layout.conv(`${name}.1`, 3, width, width, Math.SQRT2).conv(`${name}.2`, 3, width, width, 0.2);
  };
  block('fine', c);
  layout.conv('fold', 1, 4 * c, 2 * c);
  block('coarse.1', 2 * c);
  block('coarse.2', 2 * c);
  return layout.conv('features', 3, 2 * c, FEATURES, Math.SQRT2).dense('classes', FEATURES, shape.classes);
}

/**
 * @param x pictures, 0 to 1 [B, H, W, C]
 * @returns the averaged, rectified maps [B, 128] and the class scores [B, K]
 */
export function network(w: Weights, x: tf.Tensor4D): { features: tf.Tensor2D; logits: tf.Tensor2D } {
  let h = block(w, 'fine', conv(w, 'in', spaceToDepth(x))); // [B, H/2, W/2, c]
  h = conv(w, 'fold', spaceToDepth(h)); // [B, H/4, W/4, 2c]
  h = block(w, 'coarse.2', block(w, 'coarse.1', h));
  const features = tf.relu(conv(w, 'features', pixelNorm(h))).mean([1, 2]) as tf.Tensor2D; // [B, 128]
  return { features, logits: dense(w, 'classes', features) };
}

function block(w: Weights, name: string, x: tf.Tensor4D): tf.Tensor4D {
  const h = silu(conv(w, `${name}.1`, pixelNorm(x)));
  return x.add(conv(w, `${name}.2`, h));
}
