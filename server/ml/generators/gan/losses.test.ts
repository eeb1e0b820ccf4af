import { beforeAll, expect, it } from 'vitest';
import { startEngine, tf } from '../../engine/index.ts';
import type { ImageShape } from '../../generator.ts';
import { plugin } from './index.ts';
import { discriminatorLoss, generatorLoss, gradientPenalty } from './losses.ts';
import { discriminate, discriminatorLayout } from './networks.ts';

beforeAll(async () => {
  await startEngine();
});

it('both games cost ln 2 a picture when nobody can tell', () => {
  tf.tidy(() => {
    const none = tf.zeros([4]);
    const value = (loss: tf.Scalar): number => loss.dataSync()[0]!;
    expect(value(discriminatorLoss('relativistic', none, none))).toBeCloseTo(Math.LN2, 6);
    expect(value(generatorLoss('relativistic', none, none))).toBeCloseTo(Math.LN2, 6);
    expect(value(discriminatorLoss('nonsaturating', none, none))).toBeCloseTo(2 * Math.LN2, 6);
    expect(value(generatorLoss('nonsaturating', null, none))).toBeCloseTo(Math.LN2, 6);
  });
});

it('the penalty of a linear score is the squared norm of its weights', () => {
  tf.tidy(() => {
    const weights = tf.tensor4d([1, -2, 3, 0.5], [1, 2, 2, 1]);
    const x = tf.randomNormal([5, 2, 2, 1], 0, 1, 'float32', 1) as tf.Tensor4D;
    const penalty = gradientPenalty((v) => v.mul(weights).sum([1, 2, 3]), x);
    expect(penalty.dataSync()[0]).toBeCloseTo(1 + 4 + 9 + 0.25, 4);
  });
});

it("the discriminator's penalty has the gradient that Euler's theorem gives", () => {
  const shape: ImageShape = { height: 16, width: 16, channels: 1, classes: 0 };
  const layout = discriminatorLayout(shape, { ...plugin.presets.full, channels: 16 });
  tf.tidy(() => {
    const flat = tf.tensor1d(layout.initial(1, 'test'));
    const x = tf.randomNormal([2, 16, 16, 1], 0, 1, 'float32', 2) as tf.Tensor4D;
    const penalty = (weights: tf.Tensor): tf.Scalar =>
      gradientPenalty((v) => discriminate(layout.weights(weights), v, tf.zeros([2, 0])), x);
    const value = penalty(flat).dataSync()[0]!;
    const [w, gradient] = [layout.weights(flat), layout.weights(tf.grad(penalty)(flat))];
    // Biases start at zero, so the score is homogeneous of degree 1 in each of these layers and the penalty of degree 2.
    for (const layer of ['in.w', 'fine.w', 'fold.w', 'judge.w', 'score.w']) {
      const along = gradient[layer]!.mul(w[layer]!).sum().dataSync()[0]!;
      expect(Math.abs(along / value - 2)).toBeLessThan(1e-3);
    }
  });
});
