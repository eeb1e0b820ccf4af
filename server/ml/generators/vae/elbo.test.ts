import { beforeAll, expect, it } from 'vitest';
import { startEngine, tf } from '../../engine/index.ts';
import { rngFor } from '../../random.ts';
import { bernoulli, klFromStandard, logRatio } from './elbo.ts';

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
    const found = bernoulli(tf.tensor4d(x, [1, 5, 1, 1]), tf.tensor4d(logits, [1, 5, 1, 1]));
    expect(found.dataSync()[0]).toBeCloseTo(exact, 4);
  });
});

it('the KL is zero at the prior and equals the mean log ratio elsewhere', () => {
  const [mu, logVar] = [0.7, -1.2];
  const rng = rngFor('kl');
  const draws = 200_000;
  const e = Float32Array.from({ length: draws }, () => rng.normal());
  let exact = 0;
  for (const value of e) exact += (-logVar - value ** 2 + (mu + Math.exp(logVar / 2) * value) ** 2) / 2 / draws; // ln q - ln p
  tf.tidy(() => {
    expect(
      klFromStandard({
        mu: tf.zeros([1, 4]),
        logVar: tf.zeros([1, 4]),
      }).dataSync()[0],
    ).toBeCloseTo(0, 7);
    const gaussian = {
      mu: tf.fill([draws, 1], mu),
      logVar: tf.fill([draws, 1], logVar),
    };
    const ratio = logRatio(gaussian, tf.tensor2d(e, [draws, 1]))
      .mean()
      .dataSync()[0]!;
    expect(Math.abs(ratio - exact)).toBeLessThan(1e-4);
    expect(Math.abs(klFromStandard(gaussian).dataSync()[0]! - exact)).toBeLessThan(0.01);
  });
});
