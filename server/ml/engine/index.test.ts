import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cpuBackend } from './cpu.ts';
import { startEngine, tf, type Engine } from './index.ts';
import * as probe from './probe.ts';

vi.mock('./probe.ts', { spy: true });

let engine: Engine | null = null;

beforeEach(() => {
  cpuBackend();
});

afterEach(() => {
  engine?.dispose();
  engine = null;
  vi.resetAllMocks();
});

async function start(options: Parameters<typeof startEngine>[0] = {}): Promise<{ engine: Engine; lines: string[] }> {
  const lines: string[] = [];
  engine = await startEngine({ threads: 1, log: (line) => lines.push(line), ...options });
  return { engine, lines };
}

const square = async (): Promise<number[]> => {
  const y = tf.tidy(() => tf.matMul([[1, 2], [3, 4]], [[1, 2], [3, 4]])); // prettier-ignore
  const values = [...(await y.data())];
  y.dispose();
  return values;
};

test('native is first choice and says nothing', async () => {
  const { engine, lines } = await start();
  expect(engine.backendName).toBe('native');
  expect(await square()).toEqual([7, 10, 15, 22]);
  expect(engine.stats()!.runs).toBe(1);
  expect(lines).toEqual([]);
});

test('an engine disposed of can be started anew', async () => {
  const { engine: first } = await start();
  await square();
  first.dispose();
  const { engine: second, lines } = await start();
  expect(second).not.toBe(first);
  expect(second.stats()!.runs).toBe(0);
  expect(await square()).toEqual([7, 10, 15, 22]);
  expect(lines).toEqual([]);
});

test('wrong native results: WebAssembly stands in, with one line that says why', async () => {
  vi.mocked(probe.nativeWorks).mockResolvedValue(false);
  const { engine, lines } = await start();
  expect(engine.backendName).toBe('wasm');
  expect(engine.stats()).toBeNull();
  expect(await square()).toEqual([7, 10, 15, 22]);
  expect(lines).toEqual([
    'Training runs on the slower wasm backend: native does not work here (its results are wrong).',
  ]);
});

test('a native library that does not load is told in the same way', async () => {
  vi.mocked(probe.nativeWorks).mockRejectedValue(new Error('no such file'));
  const { lines } = await start();
  expect(lines).toEqual(['Training runs on the slower wasm backend: native does not work here (no such file).']);
});

test('without a block that fits, native computes the same', async () => {
  vi.mocked(probe.blockSize).mockResolvedValue(0);
  const { engine } = await start();
  expect(engine.backendName).toBe('native');
  const y = tf.tidy(() =>
    tf.conv2d(tf.ones([1, 4, 4, 16]) as tf.Tensor4D, tf.ones([3, 3, 16, 16]) as tf.Tensor4D, 1, 'valid'),
  );
  expect([...new Set(await y.data())]).toEqual([144]);
  y.dispose();
});

test('cpu on request', async () => {
  const { engine, lines } = await start({ prefer: 'cpu' });
  expect(engine.backendName).toBe('cpu');
  expect(await square()).toEqual([7, 10, 15, 22]);
  expect(lines).toEqual([]);
});
