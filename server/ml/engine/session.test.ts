import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { Graph } from './onnx/graph.ts';
import { elementwise } from './onnx/values.ts';
import { Session, Tensor } from './session.ts';

/** y = x + x */
function doubling(): { model: Uint8Array; output: string } {
  const g = new Graph();
  const x = g.input('x', [3], 'float32');
  const output = g.output(elementwise(g, 'Add', [x, x], 'float32'));
  return { model: g.serialise(), output };
}

test('the private file of onnxruntime-node still has what synchronous runs use', () => {
  const require = createRequire(import.meta.url);
  const { version } = require('onnxruntime-node/package.json') as { version: string };
  expect(version).toMatch(/^1\.30\./);
  const { binding, initOrt } = require('onnxruntime-node/dist/binding.js') as {
    binding: { InferenceSession: { prototype: Record<string, unknown> } };
    initOrt: unknown;
  };
  expect(typeof initOrt).toBe('function');
  for (const method of ['loadModel', 'run', 'dispose'])
    expect(typeof binding.InferenceSession.prototype[method]).toBe('function');
});

test('synchronous and asynchronous runs write the same results in place', async () => {
  const { model, output } = doubling();
  const session = new Session(model, { threads: 1 });
  const x = new Tensor('float32', Float32Array.of(1, -2, 3), [3]);
  const [a, b] = [new Float32Array(3), new Float32Array(3)];
  session.runSync({ x }, { [output]: new Tensor('float32', a, [3]) });
  await session.run({ x }, { [output]: new Tensor('float32', b, [3]) });
  expect([...a]).toEqual([2, -4, 6]);
  expect([...b]).toEqual([2, -4, 6]);
  session.release();
});

test('a model that is none is refused, at once and later', async () => {
  const session = new Session(Uint8Array.of(1, 2, 3), { threads: 1 });
  expect(() => session.runSync({}, {})).toThrow();
  await expect(session.run({}, {})).rejects.toThrow();
  session.release();
});
