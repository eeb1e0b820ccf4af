import { beforeAll } from 'vitest';
import { tf } from '../index.ts';
import { agrees, agreesSmoothly, integers, startForTests } from '../testing/against-cpu.ts';

beforeAll(() => startForTests('native'));

agreesSmoothly('reshape with a free axis', (x) => tf.reshape(x, [3, -1]), [[2, 3, 4]]);
agreesSmoothly('expandDims and squeeze', (x) => tf.squeeze(tf.expandDims(x, -2)), [[3, 4]]);
agreesSmoothly('transpose', (x) => tf.transpose(x, [2, 0, 1]), [[2, 3, 4]]);
agreesSmoothly('tile', (x) => tf.tile(x, [2, 1, 3]), [[2, 3, 4]]);
agreesSmoothly('tile of single elements', (x) => tf.tile(x, [1, 5]), [[3, 1]]);
agreesSmoothly('broadcastTo', (x) => tf.mul(tf.broadcastTo(x, [4, 3, 2]), 2), [[3, 1]]);
agreesSmoothly('concat', (a, b) => tf.concat([a, b], -1), [
  [2, 3],
  [2, 4],
]);
agreesSmoothly(
  'stack and unstack',
  (a, b) => tf.sub(...(tf.unstack(tf.stack([a, b], 1), 1) as [tf.Tensor, tf.Tensor])),
  [
    [2, 3],
    [2, 3],
  ],
);
agreesSmoothly('slice', (x) => tf.slice(x, [1, 0, 2], [1, -1, 2]), [[2, 3, 4]]);
agrees('stridedSlice', (x) => tf.stridedSlice(x, [0, 3], [3, 0], [2, -2]), [[3, 5]]);
agrees('stridedSlice to the ends', (x) => tf.stridedSlice(x, [0, -1], [3, -6], [1, -1]), [[3, 5]]);
agrees('stridedSlice that drops an axis', (x) => tf.stridedSlice(x, [1, 0], [2, 4], [1, 1], 0, 0, 0, 0, 1), [[3, 5]]);
agrees('stridedSlice of nothing', (x) => tf.stridedSlice(x, [2, 0], [1, 4], [1, 2]), [[3, 5]]);
agreesSmoothly('split', (x) => tf.concat(tf.split(x, [1, 3, 2], 1).reverse(), 1), [[2, 6]]);
agreesSmoothly(
  'pad',
  (x) =>
    tf.pad(
      x,
      [
        [0, 1],
        [2, 0],
      ],
      3,
    ),
  [[2, 3]],
);
agrees(
  'mirrorPad',
  (x) =>
    tf.mirrorPad(
      x,
      [
        [1, 0],
        [2, 1],
      ],
      'reflect',
    ),
  [[3, 4]],
);
agrees(
  'mirrorPad that repeats the edge',
  (x) =>
    tf.mirrorPad(
      x,
      [
        [1, 0],
        [2, 1],
      ],
      'symmetric',
    ),
  [[3, 4]],
);
agreesSmoothly('reverse', (x) => tf.reverse(x, [0, 2]), [[2, 3, 4]]);
agrees('depthToSpace', (x) => tf.depthToSpace(x, 2), [[2, 3, 2, 8]]);
agreesSmoothly('range and linspace', (x) => tf.add(x, tf.add(tf.range(5, 0), tf.linspace(-1, 1, 5))), [[5]]);
agrees('range of integers', () => tf.range(2, 11, 3, 'int32'), []);
agreesSmoothly('gather along an axis', (x, i) => tf.gather(x, i, 1), [[2, 5, 3], integers([2, 4], 0, 5)]);
agrees('gather by batch', (x, i) => tf.gather(x, i, 1, 1), [[2, 5], integers([2, 4], 0, 5)]);
agreesSmoothly('gather of rows chosen often', (x, i) => tf.gather(x, i), [[4, 6], integers([300], 0, 4)], {
  tolerance: 1e-4,
});
agrees('gatherND', tf.gatherND, [[3, 4, 2], integers([5, 2], 0, 3)]);
agrees('scatterND', (i, x) => tf.scatterND(i, x, [4, 3]), [integers([9, 1], 0, 4), [9, 3]]);
agreesSmoothly('unsortedSegmentSum', (x, i) => tf.unsortedSegmentSum(x, i, 4), [[9, 3], integers([9], 0, 4)]);
agrees('oneHot', (i) => tf.oneHot(i, 5), [integers([2, 4], 0, 5)]);
agrees('topk values', (x) => tf.topk(x, 3).values, [[3, 6]]);
agrees('topk indices', (x) => tf.topk(tf.round(tf.mul(x, 3)), 4).indices, [[3, 9]]);
agrees('tensors without elements', (x) => tf.concat([tf.slice(x, [0, 0], [0, 3]), x]), [[2, 3]]);
