import { beforeAll, expect, test } from 'vitest';
import { startEngine, tf } from './index.ts';
import { agreesSmoothly, hasItsOwnSlope, logged, startForTests } from './testing/against-cpu.ts';
import { trainSmallNet } from './testing/small-net.ts';

beforeAll(() => startForTests('wasm'));

test('the engine says which backend it is', async () => {
  const engine = await startEngine();
  expect(engine.backendName).toBe('wasm');
  expect(engine.stats()).toBeNull();
  expect(logged).toEqual([]); // asked for, so nothing to warn of
});

const backend = 'wasm';
for (const [s, pad, k] of [
  [1, 'same', 3],
  [2, 'same', 4],
  [2, 'same', 3],
  [2, 'valid', 3],
  [3, 'valid', 2],
  [1, 'same', 1],
] as const) {
  const what = `${k} x ${k}, stride ${s}, ${pad}`;
  agreesSmoothly(
    `convolution ${what}`,
    (x, w) => tf.conv2d(x, w, s, pad),
    [
      [2, 8, 7, 3],
      [k, k, 3, 5],
    ],
    { tolerance: 1e-4, backend },
  );
}
agreesSmoothly(
  'transposed convolution',
  (y, w) => tf.conv2dTranspose(y, w, [2, 8, 6, 3], 2, 'same'),
  [
    [2, 4, 3, 5],
    [4, 4, 3, 5],
  ],
  { tolerance: 1e-4, backend },
);
agreesSmoothly(
  'product',
  (a, b) => tf.matMul(a, b, true, true),
  [
    [2, 5, 3],
    [2, 4, 5],
  ],
  { backend },
);
agreesSmoothly('softplus', tf.softplus, [{ shape: [9], from: -90, to: 90 }], { backend });
hasItsOwnSlope(
  'resize to nearest',
  (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [6, 9]),
  [2, 3, 3, 2],
  'wasm',
);

test('a convolutional net learns', async () => {
  await tf.setBackend('wasm');
  const losses = await trainSmallNet(40, 1);
  expect(losses.at(-1)!).toBeLessThan(losses[0]! * 0.5);
});
