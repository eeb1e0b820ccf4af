import { beforeAll } from 'vitest';
import { tf } from '../index.ts';
import { agrees, agreesSmoothly, bools, integers, startForTests } from '../testing/against-cpu.ts';

beforeAll(() => startForTests('native'));

for (const axis of [undefined, 0, 1, -1, [0, 1], [1, 2], [0, 2]]) {
  const over = axis === undefined ? 'all axes' : `axis ${axis}`;
  agreesSmoothly(`sum over ${over}`, (x) => tf.sum(x, axis), [[3, 4, 5]]);
  agreesSmoothly(`mean over ${over}, kept`, (x) => tf.mean(x, axis, true), [[3, 4, 5]]);
  agreesSmoothly(`max over ${over}`, (x) => tf.max(x, axis), [[3, 4, 5]]);
  agreesSmoothly(`min over ${over}, kept`, (x) => tf.min(x, axis, true), [[3, 4, 5]]);
  agrees(`prod over ${over}`, (x) => tf.prod(x, axis), [{ shape: [3, 4, 5], from: 0.5, to: 1.5 }]);
  agrees(`all over ${over}`, (x) => tf.all(x, axis), [bools(2, 2, 3)]);
  agrees(`any over ${over}`, (x) => tf.any(x, axis, true), [bools(2, 2, 3)]);
}
agreesSmoothly('sum of many rows', (x) => tf.sum(x, [0, 1]), [[50, 40, 6]], { tolerance: 1e-4 });
agrees('sum of integers', (x) => tf.sum(x, 0), [integers([5, 3], -9, 9)]);
agrees('sum of bools', (x) => tf.sum(x), [bools(5, 3)]);
agrees('mean of integers', (x) => tf.mean(x, 0), [integers([5, 3], -9, 9)]);
agrees('argMax', (x) => tf.argMax(x, 1), [[3, 4, 5]]);
agrees('argMin takes the first of equals', (x) => tf.argMin(tf.round(x), -1), [[3, 9]]);
agreesSmoothly('softmax', (x) => tf.softmax(x), [{ shape: [3, 5], from: -5, to: 5 }]);
agreesSmoothly('logSoftmax', (x) => tf.logSoftmax(x), [{ shape: [3, 5], from: -5, to: 5 }]);
agreesSmoothly('logSumExp', (x) => tf.logSumExp(x, 1), [[3, 5]]);
agreesSmoothly('cumsum', (x) => tf.cumsum(x, 1), [[3, 5]]);
agrees('cumsum, exclusive and reversed', (x) => tf.cumsum(x, 0, true, true), [[3, 5]]);
agreesSmoothly('variance', (x) => tf.moments(x, [0, 2]).variance, [[3, 4, 5]]);
