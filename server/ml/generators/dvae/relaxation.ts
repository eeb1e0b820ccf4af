import { tf } from '../../engine/tf.ts';

/**
 * A draw from a categorical distribution, softened so that the gradient passes: softmax of (logits + Gumbel noise) / temperature.
 * The colder, the nearer to a row of zeros and a one. Source: Jang, Gu & Poole 2017; Maddison, Mnih & Teh 2017.
 *
 * @param logits [..., K]
 * @param uniform independent draws from (0, 1), of the logits' size
 * @param temperature a scalar above 0
 */
export function gumbelSoftmax<T extends tf.Tensor>(logits: T, uniform: tf.Tensor, temperature: tf.Tensor): T {
  const gumbel = uniform.log().neg().log().neg(); // -ln(-ln u)
  return tf.softmax(logits.add(gumbel).div(temperature)) as T;
}

/**
 * What keeps a codebook in use, in nats a picture.
 *
 * @param logits of q(t | x) [B, rows, columns, K]
 * @returns `kl`: KL(q(t | x) || uniform), summed over the grid, of each picture [B];
 *   `balance`: KL of the mean of q over pictures and grid to uniform, times the number of cells, a scalar;
 *   `perplexity`: exp of the entropy of that mean, the number of codes in use, a scalar
 */
export function codebookUse(logits: tf.Tensor4D): { kl: tf.Tensor; balance: tf.Scalar; perplexity: tf.Scalar } {
  const [, rows, columns, codes] = logits.shape;
  const q = tf.softmax(logits);
  const kl = q.mul(tf.logSoftmax(logits).add(Math.log(codes))).sum([1, 2, 3]); // [B]
  const use = q.mean([0, 1, 2]); // [K]
  const entropy = use.mul(use.add(1e-9).log()).sum().neg() as tf.Scalar;
  const balance = tf.sub(Math.log(codes), entropy).mul(rows * columns) as tf.Scalar;
  return { kl, balance, perplexity: entropy.exp() as tf.Scalar };
}
