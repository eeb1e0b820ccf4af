import { afterEach, beforeAll, expect, test } from 'vitest';
import { RecordingBackend } from './backend.ts';
import { startEngine, tf, type Engine } from './index.ts';
import { smallNet, trainSmallNet } from './testing/small-net.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await startEngine({ threads: 1 });
});

afterEach(() => {
  tf.disposeVariables();
});

const stats = (): NonNullable<ReturnType<Engine['stats']>> => engine.stats()!;
const dataIds = (): number => tf.backend().numDataIds();

test('the engine is native here and starts once', async () => {
  expect(engine.backendName).toBe('native');
  expect(await startEngine({ prefer: 'cpu' })).toBe(engine);
});

test('a thousand steps leak no tensor and compile a constant number of graphs', async () => {
  const net = smallNet(3);
  const counts: string[] = [];
  for (let i = 0; i < 1000; i++) {
    const loss = net.step();
    if (i % 2 === 0) await loss.data();
    else loss.dataSync();
    loss.dispose();
    if (i === 10 || i === 999) {
      const { compilations, pooledBytes, pending } = stats();
      counts.push(
        [tf.memory().numTensors, tf.memory().numDataBuffers, dataIds(), compilations, pooledBytes, pending].join(),
      );
    }
  }
  expect(counts[1]).toBe(counts[0]);
  net.dispose();
}, 300_000);

test('the same seed gives the same losses, and it learns', async () => {
  const [a, b] = [await trainSmallNet(50, 7), await trainSmallNet(50, 7)];
  expect(a).toEqual(b);
  expect(a.at(-1)!).toBeLessThan(a[0]! * 0.5);
});

test('data and dataSync agree', async () => {
  const make = (): tf.Tensor =>
    tf.tidy(() => tf.softmax(tf.matMul(tf.ones([3, 4]), tf.linspace(-1, 1, 12).reshape([4, 3]))));
  const [a, b] = [make(), make()];
  expect([...(await a.data())]).toEqual([...b.dataSync()]);
  tf.dispose([a, b]);
});

test('who cannot wait overtakes a read under way, and both are right', async () => {
  const x = tf.tensor1d([1, 2, 3]);
  const a = tf.mul(x, 2);
  const slow = a.data();
  await Promise.resolve(); // the run has begun
  const b = tf.add(a, x);
  expect([...b.dataSync()]).toEqual([3, 6, 9]);
  expect([...a.dataSync()]).toEqual([2, 4, 6]);
  tf.dispose([a, b, x]);
  expect([...(await slow)]).toEqual([2, 4, 6]);
});

test('reads that overlap, and tensors disposed while they are computed, do no harm', async () => {
  const x = tf.tensor1d([1, 2, 3]);
  const outcome = await Promise.all(
    Array.from({ length: 8 }, async (_, i) => {
      const y = tf.mul(x, i);
      const z = tf.add(y, 1);
      const read = z.data();
      y.dispose();
      return [...(await read)].join();
    }),
  );
  expect(outcome).toEqual(Array.from({ length: 8 }, (_, i) => [i + 1, 2 * i + 1, 3 * i + 1].join()));
});

test('what was read never changes afterwards', async () => {
  const kept: Float32Array[] = [];
  for (let i = 0; i < 6; i++) {
    const y = tf.tidy(() => tf.fill([4], i).add(0.5));
    kept.push((await y.data()) as Float32Array);
    y.dispose();
  }
  expect(kept.map((row) => row[0])).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5]);
});

test('a JavaScript number that changes becomes an input after one more compilation', () => {
  const x = tf.tensor1d([1, 2]);
  const before = stats().compilations;
  for (let i = 0; i < 20; i++) {
    const y = tf.tidy(() => tf.add(tf.mul(x, i * 0.1), 3));
    expect(y.dataSync()[1]).toBeCloseTo(i * 0.2 + 3, 5);
    y.dispose();
  }
  expect(stats().compilations - before).toBe(2);
});

test('the cache of traces is bounded, and what it gave up is compiled again', () => {
  const backend = new RecordingBackend({ threads: 1, block: 0, programs: 3 });
  const negated = (n: number): number => {
    const dataId = backend.write(new Float32Array(n).fill(2), [n], 'float32');
    const y = backend.record('Neg', { x: { dataId, shape: [n], dtype: 'float32' } }, {});
    const id = [y!].flat()[0]!.dataId;
    const value = backend.readSync(id)[0]!;
    backend.disposeData(id);
    backend.disposeData(dataId);
    return value;
  };
  for (const n of [1, 2, 3, 4, 5, 5, 1]) expect(negated(n)).toBe(-2);
  expect(backend.stats().programs).toBe(3);
  expect(backend.stats().compilations).toBe(6);
  backend.dispose();
});

test('a loop that never reads runs now and then', () => {
  const backend = new RecordingBackend({ threads: 1, block: 0, pending: 50 });
  let x: tf.TensorInfo = { dataId: backend.write(Float32Array.of(1), [1], 'float32'), shape: [1], dtype: 'float32' };
  for (let i = 0; i < 201; i++) {
    const next = [backend.record('Neg', { x }, {})!].flat()[0]!;
    backend.disposeData(x.dataId);
    x = next;
    expect(backend.stats().pending).toBeLessThanOrEqual(50);
  }
  expect(backend.stats().runs).toBe(3);
  expect(backend.readSync(x.dataId)[0]).toBe(-1);
  backend.dispose();
});

test('the same calls on data of other shapes are another matter', () => {
  for (const shape of [[4], [2, 2], [1, 4]]) {
    const y = tf.tidy(() => tf.mul(tf.reshape(tf.tensor([1, 2, 3, 4], shape), [4]), tf.tensor1d([1, 2, 3, 4])));
    expect([...y.dataSync()]).toEqual([1, 4, 9, 16]);
    y.dispose();
  }
});

test('tensors made on the cpu backend move over, and back', async () => {
  await tf.setBackend('cpu');
  const x = tf.tensor1d([1, 2, 3]);
  await tf.setBackend('native');
  const y = tf.mul(x, 2);
  await tf.setBackend('cpu');
  expect([...tf.add(x, y).dataSync()]).toEqual([3, 6, 9]);
  await tf.setBackend('native');
});

test('a graph that fails is told to whoever reads it, and nothing else suffers', async () => {
  const beyond = (): tf.Tensor => tf.tidy(() => tf.gather(tf.tensor1d([1, 2, 3]), tf.tensor1d([7], 'int32')));
  const [a, b] = [beyond(), beyond()];
  await expect(a.data()).rejects.toThrow(/out of/);
  expect(() => tf.neg(b).dataSync()).toThrow(/Expected a computed value/);
  expect(() => beyond().dataSync()).toThrow(/out of/);
  expect([...tf.add([1, 2], [3, 4]).dataSync()]).toEqual([4, 6]);
});

test('strings and complex numbers are refused in a sentence', () => {
  expect(() => tf.tensor1d(['a'])).toThrow(/Expected float32, int32 or bool values, got string/);
});
