import { beforeAll, describe } from 'vitest';
import { tf } from '../index.ts';
import { agrees, agreesSmoothly, hasItsOwnSlope, startForTests } from '../testing/against-cpu.ts';

beforeAll(() => startForTests('native'));

const windows = [
  [2, 2, 'valid'],
  [3, 2, 'same'],
  [3, 1, 'same'],
  [2, 3, 'valid'],
] as const;

for (const [size, stride, pad] of windows) {
  const window = `${size} x ${size}, stride ${stride}, ${pad}`;
  agreesSmoothly(`maxPool ${window}`, (x) => tf.maxPool(x, size, stride, pad), [[2, 7, 6, 3]]);
  agrees(`avgPool ${window}`, (x) => tf.avgPool(x, size, stride, pad), [[2, 7, 6, 3]]);
  // The cpu backend divides by the whole window where padding is part of it.
  hasItsOwnSlope(`gradient of avgPool ${window}`, (x) => tf.avgPool(x as tf.Tensor4D, size, stride, pad), [2, 7, 6, 3]);
}

describe('resize to nearest', () => {
  agrees('whole factors', (x) => tf.image.resizeNearestNeighbor(x, [14, 18]), [[2, 7, 6, 3]]);
  agrees('any factor', (x) => tf.image.resizeNearestNeighbor(x, [5, 4]), [[2, 7, 6, 3]]);
  // The cpu backend's gradient mixes up the images of a batch.
  hasItsOwnSlope('its gradient', (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [14, 18]), [2, 7, 6, 3]);
  hasItsOwnSlope(
    'its gradient for another factor each way',
    (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [21, 6]),
    [3, 7, 6, 2],
  );
});
