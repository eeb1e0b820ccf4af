import { beforeAll, expect, it } from 'vitest';
import { startEngine, tf } from '../../engine/index.ts';
import { rngFor } from '../../random.ts';
import { elbo } from './elbo.ts';

beforeAll(async () => {
  await startEngine();
});

it('the reconstruction is the Bernoulli log-likelihood, also far from zero', () => {
  tf.tidy(() => {
    const logits = [-60, -2, 0, 3, 60];
    const x = [0, 1, 0.5, 0.25, 1];
    const exact = logits.reduce((sum, l, i) => {
      const lnP = l < 0 ? l - Math.log1p(Math.exp(l)) : -Math.log1p(Math.exp(-l));
      return sum - x[i]! * lnP - (1 - x[i]!) * (lnP - l);
    }, 0);
    const { reconstruction } = elbo(
      tf.tensor4d(x, [1, 5, 1, 1]),
      tf.tensor4d(logits, [1, 5, 1, 1]),
      tf.zeros([1, 2]),
      tf.zeros([1, 2]),
    );
    expect(reconstruction.dataSync()[0]).toBeCloseTo(exact, 4);
  });
});

it('the KL is zero at the prior and equals the mean log ratio elsewhere', () => {
  const [mu, logVar] = [0.7, -1.2];
  const rng = rngFor('kl');
  const deviation = Math.exp(logVar / 2);
  let sum = 0;
  const draws = 200_000;
  for (let i = 0; i < draws; i++) {
    const e = rng.normal();
    sum += -logVar / 2 - e ** 2 / 2 + (mu + deviation * e) ** 2 / 2; // ln q(z) - ln p(z)
  }
  tf.tidy(() => {
    const none = tf.zeros([1, 1, 1, 1]);
    expect(elbo(none, none, tf.zeros([1, 4]), tf.zeros([1, 4])).kl.dataSync()[0]).toBeCloseTo(0, 7);
    const { kl } = elbo(none, none, tf.tensor2d([[mu]]), tf.tensor2d([[logVar]]));
    expect(Math.abs(kl.dataSync()[0]! - sum / draws)).toBeLessThan(0.01);
  });
});
