import { tf } from '../engine/tf.ts';
import { oneHot } from '../training/layers.ts';
import type { Layout, Weights } from '../training/layout.ts';
import { CAPTION_TOKENS } from './reader.ts';

/** Adds the caption encoder's parameters: a vocabulary with one more token for places where nothing is said. */
export function withEncoder(layout: Layout, vocabulary: number, width: number): Layout {
  return layout.add('words', [vocabulary + 1, width], 1);
}

/** Captions as rows of zeros and a one, four places each; no tokens at all is the dropped caption. [n, 4, vocabulary + 1] */
export function captionRows(captions: readonly (readonly number[])[], vocabulary: number): Float32Array {
  const places = captions.flatMap((tokens) =>
    Array.from({ length: CAPTION_TOKENS }, (_, place) => tokens[place] ?? vocabulary),
  );
  return oneHot(places, vocabulary + 1);
}

/**
 * What a caption says, as one vector: the sum of its words' vectors, scaled to about length 1 at the start. A sum means the same by
 * 'thin' in every company, so a combination that training never saw is read as well as one that it did; 'a thin seven' and
 * 'a seven, thin' are the same.
 *
 * @param rows of {@link captionRows} [B 4, vocabulary + 1]
 * @returns [B, width]
 */
export function encodeCaption(w: Weights, rows: tf.Tensor2D): tf.Tensor2D {
  const embedded = tf.matMul(rows, w['words'] as tf.Tensor2D); // [B 4, width]
  const width = embedded.shape[1]!;
  return embedded
    .reshape([-1, CAPTION_TOKENS, width])
    .sum(1)
    .mul(1 / Math.sqrt(CAPTION_TOKENS * width)) as tf.Tensor2D;
}
