import { expect, test } from 'vitest';
import { convForward } from './kernels/conv/forward.ts';
import { geometry } from './kernels/conv/geometry.ts';
import { Graph } from './onnx/graph.ts';
import { blockFits, blockSize, nativeWorks } from './probe.ts';

test('the native library multiplies matrices', async () => {
  expect(await nativeWorks()).toBe(true);
});

test('exactly the block found is right: another one is noticed', async () => {
  const found = await blockSize();
  for (const block of [8, 16]) expect(await blockFits(block)).toBe(block === found);
});

test('without a block, convolutions are the public operator', () => {
  for (const block of [0, 16]) {
    const g = new Graph(block);
    const images = g.input('x', [1, 4, 4, 16], 'float32');
    const filter = g.input('f', [3, 3, 16, 16], 'float32');
    const q = geometry(images.shape, filter.shape, { strides: 1, pad: 'same' });
    g.output(convForward(g, images, filter, q));
    const reorders = Buffer.from(g.serialise()).toString('latin1').includes('ReorderInput');
    expect(reorders).toBe(block > 0);
  }
});
