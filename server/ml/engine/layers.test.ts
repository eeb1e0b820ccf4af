import { beforeAll, expect, test } from 'vitest';
import { groupNorm, rmsNorm, silu, tf } from './index.ts';
import { draw, largestError, startForTests } from './testing/against-cpu.ts';

beforeAll(() => startForTests('native'));

type F = (...x: tf.Tensor[]) => tf.Tensor;

/** Values and gradients of a layer are those of its definition, differentiated step by step. */
function isItsDefinition(name: string, layer: F, definition: F, shapes: number[][]): void {
  test(name, async () => {
    const inputs = shapes.map((shape, i) => draw({ shape, from: -1, to: 2 }, name, i));
    const results = await Promise.all(
      [layer, definition].map(async (f) => {
        const loss = (...x: tf.Tensor[]): tf.Scalar =>
          tf.sum(tf.mul(f(...x), draw({ shape: shapes[0]! }, name, 'weights')));
        const tensors = [f(...inputs), ...tf.grads(loss)(inputs)];
        return Promise.all(tensors.map(async (t) => [...(await t.data())]));
      }),
    );
    results[0]!.forEach((values, i) => expect(largestError(values, results[1]![i]!)).toBeLessThan(2e-5));
  });
}

isItsDefinition(
  'silu',
  (x) => silu(x!),
  (x) => tf.mul(x!, tf.sigmoid(x!)),
  [[3, 4, 5]],
);

isItsDefinition(
  'groupNorm',
  (x, gamma, beta) => groupNorm(x as tf.Tensor4D, gamma as tf.Tensor1D, beta as tf.Tensor1D, 2),
  (x, gamma, beta) => {
    const [B, H, W, C] = x!.shape as [number, number, number, number];
    const cells = tf.reshape(x!, [B, H * W, 2, C / 2]);
    const { mean, variance } = tf.moments(cells, [1, 3], true);
    const unit = tf.reshape(tf.div(tf.sub(cells, mean), tf.sqrt(tf.add(variance, 1e-5))), x!.shape);
    return tf.add(tf.mul(unit, gamma!), beta!);
  },
  [[3, 4, 5, 6], [6], [6]],
);

for (const shape of [
  [3, 4, 5, 6],
  [7, 6],
])
  isItsDefinition(
    `rmsNorm of ${shape.length} axes`,
    (x, gain) => rmsNorm(x!, gain as tf.Tensor1D),
    (x, gain) => tf.mul(tf.div(x!, tf.sqrt(tf.add(tf.mean(tf.square(x!), -1, true), 1e-6))), gain!),
    [shape, [6]],
  );
