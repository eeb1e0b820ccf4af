import { rmsNorm, silu } from '../../engine/layers.ts';
import { tf } from '../../engine/tf.ts';
import { dense } from '../../training/layers.ts';
import { Layout } from '../../training/layout.ts';
import type { Weights } from '../../training/layout.ts';

/** Size of a causal transformer: each place sees itself and the places before it. */
export interface TransformerSpec {
  /** Different input tokens. */
  readonly inputs: number;
  /** Different output tokens. */
  readonly outputs: number;
  /** Places of the longest sequence. */
  readonly length: number;
  readonly width: number;
  readonly layers: number;
  /** Divides the width. */
  readonly heads: number;
}

/** Hidden units of a layer's perceptron, as a multiple of the width. */
const EXPANSION = 3;

/** Keys and values of the places seen so far, one pair a layer. [B, heads, length, width / heads] each */
export type AttentionCache = { keys: tf.Tensor4D; values: tf.Tensor4D }[];

/** Parameters of a transformer with learned places, pre-norm; Vaswani et al. 2017, Radford et al. 2019. */
export function transformerLayout({ inputs, outputs, length, width, layers }: TransformerSpec): Layout {
  const layout = new Layout();
  layout.add('tokens', [inputs, width], 0.5).add('places', [length, width], 0.1);
  for (let i = 0; i < layers; i++) {
    const back = 1 / Math.sqrt(2 * layers);
    layout.add(`${i}.norm1`, [width], 0, 1);
    layout.dense(`${i}.attend.in`, width, 3 * width).dense(`${i}.attend.out`, width, width, back);
    layout.add(`${i}.norm2`, [width], 0, 1);
    layout
      .dense(`${i}.mlp.in`, width, EXPANSION * width, Math.SQRT2)
      .dense(`${i}.mlp.out`, EXPANSION * width, width, back);
  }
  return layout.add('norm', [width], 0, 1).dense('out', width, outputs, 0.1);
}

/**
 * Logits of the token after each place.
 *
 * @param tokens input tokens, at most `length` of them [B, L], int32
 * @returns [B, L, outputs]
 */
export function transformer(w: Weights, spec: TransformerSpec, tokens: tf.Tensor2D): tf.Tensor3D {
  const [b, l] = tokens.shape;
  const later = tf.tensor2d(
    Float32Array.from({ length: l * l }, (_, i) => (i % l > Math.floor(i / l) ? -1e9 : 0)),
    [l, l],
  );
  let h = embed(w, spec, tokens.reshape([b * l]) as tf.Tensor1D).reshape([b, l, spec.width]);
  h = h.add(tf.slice(w['places'] as tf.Tensor2D, [0, 0], [l, spec.width]));
  h = h.reshape([b * l, spec.width]);
  for (let i = 0; i < spec.layers; i++) {
    const [q, k, v] = heads(w, spec, i, h as tf.Tensor2D, b, l);
    h = h.add(attend(w, spec, i, q, k, v, later));
    h = h.add(perceptron(w, i, h as tf.Tensor2D));
  }
  return output(w, h as tf.Tensor2D).reshape([b, l, spec.outputs]);
}

/** An empty cache for a batch of sequences. */
export function emptyCache({ layers, heads: n, length, width }: TransformerSpec, batch: number): AttentionCache {
  const zeros = (): tf.Tensor4D => tf.zeros([batch, n, length, width / n]);
  return Array.from({ length: layers }, () => ({ keys: zeros(), values: zeros() }));
}

/**
 * One place more: the same logits as {@link transformer} gives at that place, at the cost of one place.
 *
 * @param tokens input tokens of the place [B], int32
 * @param at the place as a row of zeros and a one [length]
 * @param seen 0 at this place and those before it, -1e9 after [length]
 * @returns logits of the next token [B, outputs] and the cache with this place in it
 */
export function transformerStep(
  w: Weights,
  spec: TransformerSpec,
  tokens: tf.Tensor1D,
  at: tf.Tensor1D,
  seen: tf.Tensor1D,
  cache: AttentionCache,
): { logits: tf.Tensor2D; cache: AttentionCache } {
  const b = tokens.shape[0];
  const place = at.reshape([1, spec.length]) as tf.Tensor2D;
  let h = embed(w, spec, tokens).add(tf.matMul(place, w['places'] as tf.Tensor2D));
  const column = at.reshape([spec.length, 1]);
  const grown = cache.map(({ keys, values }, i) => {
    const [q, k, v] = heads(w, spec, i, h as tf.Tensor2D, b, 1);
    const layer = { keys: keys.add(column.mul(k)) as tf.Tensor4D, values: values.add(column.mul(v)) as tf.Tensor4D };
    h = h.add(attend(w, spec, i, q, layer.keys, layer.values, seen));
    h = h.add(perceptron(w, i, h as tf.Tensor2D));
    return layer;
  });
  return { logits: output(w, h as tf.Tensor2D), cache: grown };
}

/** As a product with rows of zeros and a one, whose gradient is a product too. [n] -> [n, width] */
function embed(w: Weights, { inputs }: TransformerSpec, tokens: tf.Tensor1D): tf.Tensor2D {
  return tf.matMul(tf.oneHot(tokens, inputs).cast('float32') as tf.Tensor2D, w['tokens'] as tf.Tensor2D);
}

/** Queries, keys and values. [B L, width] -> [B, heads, L, width / heads] each */
function heads(
  w: Weights,
  { heads: n, width }: TransformerSpec,
  layer: number,
  h: tf.Tensor2D,
  b: number,
  l: number,
): [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D] {
  const all = dense(w, `${layer}.attend.in`, rmsNorm(h, w[`${layer}.norm1`] as tf.Tensor1D));
  const split = all.reshape([b, l, 3, n, width / n]).transpose([2, 0, 3, 1, 4]);
  return tf.split(split, 3).map((part) => part.reshape([b, n, l, width / n])) as [
    tf.Tensor4D,
    tf.Tensor4D,
    tf.Tensor4D,
  ];
}

/** @param mask added to the scores of each pair of places */
function attend(
  w: Weights,
  { heads: n, width }: TransformerSpec,
  layer: number,
  q: tf.Tensor4D,
  k: tf.Tensor4D,
  v: tf.Tensor4D,
  mask: tf.Tensor,
): tf.Tensor2D {
  const scores = tf
    .matMul(q, k, false, true)
    .mul(1 / Math.sqrt(width / n))
    .add(mask);
  const mixed = tf.matMul(tf.softmax(scores), v).transpose([0, 2, 1, 3]); // [B, L, heads, width / heads]
  return dense(w, `${layer}.attend.out`, mixed.reshape([-1, width]) as tf.Tensor2D);
}

function perceptron(w: Weights, layer: number, h: tf.Tensor2D): tf.Tensor2D {
  const inner = dense(w, `${layer}.mlp.in`, rmsNorm(h, w[`${layer}.norm2`] as tf.Tensor1D));
  return dense(w, `${layer}.mlp.out`, silu(inner));
}

function output(w: Weights, h: tf.Tensor2D): tf.Tensor2D {
  return dense(w, 'out', rmsNorm(h, w['norm'] as tf.Tensor1D));
}
