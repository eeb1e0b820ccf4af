import { silu } from '../../engine/layers.ts';
import { tf } from '../../engine/tf.ts';
import { CAPTION_TOKENS } from '../../captions/reader.ts';
import { dense, oneHot, pixelNorm } from '../../training/layers.ts';
import type { Layout, Weights } from '../../training/layout.ts';

/** Adds the caption encoder's parameters: a vocabulary with one more token for places where nothing is said. */
export function withEncoder(layout: Layout, vocabulary: number, width: number): Layout {
  return layout
    .add('words', [vocabulary + 1, width], 1)
    .dense('read.qkv', width, 3 * width)
    .dense('read.out', width, width, 0)
    .dense('read.1', width, 2 * width)
    .dense('read.2', 2 * width, width, 0);
}

/** Captions as rows of zeros and a one, four places each; no tokens at all is the dropped caption. [n, 4, vocabulary + 1] */
export function captionRows(captions: readonly (readonly number[])[], vocabulary: number): Float32Array {
  const places = captions.flatMap((tokens) =>
    Array.from({ length: CAPTION_TOKENS }, (_, place) => tokens[place] ?? vocabulary),
  );
  return oneHot(places, vocabulary + 1);
}

/**
 * What a caption says, as one vector: embeddings, one layer in which every word looks at every other, one perceptron, the mean.
 * The order of the words is not told: 'a thin seven' and 'a seven, thin' are the same.
 *
 * @param rows of {@link captionRows} [B 4, vocabulary + 1]
 * @returns vectors of length 1 [B, width]
 */
export function encodeCaption(w: Weights, rows: tf.Tensor2D): tf.Tensor2D {
  const embedded: tf.Tensor2D = tf.matMul(rows, w['words'] as tf.Tensor2D); // [B 4, width]
  const width = embedded.shape[1]!;
  const places: [number, number, number] = [-1, CAPTION_TOKENS, width];
  const qkv = dense(w, 'read.qkv', pixelNorm(embedded));
  const [q, k, v] = tf.split(qkv, 3, 1).map((part) => part.reshape(places)) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const attention = tf.softmax(tf.matMul(q, k, false, true).mul(1 / Math.sqrt(width))); // [B, 4, 4]
  const looked = tf.matMul(attention, v).reshape([-1, width]) as tf.Tensor2D;
  const mixed = embedded.add(dense(w, 'read.out', looked)) as tf.Tensor2D;
  const inner = silu(dense(w, 'read.1', pixelNorm(mixed)));
  const read = mixed
    .add(dense(w, 'read.2', inner))
    .reshape(places)
    .mean(1);
  return pixelNorm(read).mul(1 / Math.sqrt(width)) as tf.Tensor2D;
}
