import { tf } from './tf.ts';

type T = tf.Tensor;
type T1 = tf.Tensor1D;
type T4 = tf.Tensor4D;

/** x sigmoid(x), any shape (Elfwing, Uchibe, Doya 2018). The gradient touches large arrays as few times as possible. */
export function silu<R extends T>(x: R): R {
  const op = tf.customGrad((input, save) => {
    const a = input as T;
    const s = tf.sigmoid(a);
    const y = tf.mul(a, s);
    (save as tf.GradSaveFunc)([s, y]);
    // y' = s + y (1 - s)
    return { value: y, gradFunc: (dy: T, [sig, out]: T[]) => tf.mul(dy, tf.add(sig!, tf.mul(out!, tf.sub(1, sig!)))) };
  });
  return op(x) as R;
}

/**
 * Group normalisation over channels (Wu, He 2018), with its closed gradient.
 * @param x [B, H, W, C]
 * @param gamma Scale of each channel. [C]
 * @param beta Shift of each channel. [C]
 * @param groups Divides C.
 */
export function groupNorm(x: T4, gamma: T1, beta: T1, groups: number, epsilon = 1e-5): T4 {
  const [B, H, W, C] = x.shape;
  const n = (H * W * C) / groups;
  /** Sums over each group, given back to its channels. [B, C] to [B, 1, 1, C] */
  const perGroup = (t: T): T => {
    const sums = tf.sum(tf.reshape(t, [B, groups, C / groups]), 2, true); // [B, G, 1]
    return tf.reshape(tf.tile(sums, [1, 1, C / groups]), [B, 1, 1, C]);
  };
  const overPixels = (t: T): T => tf.sum(t, [1, 2]); // [B, C]
  const op = tf.customGrad((...args) => {
    const [x_, gamma_, beta_, save] = args as unknown as [T, T, T, tf.GradSaveFunc];
    const mean = tf.div(perGroup(overPixels(x_)), n);
    const square = tf.div(perGroup(overPixels(tf.square(x_))), n);
    const rate = tf.rsqrt(tf.add(tf.sub(square, tf.square(mean)), epsilon)); // 1 / deviation
    const slope = tf.mul(rate, gamma_);
    const value = tf.add(tf.mul(x_, slope), tf.sub(beta_, tf.mul(mean, slope)));
    save([x_, gamma_, mean, rate, slope]);
    const gradFunc = (dy: T, saved: T[]): T[] => {
      const [a, g, mu, r, m] = saved as [T, T, T, T, T];
      const dySum = tf.reshape(overPixels(dy), [B, 1, 1, C]);
      const dyxSum = tf.reshape(overPixels(tf.mul(dy, a)), [B, 1, 1, C]);
      const dyNormSum = tf.mul(tf.sub(dyxSum, tf.mul(mu, dySum)), r); // sum of dy times the normalised x
      const m1 = tf.div(perGroup(tf.reshape(tf.mul(dySum, g), [B, C])), n);
      const m2 = tf.div(perGroup(tf.reshape(tf.mul(dyNormSum, g), [B, C])), n);
      const byX = tf.neg(tf.mul(tf.mul(r, r), m2));
      const constant = tf.sub(tf.neg(tf.mul(r, m1)), tf.mul(byX, mu));
      const dx = tf.add(tf.add(tf.mul(dy, m), tf.mul(a, byX)), constant);
      return [dx, tf.sum(dyNormSum, [0, 1, 2]), tf.sum(dySum, [0, 1, 2])];
    };
    return { value, gradFunc };
  });
  return op(x, gamma, beta) as T4;
}

/**
 * Root mean square normalisation over the last axis (Zhang, Sennrich 2019): of channels at each pixel, or of features.
 * @param x [..., C]
 * @param gain Scale of each channel. [C]
 */
export function rmsNorm<R extends T>(x: R, gain: T1, epsilon = 1e-6): R {
  const C = x.shape[x.rank - 1]!;
  const leading = Array.from({ length: x.rank - 1 }, (_, i) => i);
  const op = tf.customGrad((...args) => {
    const [x_, gain_, save] = args as unknown as [T, T, tf.GradSaveFunc];
    const rate = tf.rsqrt(tf.add(tf.mean(tf.square(x_), -1, true), epsilon)); // [..., 1]
    const unit = tf.mul(x_, rate);
    save([unit, rate, gain_]);
    const gradFunc = (dy: T, saved: T[]): T[] => {
      const [u, r, g] = saved as [T, T, T];
      const du = tf.mul(dy, g);
      const along = tf.div(tf.sum(tf.mul(du, u), -1, true), C);
      return [tf.mul(r, tf.sub(du, tf.mul(u, along))), tf.sum(tf.mul(dy, u), leading)];
    };
    return { value: tf.mul(unit, gain_), gradFunc };
  });
  return op(x, gain) as R;
}
