import { tf } from '../../engine/tf.ts';

/**
 * The two parts of the negative evidence lower bound of each picture, in nats.
 *
 * Pixels count as Bernoulli with a grey value as probability: the usual practice, a true likelihood only for binary pixels.
 *
 * @param x pictures, 0 to 1 [B, H, W, C]
 * @param logits of the decoder, same shape
 * @param mu, logVar of q(z | x), mu as seen from the centre of the prior [B, Z]
 * @returns reconstruction and KL, [B] each
 */
export function elbo(
  x: tf.Tensor,
  logits: tf.Tensor,
  mu: tf.Tensor,
  logVar: tf.Tensor,
): { reconstruction: tf.Tensor; kl: tf.Tensor } {
  // -ln p(x | z) = sum of softplus(l) - x l
  const reconstruction = tf.softplus(logits).sub(x.mul(logits)).sum([1, 2, 3]); // [B]
  // KL(q(z | x) || N(centre, I)), closed form: Kingma & Welling 2014, appendix B.
  const kl = logVar.add(1).sub(mu.square()).sub(logVar.exp()).sum(1).mul(-0.5); // [B]
  return { reconstruction, kl };
}
