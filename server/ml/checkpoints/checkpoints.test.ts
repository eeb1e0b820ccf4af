import { mkdtemp, readdir, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckpointHeader } from '../checkpoint.ts';
import { CheckpointError } from '../generator.ts';
import type { TensorMap } from '../generator.ts';
import { rngFor } from '../random.ts';
import { readCheckpoint, readCheckpointHeader, recordScores, writeCheckpoint } from './checkpoint-file.ts';
import { readPool, writePool } from './pool.ts';
import { findCheckpoint, listCheckpoints } from './registry.ts';
import { shrunk } from './shrink.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'uncanny-checkpoints-'));
});
afterAll(() => rm(folder, { recursive: true }));

const header: CheckpointHeader = {
  format: 1,
  kind: 'generator',
  generator: 'vae',
  config: { latent: 8, beta: 0.5 },
  dataset: 'strokes',
  datasetHash: 'd'.repeat(64),
  shape: { height: 28, width: 28, channels: 1, classes: 10 },
  preset: 'classroom',
  seed: 3,
  step: 10,
  totalSteps: 20,
  trainedSeconds: 1.5,
  createdAt: '2024-01-01T00:00:00.000Z',
  losses: { elbo: 101.25 },
  scores: null,
};
const tensors = (seed: number): TensorMap => {
  const rng = rngFor(seed, 'test');
  const fill = (n: number) => Float32Array.from({ length: n }, () => rng.normal());
  return new Map([
    ['encoder.weight', { shape: [3, 3, 1, 5], data: fill(45) }],
    ['bias', { shape: [5], data: fill(5) }],
    ['empty', { shape: [0, 4], data: fill(0) }],
  ]);
};
const interval = { value: 1, low: 0.5, high: 1.5, n: 100 };
const scores = {
  frechet: interval,
  inceptionScore: interval,
  kid: interval,
  floor: 3,
  classAccuracy: null,
  own: {},
  extractor: { id: 'a', hash: 'b' },
  samples: { n: 100, seed: 1 },
};

describe('a checkpoint file', () => {
  it('gives back every bit and its header', async () => {
    const file = path.join(folder, 'a.safetensors');
    const { hash, id } = await writeCheckpoint(file, header, tensors(1));
    const back = await readCheckpoint(file);
    expect(back).toMatchObject({ header, hash, id });
    expect(new Map(back.tensors)).toEqual(tensors(1));
    expect(await readCheckpointHeader(file)).toEqual({ path: file, header, hash, id });
  });

  it('halves where half precision holds every number, and gives back every bit of it', async () => {
    const halves = new Map(
      [...tensors(1)].map(([name, { shape, data }]) => [
        name,
        { shape, data: data.map((v) => Math.round(64 * v) / 64) },
      ]),
    );
    const [small, large] = [path.join(folder, 'half.safetensors'), path.join(folder, 'full.safetensors')];
    const { hash } = await writeCheckpoint(small, header, halves);
    await writeCheckpoint(large, header, tensors(1));
    expect((await readFile(large)).length - (await readFile(small)).length).toBeGreaterThanOrEqual(2 * 50 - 8);
    const back = await readCheckpoint(small);
    expect(back.hash).toBe(hash);
    expect(new Map(back.tensors)).toEqual(halves);
  });

  it('shrinks to half precision: large tensors are rounded, small ones and the rest stay, scores go', async () => {
    const wide = Float32Array.from({ length: 2000 }, (_, i) => Math.sin(i));
    const whole: TensorMap = new Map([...tensors(1), ['wide', { shape: [2000], data: wide }]]);
    const made = shrunk({ ...header, scores }, whole);
    expect(made.header).toEqual(header);
    for (const [name, { data }] of tensors(1)) expect(made.tensors.get(name)!.data).toEqual(data);
    const rounded = made.tensors.get('wide')!.data;
    expect(rounded).not.toEqual(wide);
    rounded.forEach((value, i) =>
      expect(Math.abs(value - wide[i]!)).toBeLessThanOrEqual(Math.max(2 ** -11 * Math.abs(wide[i]!), 2 ** -25)),
    );
    wide[7] = 1e6;
    expect(() => shrunk(header, whole)).toThrow('The tensor wide has numbers beyond 65504');
  });

  it('keeps its identity when scores are recorded, and changes it with a weight or the config', async () => {
    const file = path.join(folder, 'scored.safetensors');
    const before = await writeCheckpoint(file, header, tensors(1));
    expect(await recordScores(file, scores)).toEqual(before);
    expect((await readCheckpoint(file)).header.scores).toEqual(scores);
    const reordered = { ...header, config: { beta: 0.5, latent: 8 } };
    expect(await writeCheckpoint(file, reordered, tensors(1))).toEqual(before);
    expect((await writeCheckpoint(file, header, tensors(2))).hash).not.toBe(before.hash);
    expect((await writeCheckpoint(file, { ...header, config: { latent: 9 } }, tensors(1))).hash).not.toBe(before.hash);
  });

  it('is refused whatever byte it is cut at, and wherever a bit is flipped', async () => {
    const file = path.join(folder, 'whole.safetensors');
    const broken = path.join(folder, 'broken.safetensors');
    await writeCheckpoint(file, header, tensors(1));
    const bytes = await readFile(file);
    const rng = rngFor('cuts');
    for (let trial = 0; trial < 60; trial++) {
      await writeFile(broken, bytes.subarray(0, rng.int(bytes.length)));
      await expect(readCheckpoint(broken)).rejects.toBeInstanceOf(CheckpointError);
      await expect(readCheckpointHeader(broken)).rejects.toBeInstanceOf(CheckpointError);
      const flipped = Buffer.from(bytes);
      const at = bytes.length - 200 + rng.int(200); // the tensors: 50 floats
      flipped[at]! ^= 1 << rng.int(8);
      await writeFile(broken, flipped);
      await expect(readCheckpoint(broken)).rejects.toThrow(/damaged or edited/);
    }
  });

  it('leaves the old file and no litter when writing fails', async () => {
    const place = path.join(folder, 'full');
    await mkdir(path.join(place, 'taken.safetensors'), { recursive: true });
    await expect(writeCheckpoint(path.join(place, 'taken.safetensors'), header, tensors(1))).rejects.toThrow();
    expect(await readdir(place)).toEqual(['taken.safetensors']);
  });

  it('names what is wrong with foreign files', async () => {
    const file = path.join(folder, 'foreign.safetensors');
    await writeFile(file, 'PK and then something else entirely');
    await expect(readCheckpoint(file)).rejects.toThrow(/not a safetensors file/);
    await expect(readCheckpoint(path.join(folder, 'none'))).rejects.toThrow(/There is no checkpoint/);
  });
});

describe('the registry', () => {
  it('finds by name, by id, by path and by run', async () => {
    const folders = { modelsDir: path.join(folder, 'models'), runsDir: path.join(folder, 'runs') };
    const shipped = path.join(folders.modelsDir, 'strokes', 'vae.safetensors');
    const { id } = await writeCheckpoint(shipped, header, tensors(1));
    const run = path.join(folders.runsDir, 'strokes-vae-s3-1');
    await writeCheckpoint(path.join(run, 'step-000010.safetensors'), header, tensors(2));
    const last = await writeCheckpoint(path.join(run, 'step-000020.safetensors'), { ...header, step: 20 }, tensors(3));
    await writeCheckpoint(path.join(run, 'resume.safetensors'), header, tensors(4));
    const problems: Error[] = [];
    await writeFile(path.join(folders.modelsDir, 'strokes', 'bad.safetensors'), 'x');
    const all = await listCheckpoints(folders, (error) => problems.push(error));
    expect(all.map((entry) => entry.ref)).toEqual([
      'strokes/vae',
      'strokes-vae-s3-1/step-000010',
      'strokes-vae-s3-1/step-000020',
    ]);
    expect(problems).toHaveLength(1);
    for (const ref of ['strokes/vae', id, id.slice(0, 6), shipped])
      expect((await findCheckpoint(ref, folders)).id).toBe(id);
    expect((await findCheckpoint('strokes-vae-s3-1', folders)).id).toBe(last.id);
    await expect(findCheckpoint('strokes/gan', folders)).rejects.toThrow(/no checkpoint "strokes\/gan".*strokes\/vae/);
  });
});

describe('a pool', () => {
  it('gives back images, labels and neighbours', async () => {
    const file = path.join(folder, 'vae.samples.safetensors.br');
    const rng = rngFor('pool');
    const pool = {
      checkpointId: 'abc',
      seed: 1,
      firstIndex: 40,
      height: 4,
      width: 6,
      channels: 3 as const,
      images: Uint8Array.from({ length: 5 * 72 }, () => rng.int(256)),
      labels: Uint8Array.of(1, 2, 3, 4, 5),
      nearestTrain: { index: Int32Array.of(9, 8, 7, 6, 70_000), distance: Float32Array.of(1, 2, 3, 4, 5.5) },
    };
    await writePool(file, pool);
    expect(await readPool(file)).toEqual({ ...pool, n: 5 });
    await writeFile(file, 'no');
    await expect(readPool(file)).rejects.toBeInstanceOf(CheckpointError);
  });
});
