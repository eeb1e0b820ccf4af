import { afterEach, beforeAll, expect, test } from 'vitest';
import { AdamW, Ema, tf, type AdamWOptions } from './index.ts';
import { largestError, startForTests } from './testing/against-cpu.ts';

beforeAll(() => startForTests('native'));
afterEach(() => tf.disposeVariables());

const start = [0.5, -1, 2, 0.1, 3, -0.7];

const makeWeights = (): tf.Variable[] => [
  tf.tidy(() => tf.variable(tf.tensor2d(start.slice(0, 4), [2, 2]))),
  tf.tidy(() => tf.variable(tf.tensor1d(start.slice(4)))),
];

/** The gradient of the sum of w^4 / 4 over all weights. */
const gradients = (weights: tf.Variable[]): tf.NamedTensorMap =>
  Object.fromEntries(weights.map((w) => [w.name, tf.pow(w, 3)]));

const rate = (step: number): number => 0.1 / (step + 1);

function train(weights: tf.Variable[], optimiser: AdamW, from: number, to: number): number[] {
  for (let i = from; i < to; i++) tf.tidy(() => optimiser.apply(gradients(weights), tf.tensor1d([rate(i)])));
  return weights.flatMap((w) => [...w.dataSync()]);
}

/** The algorithm as published, number by number. */
function reference(steps: number, { weightDecay = 0, clipNorm = Infinity }: AdamWOptions): number[] {
  const w = [...start];
  const [m, v] = [w.map(() => 0), w.map(() => 0)];
  for (let t = 1; t <= steps; t++) {
    const raw = w.map((x) => x ** 3);
    const norm = Math.sqrt(raw.reduce((sum, g) => sum + g * g, 0));
    const lr = rate(t - 1);
    raw.forEach((r, i) => {
      const g = r * Math.min(1, clipNorm / norm);
      m[i] = 0.9 * m[i]! + 0.1 * g;
      v[i] = 0.999 * v[i]! + 0.001 * g * g;
      const step = m[i]! / (1 - 0.9 ** t) / (Math.sqrt(v[i]! / (1 - 0.999 ** t)) + 1e-8);
      w[i]! -= lr * (step + (i < 4 ? weightDecay * w[i]! : 0)); // the vector does not decay
    });
  }
  return w;
}

for (const options of [{}, { weightDecay: 0.1 }, { clipNorm: 1 }, { weightDecay: 0.3, clipNorm: 0.5 }])
  test(`AdamW ${JSON.stringify(options)} is the published algorithm`, () => {
    const weights = makeWeights();
    const optimiser = new AdamW(weights, options);
    expect(largestError(train(weights, optimiser, 0, 12), reference(12, options))).toBeLessThan(1e-4);
    optimiser.dispose();
  });

test('saving and restoring changes nothing', () => {
  const weights = makeWeights();
  const optimiser = new AdamW(weights, { weightDecay: 0.1 });
  train(weights, optimiser, 0, 5);
  const saved = Object.fromEntries(
    Object.entries(optimiser.state()).map(([name, t]) => [name, tf.tensor(t.dataSync().slice(), t.shape)]),
  );
  const middle = weights.map((w) => tf.tensor(w.dataSync().slice(), w.shape));
  const straight = train(weights, optimiser, 5, 9);
  const resumed = makeWeights();
  resumed.forEach((w, i) => w.assign(middle[i]!));
  const second = new AdamW(resumed, { weightDecay: 0.1 });
  second.restore(saved);
  expect(train(resumed, second, 5, 9)).toEqual(straight);
});

test('a state of another network is refused', () => {
  const optimiser = new AdamW(makeWeights());
  expect(() => optimiser.restore({ 'adam.mean': tf.zeros([3]) })).toThrow(/Expected 6 numbers named adam.mean, got 3/);
});

test('Ema averages, swaps in and swaps back', () => {
  const weights = makeWeights();
  const ema = new Ema(weights);
  weights[1]!.assign(tf.tensor1d([5, 1.3]));
  ema.update(0.9);
  ema.update(tf.tensor1d([0.5]));
  const expected = start.slice(4).map((s, i) => [5, 1.3][i]! + 0.45 * (s - [5, 1.3][i]!));
  const averaged = ema.weightsAveraged();
  expect(largestError(averaged[1]!.dataSync(), expected)).toBeLessThan(1e-6);
  ema.swap();
  expect(largestError(weights[1]!.dataSync(), expected)).toBeLessThan(1e-6);
  ema.swap();
  expect(largestError(weights[1]!.dataSync(), [5, 1.3])).toBeLessThan(1e-6);
  tf.dispose(averaged);
  ema.dispose();
});
