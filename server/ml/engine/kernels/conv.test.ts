import { beforeAll, describe } from 'vitest';
import { tf } from '../index.ts';
import { agrees, agreesSmoothly, startForTests } from '../testing/against-cpu.ts';

beforeAll(() => startForTests('native'));

/** Channels that fit the blocks of every processor, that fit none, and too few to gather. */
const widths = [
  [16, 32],
  [32, 16],
  [9, 10],
  [16, 5],
  [1, 16],
  [3, 1],
] as const;

const windows = [
  { size: [7, 6], k: 3, s: 1, pad: 'same' },
  { size: [7, 6], k: 3, s: 1, pad: 'valid' },
  { size: [8, 8], k: 3, s: 2, pad: 'same' },
  { size: [7, 6], k: 3, s: 2, pad: 'same' },
  { size: [8, 6], k: 4, s: 2, pad: 'same' },
  { size: [9, 7], k: 4, s: 2, pad: 'valid' },
  { size: [7, 5], k: 2, s: 2, pad: 'same' },
  { size: [6, 6], k: 4, s: 1, pad: 'same' },
  { size: [8, 8], k: 5, s: 1, pad: 2 },
  { size: [5, 4], k: 1, s: 1, pad: 'same' },
  { size: [6, 5], k: 1, s: 2, pad: 'same' },
  { size: [9, 9], k: 3, s: 3, pad: 'valid' },
] as const;

for (const [c, o] of widths)
  describe(`${c} to ${o} channels`, () => {
    for (const { size, k, s, pad } of windows) {
      const what = `${k} x ${k} of ${size.join(' x ')}, stride ${s}, ${pad}`;
      agreesSmoothly(
        what,
        (x, w) => tf.conv2d(x, w, s, pad),
        [
          [2, ...size, c],
          [k, k, c, o],
        ],
        { tolerance: 1e-4 },
      );
    }
    agreesSmoothly(
      'with bias',
      (x, w, b) => tf.relu(tf.add(tf.conv2d(x, w, 1, 'same'), b)),
      [[2, 6, 6, c], [3, 3, c, o], [o]],
      { tolerance: 1e-4 },
    );
    agreesSmoothly(
      'transposed',
      (y, w) => tf.conv2dTranspose(y, w, [2, 8, 6, c], 2, 'same'),
      [
        [2, 4, 3, o],
        [4, 4, c, o],
      ],
      { tolerance: 1e-4 },
    );
    agreesSmoothly(
      'transposed, odd',
      (y, w) => tf.conv2dTranspose(y, w, [2, 7, 5, c], 2, 'same'),
      [
        [2, 4, 3, o],
        [3, 3, c, o],
      ],
      { tolerance: 1e-4 },
    );
  });

agreesSmoothly(
  'unequal strides',
  (x, w) => tf.conv2d(x, w, [2, 1], 'same'),
  [
    [2, 6, 6, 16],
    [3, 3, 16, 16],
  ],
  { tolerance: 1e-4 },
);
agreesSmoothly(
  'unequal sides',
  (x, w) => tf.conv2d(x, w, 1, 'same'),
  [
    [2, 6, 6, 16],
    [3, 1, 16, 16],
  ],
  { tolerance: 1e-4 },
);
agrees(
  'dilated',
  (x, w) => tf.conv2d(x, w, 1, 'same', 'NHWC', 2),
  [
    [2, 6, 6, 16],
    [3, 3, 16, 16],
  ],
  { tolerance: 1e-4 },
);
agrees(
  'fused with bias and activation',
  (x, filter, bias) => tf.fused.conv2d({ x, filter, bias, strides: 1, pad: 'same', activation: 'relu' }),
  [[2, 6, 6, 16], [3, 3, 16, 16], [16]],
  { tolerance: 1e-4 },
);
agreesSmoothly('depthwise, on the cpu backend', (x, w) => tf.depthwiseConv2d(x, w, 1, 'same'), [
  [2, 5, 5, 3],
  [3, 3, 3, 2],
]);
// Its windows take 27 MB, so that the filter's gradient comes in pieces.
agreesSmoothly(
  'many windows',
  (x, w) => tf.conv2d(x, w, 1, 'same'),
  [
    [6, 32, 32, 64],
    [5, 5, 64, 2],
  ].map((shape) => ({ shape, from: -0.1, to: 0.1 })),
  { tolerance: 2e-3 },
);
describe('enough images and pixels for a blocked gradient of the filter', () => {
  for (const [k, pad] of [
    [[3, 3], 'same'],
    [[4, 4], 'same'],
    [[3, 2], 'valid'],
  ] as const)
    agreesSmoothly(
      `${k.join(' x ')}, ${pad}`,
      (x, w) => tf.conv2d(x, w, 1, pad),
      [
        [16, 13, 12, 3],
        [...k, 3, 16],
      ],
      { tolerance: 5e-4 },
    );
});
