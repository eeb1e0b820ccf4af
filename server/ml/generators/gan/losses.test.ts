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

it("the discriminator's penalty has the gradient that finite differences give", () => {
  const shape: ImageShape = { height: 16, width: 16, channels: 1, classes: 2 };
  const layout = discriminatorLayout(shape, { ...plugin.presets.full, channels: 16 });
  const start = layout.initial(1, 'test');
  tf.tidy(() => {
    const x = tf.randomNormal([2, 16, 16, 1], 0, 1, 'float32', 2) as tf.Tensor4D;
    const y = tf.tensor2d([1, 0, 0, 1], [2, 2]);
    const penalty = (flat: tf.Tensor): tf.Scalar => gradientPenalty((v) => discriminate(layout.weights(flat), v, y), x);
    const flat = tf.tensor1d(start);
    const gradient = tf.grad(penalty)(flat);
    const direction = gradient.div(gradient.square().sum().sqrt());
    const along = gradient.mul(direction).sum().dataSync()[0]!;
    const h = 0.01;
    const [up, down] = [1, -1].map((sign) => penalty(flat.add(direction.mul(sign * h))).dataSync()[0]!);
    expect(Math.abs((up! - down!) / (2 * h) - along) / along).toBeLessThan(0.02);
  });
});
