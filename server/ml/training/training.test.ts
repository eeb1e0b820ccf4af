import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCheckpoint } from '../checkpoints/checkpoint-file.ts';
import type { Dataset, ImageSet } from '../dataset.ts';
import { startEngine, tf } from '../engine/index.ts';
import { rngFor } from '../random.ts';
import { Batches } from './batches.ts';
import { depthToSpace, pixelNorm, spaceToDepth } from './layers.ts';
import { Layout } from './layout.ts';
import { Learner } from './learner.ts';
import { trainingSteps } from './loop.ts';
import { Meter } from './meter.ts';
import { nearestTraining } from './nearest.ts';
import { trainRun } from './run.ts';
import type { TrainEvent } from './run.ts';
import { lastRunFolder, newRunFolder } from './runs.ts';
import { cosine } from './schedule.ts';

let folder: string;
beforeAll(async () => {
  await startEngine();
  folder = await mkdtemp(path.join(os.tmpdir(), 'uncanny-training-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('batches', () => {
  it('show every image once an epoch, in another order each epoch, whatever was asked before', () => {
    const epochs = (batches: Batches): number[][] =>
      [0, 1].map((e) => [0, 1, 2, 3, 4].flatMap((i) => [...batches.at(e * 5 + i)]));
    const [first, second] = epochs(new Batches(20, 4, 7)) as [number[], number[]];
    for (const epoch of [first, second])
      expect([...epoch].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(first).not.toEqual(second);
    expect([...new Batches(20, 4, 7).at(8)]).toEqual(second.slice(12, 16));
  });
});

describe('the learner', () => {
  it('follows AdamW as written', async () => {
    const layout = new Layout().add('x', [2], 0, 1);
    const learner = new Learner(layout, layout.initial(0, 'test'), { weightDecay: 0.1, clipNorm: 1 });
    // f = 3 x0 + 4 x1: gradient (3, 4), clipped to (0.6, 0.8)
    const x = [1, 1];
    const [m, v] = [
      [0, 0],
      [0, 0],
    ];
    for (let t = 1; t <= 5; t++) {
      tf.tidy(() =>
        learner
          .descend((w) => w['x']!.mul([3, 4]).sum() as tf.Scalar, { learningRate: 0.01 * t, emaDecay: 0.5 })
          .loss.dataSync(),
      );
      [0.6, 0.8].forEach((g, i) => {
        m[i] = 0.9 * m[i]! + 0.1 * g;
        v[i] = 0.999 * v[i]! + 0.001 * g * g;
        const step = m[i]! / (1 - 0.9 ** t) / (Math.sqrt(v[i]! / (1 - 0.999 ** t)) + 1e-8);
        x[i] = x[i]! * (1 - 0.01 * t * 0.1) - 0.01 * t * step;
      });
    }
    const found = tf.tidy(() => learner.current()['x']!.dataSync());
    expect(Math.max(...x.map((value, i) => Math.abs(value - found[i]!)))).toBeLessThan(1e-5);
    learner.dispose();
  });
});

describe('layers', () => {
  it('fold and unfold without loss', () => {
    tf.tidy(() => {
      const x = tf.randomNormal([2, 4, 6, 3], 0, 1, 'float32', 1) as tf.Tensor4D;
      expect(spaceToDepth(x).shape).toEqual([2, 2, 3, 12]);
      expect(depthToSpace(spaceToDepth(x)).sub(x).abs().max().dataSync()[0]).toBe(0);
    });
  });

  it('have the gradient of pixelNorm right', () => {
    tf.tidy(() => {
      const x = tf.randomNormal([3, 5], 0, 1, 'float32', 2);
      const weight = tf.randomNormal([3, 5], 0, 1, 'float32', 3);
      const plain = (v: tf.Tensor): tf.Tensor => v.div(v.square().mean(-1, true).add(1e-6).sqrt()).mul(weight).sum();
      const ours = (v: tf.Tensor): tf.Tensor => pixelNorm(v).mul(weight).sum();
      expect(tf.grad(ours)(x).sub(tf.grad(plain)(x)).abs().max().dataSync()[0]).toBeLessThan(1e-5);
    });
  });
});

describe('the loop', () => {
  it('stops at the first loss that is not finite', async () => {
    const seen: number[] = [];
    const fit = trainingSteps(0, 10, (step) => Promise.resolve({ loss: step === 4 ? Number.NaN : 1 }));
    await expect(
      (async () => {
        for await (const { step } of fit) seen.push(step);
      })(),
    ).rejects.toThrow(/"loss" should be a finite number but became NaN at step 5 of 10/);
    expect(seen).toEqual([1, 2, 3, 4]);
  });
});

it('the learning rate warms up, peaks and falls to nothing', () => {
  expect(cosine(0, 100, 1, 10)).toBeCloseTo(0.1, 12);
  expect(cosine(10, 100, 1, 10)).toBe(1);
  expect(cosine(55, 100, 1, 10)).toBeCloseTo(0.5, 12);
  expect(cosine(100, 100, 1, 10)).toBe(0);
});

it('the meter leaves pauses out', () => {
  let now = 0;
  const meter = new Meter(10, 100, () => now);
  now = 2;
  meter.count({ loss: 4 });
  meter.pause();
  now = 50;
  meter.resume();
  now = 52;
  meter.count({ loss: 2 });
  expect(meter.report(5)).toEqual({ losses: { loss: 3 }, imagesPerSecond: 5, secondsLeft: 10, trainedSeconds: 104 });
});

it('the nearest training image is the nearest', async () => {
  const { train } = toy();
  const queries = train.images.slice(5 * 256, 8 * 256).map((v, i) => (i % 50 === 0 ? 255 - v : v));
  const { index, distance } = await nearestTraining(queries, train);
  for (let q = 0; q < 3; q++) {
    const all = Array.from({ length: train.n }, (_, r) =>
      Math.sqrt(
        queries.subarray(q * 256, (q + 1) * 256).reduce((sum, v, j) => sum + (v - train.images[r * 256 + j]!) ** 2, 0),
      ),
    );
    expect(distance[q]).toBeCloseTo(Math.min(...all), 2);
    expect(all[index[q]!]).toBeCloseTo(Math.min(...all), 6);
  }
});

describe('a run', () => {
  const settings = { channels: 16, batch: 8, steps: 12, emaDecay: 0.9 };
  const request = (outDir: string) => ({
    generator: 'vae',
    dataset: toy(),
    preset: 'classroom' as const,
    overrides: settings,
    seed: 2,
    outDir,
    snapshotSeconds: 1e6,
  });
  const collect = async (events: AsyncIterable<TrainEvent>): Promise<TrainEvent[]> => {
    const all: TrainEvent[] = [];
    for await (const event of events) all.push(event);
    return all;
  };

  it('stopped and continued ends where an unbroken one does', async () => {
    const [whole, broken] = [path.join(folder, 'whole'), path.join(folder, 'broken')];
    const events = await collect(trainRun(request(whole)));
    expect(events.filter(({ type }) => type !== 'step').map(({ type }) => type)).toEqual(['grid', 'checkpoint']);
    const stop = new AbortController();
    const half = trainRun({ ...request(broken), signal: stop.signal, snapshotSeconds: 0 });
    for await (const event of half) if (event.type === 'checkpoint' && event.header.step === 5) stop.abort();
    const rest = await collect(trainRun({ ...request(broken), seed: 77, overrides: {}, resume: true }));
    expect(rest.at(-1)).toMatchObject({
      type: 'checkpoint',
      header: { step: 12, totalSteps: 12, seed: 2, config: settings },
    });
    const [a, b] = await Promise.all(
      [whole, broken].map((run) => readCheckpoint(path.join(run, 'step-000012.safetensors'))),
    );
    for (const [name, { data }] of a!.tensors) {
      expect(b!.tensors.get(name)!.data).toEqual(data); // to the last bit
    }
    expect(
      (await readFile(path.join(broken, 'log.jsonl'), 'utf8'))
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { step: number }).step)
        .at(-1),
    ).toBe(12);
    expect((await readdir(broken)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('refuses other data, unknown settings and values outside their limits in a sentence', async () => {
    const outDir = path.join(folder, 'whole');
    const other = { ...toy(), hash: 'f'.repeat(64) };
    await expect(collect(trainRun({ ...request(outDir), dataset: other, resume: true }))).rejects.toThrow(
      /trained on other data/,
    );
    await expect(collect(trainRun({ ...request(outDir), overrides: { speed: 3 } }))).rejects.toThrow(
      /vae has no setting "speed"; it has latent/,
    );
    await expect(collect(trainRun({ ...request(outDir), overrides: { latent: '-3' } }))).rejects.toThrow(
      /The setting latent of vae can't be -3/,
    );
    await expect(collect(trainRun({ ...request(outDir), generator: 'magic' }))).rejects.toThrow(
      /no generator called "magic"/,
    );
  });

  it('trains the classifier and records its accuracy on held-out images', async () => {
    const outDir = path.join(folder, 'classifier');
    const overrides = { channels: 16, batch: 16, steps: 40, shift: 0, rotate: 0, emaDecay: 0.9 };
    const events = await collect(trainRun({ ...request(outDir), generator: 'classifier', overrides }));
    const last = events.at(-1)!;
    if (last.type !== 'checkpoint') throw new Error('the last event should be a checkpoint');
    expect(last.header.kind).toBe('classifier');
    expect(last.header.losses['testAccuracy']).toBeGreaterThan(0.9);
  });

  it('gets a folder of its own and is found again', async () => {
    const runs = path.join(folder, 'runs');
    const first = await newRunFolder(runs, 'toy', 'vae', 0);
    expect(path.basename(first)).toBe('toy-vae-s0-1');
    await expect(lastRunFolder(runs, 'toy', 'vae', 0)).rejects.toThrow(/no run of vae on toy with seed 0/);
    await collect(trainRun(request(first)));
    expect(path.basename(await newRunFolder(runs, 'toy', 'vae', 0))).toBe('toy-vae-s0-2');
    expect(await lastRunFolder(runs, 'toy', 'vae', 0)).toBe(first);
  });
});

/** Lying and standing bars, 16 x 16. */
function toy(): Dataset {
  const make = (n: number, key: string): ImageSet => {
    const rng = rngFor(key);
    const images = new Uint8Array(n * 256);
    const labels = Uint8Array.from({ length: n }, (_, i) => i % 2);
    for (let i = 0; i < n; i++) {
      const at = 4 + rng.int(8);
      for (let j = 0; j < 256; j++)
        images[i * 256 + j] = (labels[i] === 0 ? j >> 4 : j & 15) === at ? 255 : rng.int(40);
    }
    return { images, labels, n, height: 16, width: 16, channels: 1 };
  };
  return {
    name: 'toy',
    hash: '0'.repeat(64),
    classes: ['lying', 'standing'],
    train: make(64, 'train'),
    test: make(32, 'test'),
  };
}
