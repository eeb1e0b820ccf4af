import { tf } from '../../engine/tf.ts';
import type { Machine } from './parameters.ts';

/*
 * E(v, h | y) = -b_y.v - c_y.h - v.W.h,  b_y = b + V_y,  c_y = c + U_y.  Bits v, h; class y, where there is one.
 */

/** c_y + v W: logits of the hidden units. `y` is one-hot, null without classes. [B, visible] -> [B, hidden] */
export function hiddenField(m: Machine, v: tf.Tensor2D, y: tf.Tensor2D | null): tf.Tensor2D {
  return withClass(tf.matMul(v, m.weights as tf.Tensor2D).add(m.hidden), y, m.classHidden);
}

/** b_y + h W^T: logits of the visible units. [B, hidden] -> [B, visible] */
export function visibleField(m: Machine, h: tf.Tensor2D, y: tf.Tensor2D | null): tf.Tensor2D {
  return withClass(tf.matMul(h, m.weights as tf.Tensor2D, false, true).add(m.visible), y, m.classVisible);
}

/** F(v | y) = -b_y.v - sum_j log(1 + exp(field_j)): minus the log of exp(-E) summed over h. [B] */
export function freeEnergy(m: Machine, v: tf.Tensor2D, y: tf.Tensor2D | null, field: tf.Tensor2D): tf.Tensor1D {
  const bias = withClass(m.visible, y, m.classVisible);
  return v.mul(bias).sum(1).add(tf.softplus(field).sum(1)).neg() as tf.Tensor1D;
}

function withClass(x: tf.Tensor, y: tf.Tensor2D | null, part: tf.Tensor | undefined): tf.Tensor2D {
  return (y && part ? x.add(tf.matMul(y, part as tf.Tensor2D)) : x) as tf.Tensor2D;
}

/**
 * Bits that are 1 with probability sigmoid(field): a coin with chance p falls on 1 where logit(p) exceeds the logit of a
 * uniform draw.
 */
export function flip(field: tf.Tensor2D, logits: tf.Tensor2D): tf.Tensor2D {
  return tf.step(field.sub(logits)) as tf.Tensor2D;
}
