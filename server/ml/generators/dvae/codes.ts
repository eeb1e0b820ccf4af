import { silu } from '../../engine/layers.ts';
import type { tf } from '../../engine/tf.ts';
import type { ImageShape } from '../../generator.ts';
import { conv, depthToSpace, pixelNorm, spaceToDepth } from '../../training/layers.ts';
import { Layout } from '../../training/layout.ts';
import type { Weights } from '../../training/layout.ts';

/** Size of a picture's code: a grid of tokens, each one of `codes` entries of the codebook. */
export interface CodesSpec {
  /** Entries of the codebook. */
  readonly codes: number;
  /** Channels at half resolution; the token grid has three times as many. */
  readonly channels: number;
}

/** One token stands for 4 x 4 pixels (and, by the convolutions, for their surroundings). */
export const PIXELS_A_TOKEN = 4;

/** Rows, columns and number of the tokens of a picture. */
export function tokenGrid({ height, width }: ImageShape): { rows: number; columns: number; length: number } {
  const [rows, columns] = [height / PIXELS_A_TOKEN, width / PIXELS_A_TOKEN];
  return { rows, columns, length: rows * columns };
}

/** Encoder q(t | x) and decoder p(x | t), mirror images of each other. */
export function codesLayout(shape: ImageShape, { codes, channels: c }: CodesSpec): Layout {
  const folded = 4 * shape.channels;
  const layout = new Layout();
  const block = (name: string, width: number): void => {
    layout.conv(`${name}.1`, 3, width, width, Math.SQRT2).conv(`${name}.2`, 3, width, width, 0.2);
  };
  layout.conv('encode.in', 3, folded, c);
  block('encode.fine', c);
  layout.conv('encode.fold', 1, 4 * c, 3 * c);
  block('encode.coarse', 3 * c);
  layout.conv('encode.out', 1, 3 * c, codes);
  // The codebook: row k is the vector that token k stands for.
  layout.conv('decode.codebook', 1, codes, 3 * c, Math.sqrt(codes));
  block('decode.coarse', 3 * c);
  layout.conv('decode.unfold', 1, 3 * c, 4 * c);
  block('decode.fine', c);
  return layout.conv('decode.out', 3, c, folded, 0.5);
}

/**
 * Logits of q(t | x) for each cell of the grid.
 *
 * @param x pictures, 0 to 1 [B, H, W, C]
 * @returns [B, H / 4, W / 4, codes]
 */
export function encodeTokens(w: Weights, x: tf.Tensor4D): tf.Tensor4D {
  let h = block(w, 'encode.fine', conv(w, 'encode.in', spaceToDepth(x))); // [B, H/2, W/2, c]
  h = block(w, 'encode.coarse', conv(w, 'encode.fold', spaceToDepth(h))); // [B, H/4, W/4, 3c]
  return conv(w, 'encode.out', silu(pixelNorm(h)));
}

/**
 * Logits of p(x | t): the sigmoid is the mean of each pixel.
 *
 * @param t tokens as rows of zeros and a one, or mixtures of them [B, H / 4, W / 4, codes]
 * @returns [B, H, W, C]
 */
export function decodeTokens(w: Weights, t: tf.Tensor4D): tf.Tensor4D {
  const start = conv(w, 'decode.codebook', t); // [B, H/4, W/4, 3c]
  let h = depthToSpace(conv(w, 'decode.unfold', block(w, 'decode.coarse', start))); // [B, H/2, W/2, c]
  h = block(w, 'decode.fine', h);
  return depthToSpace(conv(w, 'decode.out', silu(pixelNorm(h))));
}

function block(w: Weights, name: string, x: tf.Tensor4D): tf.Tensor4D {
  return x.add(conv(w, `${name}.2`, silu(conv(w, `${name}.1`, pixelNorm(x)))));
}
