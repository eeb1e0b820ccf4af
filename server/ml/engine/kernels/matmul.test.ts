import { beforeAll } from 'vitest';
import { tf } from '../index.ts';
import { agrees, agreesSmoothly, startForTests } from '../testing/against-cpu.ts';

beforeAll(() => startForTests('native'));

for (const ta of [false, true])
  for (const tb of [false, true]) {
    const lies = `${ta ? 'transposed' : 'plain'} times ${tb ? 'transposed' : 'plain'}`;
    const [a, b] = [ta ? [5, 3] : [3, 5], tb ? [4, 5] : [5, 4]];
    agreesSmoothly(lies, (x, y) => tf.matMul(x, y, ta, tb), [a, b]);
    agreesSmoothly(`${lies}, batches`, (x, y) => tf.matMul(x, y, ta, tb), [
      [2, 3, ...a],
      [2, 3, ...b],
    ]);
  }
agrees('one matrix for all', (a, b) => tf.matMul(a, b), [
  [6, 3, 5],
  [1, 5, 4],
]);
agreesSmoothly('outer and inner product', (a, b) => tf.add(tf.outerProduct(a, b), tf.dot(a, b)), [[4], [4]]);
agreesSmoothly('fused with bias and activation', (a, b, bias) => tf.fused.matMul({ a, b, bias, activation: 'relu' }), [
  [3, 5],
  [5, 4],
  [4],
]);
for (const activation of ['linear', 'relu6', 'elu', 'sigmoid', 'leakyrelu'] as const)
  agrees(`fused with ${activation}`, (a, b, bias) => tf.fused.matMul({ a, b, bias, activation }), [
    [3, 5],
    [5, 4],
    [4],
  ]);
agreesSmoothly(
  'batchNorm',
  (x, m, v, o, s) => tf.batchNorm(x, m, tf.square(v), o, s),
  [[2, 3, 4, 3], [3], { shape: [3], from: 0.5, to: 2 }, [3], [3]],
  { tolerance: 1e-4 },
);
