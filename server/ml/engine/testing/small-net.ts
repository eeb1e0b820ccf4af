import { rngFor } from '../../random.ts';
import { AdamW, groupNorm, silu, tf } from '../index.ts';

/** A small convolutional regression for the tests: 16 images of 8 x 8, two convolutions, a group norm, a dense layer. */
export interface SmallNet {
  /** One step; the loss is the caller's. */
  step(): tf.Scalar;
  dispose(): void;
}

export function smallNet(seed: number): SmallNet {
  const rng = rngFor(seed, 'small net');
  const normal = (shape: number[], scale: number): tf.Tensor =>
    tf.tensor(
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => scale * rng.normal()),
      shape,
    );
  const weight = (shape: number[], scale: number): tf.Variable => tf.tidy(() => tf.variable(normal(shape, scale)));
  const c1 = weight([3, 3, 1, 16], 0.3);
  const c2 = weight([3, 3, 16, 16], 0.1);
  const gamma = tf.tidy(() => tf.variable(tf.ones([16]))) as tf.Variable<tf.Rank.R1>;
  const beta = tf.tidy(() => tf.variable(tf.zeros([16]))) as tf.Variable<tf.Rank.R1>;
  const dense = weight([256, 1], 0.05);
  const weights = [c1, c2, gamma, beta, dense] as tf.Variable[];
  const optimiser = new AdamW(weights, { clipNorm: 1 });
  const x = normal([16, 8, 8, 1], 1) as tf.Tensor4D;
  const y = tf.tidy(() => tf.slice(x, [0, 2, 3, 0], [16, 1, 1, 1]).reshape([16, 1])); // one pixel, to be found
  let steps = 0;
  const loss = (): tf.Scalar => {
    const h1 = tf.conv2d(x, c1 as tf.Tensor as tf.Tensor4D, 2, 'same'); // [16, 4, 4, 16]
    const h2 = groupNorm(tf.conv2d(silu(h1), c2 as tf.Tensor as tf.Tensor4D, 1, 'same'), gamma, beta, 4);
    const out = tf.matMul(tf.reshape(silu(tf.add(h1, h2)), [16, 256]), dense as tf.Tensor as tf.Tensor2D);
    return tf.mean(tf.square(tf.sub(out, y)));
  };
  return {
    step: () =>
      tf.tidy(() => {
        const { value, grads } = tf.variableGrads(loss, weights);
        optimiser.apply(grads, tf.tensor1d([0.02 / Math.sqrt(++steps)]));
        return value;
      }),
    dispose: () => {
      optimiser.dispose();
      for (const tensor of [...weights, x, y]) tensor.dispose();
    },
  };
}

/** The loss of each step. */
export async function trainSmallNet(steps: number, seed: number): Promise<number[]> {
  const net = smallNet(seed);
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) {
    const loss = net.step();
    losses.push((await loss.data())[0]!);
    loss.dispose();
  }
  net.dispose();
  return losses;
}
