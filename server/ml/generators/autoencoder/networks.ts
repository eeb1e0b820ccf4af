import { silu } from '../../engine/layers.ts';
import type { tf } from '../../engine/tf.ts';
import type { ImageShape } from '../../generator.ts';
import { conv, dense, depthToSpace, pixelNorm, spaceToDepth } from '../../training/layers.ts';
import { Layout } from '../../training/layout.ts';
import type { Weights } from '../../training/layout.ts';
import type { AutoencoderConfig } from './index.ts';

/** Encoder and decoder, mirror images of each other; only the code passes between them. */
export function layoutOf(shape: ImageShape, { channels: c, latent }: AutoencoderConfig): Layout {
  const folded = 4 * shape.channels;
  const coarse = (shape.height / 4) * (shape.width / 4) * 2 * c;
  const layout = new Layout();
  const block = (name: string, width: number): void => {
    layout.conv(`${name}.1`, 3, width, width, Math.SQRT2).conv(`${name}.2`, 3, width, width, 0.2);
  };
  layout.conv('encode.in', 3, folded, c);
  block('encode.fine', c);
  layout.conv('encode.fold', 1, 4 * c, 2 * c);
  block('encode.coarse', 2 * c);
  layout.dense('encode.out', coarse, latent);
  layout.dense('decode.in', latent, coarse);
  block('decode.coarse', 2 * c);
  layout.conv('decode.unfold', 1, 2 * c, 4 * c);
  block('decode.fine', c);
  return layout.conv('decode.out', 3, c, folded, 0.5);
}

/**
 * The code of each picture.
 * @param x pictures, 0 to 1 [B, H, W, C]
 * @returns [B, Z]
 */
export function encode(w: Weights, x: tf.Tensor4D): tf.Tensor2D {
  let h = block(w, 'encode.fine', conv(w, 'encode.in', spaceToDepth(x))); // [B, H/2, W/2, c]
  h = block(w, 'encode.coarse', conv(w, 'encode.fold', spaceToDepth(h))); // [B, H/4, W/4, 2c]
  return dense(w, 'encode.out', silu(h).reshape([x.shape[0], -1]) as tf.Tensor2D);
}

/**
 * The picture of each code.
 * @param z codes [B, Z]
 * @returns 0 to 1 [B, H, W, C]
 */
export function decode(w: Weights, z: tf.Tensor2D, { height, width }: ImageShape, c: number): tf.Tensor4D {
  const start = dense(w, 'decode.in', z).reshape([-1, height / 4, width / 4, 2 * c]) as tf.Tensor4D;
  let h = depthToSpace(conv(w, 'decode.unfold', block(w, 'decode.coarse', start))); // [B, H/2, W/2, c]
  h = block(w, 'decode.fine', h);
  return depthToSpace(conv(w, 'decode.out', silu(pixelNorm(h)))).sigmoid();
}

function block(w: Weights, name: string, x: tf.Tensor4D): tf.Tensor4D {
  return x.add(conv(w, `${name}.2`, silu(conv(w, `${name}.1`, pixelNorm(x)))));
}
