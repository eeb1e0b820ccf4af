import { mkdtemp, readdir, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { automaticScores, type CheckpointHeader } from '../checkpoint.ts';
import { readCheckpoint, recordScores, writeCheckpoint } from '../checkpoints/checkpoint-file.ts';
import type { Dataset } from '../dataset.ts';
import { plugin as folder } from '../datasets/folder/index.ts';
import { startEngine } from '../engine/index.ts';
import { classifierPath } from '../features/classifier/load.ts';
import { plugin as classifier } from '../features/classifier/index.ts';
import { CheckpointError, type ImageShape } from '../generator.ts';
import { plugin as gaussian } from '../generators/gaussian/index.ts';
import { rngFor } from '../random.ts';
import { evaluateCheckpoint, type EvaluateOptions } from './index.ts';

/** Starting the engine and compiling its graphs takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const SIDE = 16;
let place: string;
let dataset: Dataset;
let options: EvaluateOptions;
let file: string;

/** Two classes of noisy bars, 90 of each, as a researcher's own folder of images. */
async function paintFolder(into: string): Promise<void> {
  const rng = rngFor('evaluate test');
  for (const [label, name] of ['level', 'upright'].entries()) {
    await mkdir(path.join(into, name), { recursive: true });
    for (let i = 0; i < 90; i++) {
      const png = new PNG({ width: SIDE, height: SIDE });
      const line = 2 + rng.int(SIDE - 4);
      for (let p = 0; p < SIDE * SIDE; p++) {
        const on = (label === 0 ? Math.floor(p / SIDE) : p % SIDE) === line;
        const grey = Math.max(0, Math.min(255, (on ? 220 : 20) + 15 * rng.normal()));
        png.data.set([grey, grey, grey, 255], p * 4);
      }
      await writeFile(path.join(into, name, `${i}.png`), PNG.sync.write(png));
    }
  }
}

function headerOf(
  kind: CheckpointHeader['kind'],
  generator: string,
  config: object,
  shape: ImageShape,
): CheckpointHeader {
  return {
    format: 1,
    kind,
    generator,
    config: { ...config },
    dataset: dataset.name,
    datasetHash: dataset.hash,
    shape,
    preset: null,
    seed: 0,
    step: 1,
    totalSteps: 1,
    trainedSeconds: 1,
    createdAt: new Date(0).toISOString(),
    losses: {},
    scores: null,
  };
}

beforeAll(async () => {
  place = await mkdtemp(path.join(tmpdir(), 'uncanny-evaluate-'));
  const dataDir = path.join(place, 'images');
  await paintFolder(dataDir);
  dataset = await folder.load({ cacheDir: place, dataDir });
  await startEngine();
  const { height, width, channels } = dataset.train;
  const shape = { height, width, channels, classes: 2 };
  const modelsDir = path.join(place, 'models');
  const settings = { ...classifier.presets.classroom, channels: 16, steps: 30, batch: 32 };
  const reader = await classifier.create(shape, settings, 1);
  for await (const _ of reader.fit(dataset.train));
  await writeCheckpoint(
    classifierPath(modelsDir, dataset.name),
    headerOf('classifier', 'classifier', settings, shape),
    await reader.save(),
  );
  reader.dispose();
  const config = { perClass: true, rank: 3, shrinkage: 0 };
  const model = await gaussian.create(shape, config, 1);
  for await (const _ of model.fit(dataset.train));
  file = path.join(place, 'gaussian.safetensors');
  await writeCheckpoint(file, headerOf('generator', 'gaussian', config, shape), await model.save());
  options = { n: 120, seed: 2, modelsDir, datasetOptions: { cacheDir: path.join(place, 'cache'), dataDir } };
});
afterAll(() => rm(place, { recursive: true, force: true }));

describe('evaluating a checkpoint', () => {
  it('gives the scores that a checkpoint records, with what is needed to repeat them, and repeats them', async () => {
    const notes: string[] = [];
    const seen = new Set<string>();
    const scores = await evaluateCheckpoint(file, {
      ...options,
      onNote: (note) => notes.push(note),
      onProgress: ({ what, fraction }) => {
        seen.add(what);
        expect(fraction).toBeGreaterThanOrEqual(0);
        expect(fraction).toBeLessThanOrEqual(1);
      },
    });
    expect(automaticScores.parse(scores)).toEqual(scores);
    expect(scores.samples).toEqual({ n: 120, seed: 2 });
    expect(scores.frechet.n).toBe(120);
    expect(scores.floor).toBeGreaterThan(0);
    expect(scores.frechet.value).toBeGreaterThan(scores.floor);
    expect(scores.classAccuracy).toBeGreaterThan(0.5);
    for (const share of [scores.precision!, scores.recall!, scores.coverage!, scores.memorisation!]) {
      expect(share.low).toBeGreaterThanOrEqual(0);
      expect(share.low).toBeLessThanOrEqual(share.value);
      expect(share.high).toBeGreaterThanOrEqual(share.value);
      expect(share.high).toBeLessThanOrEqual(1);
    }
    expect(scores.density!.value).toBeGreaterThan(0);
    expect(scores.frechetInfinity!.value).toBeLessThan(scores.frechet.value);
    expect(scores.twoSample).toBeUndefined(); // minutes, on request
    expect(scores.extractor.hash).toMatch(/^[0-9a-f]{64}$/);
    expect([...seen]).toEqual(expect.arrayContaining(['Drawing samples', 'Reading samples', 'Scoring: frechet']));
    expect(notes.join(' ')).toMatch(/depends on n/);
    const before = (await readCheckpoint(file)).hash;
    await recordScores(file, scores);
    const after = await readCheckpoint(file);
    expect(after.header.scores).toEqual(scores);
    expect(after.hash).toBe(before);
    expect(await evaluateCheckpoint(file, options)).toEqual(scores); // features now come from the cache
  });

  it('reads the scores of headers that are older than some of the measures', async () => {
    const { precision, recall, density, coverage, frechetInfinity, memorisation, ...older } = await evaluateCheckpoint(
      file,
      options,
    );
    expect([precision, recall, density, coverage, frechetInfinity, memorisation]).not.toContain(undefined);
    expect(automaticScores.parse(older)).toEqual(older);
  });

  it('trains a network to tell the samples from held-out images where that is asked for', async () => {
    const { twoSample } = await evaluateCheckpoint(file, { ...options, twoSample: { channels: 16, epochs: 1 } });
    expect(twoSample!.n).toBeGreaterThan(5);
    expect(twoSample!.low).toBeLessThanOrEqual(twoSample!.value);
  });

  it('computes features anew where the cache is damaged', async () => {
    const scores = await evaluateCheckpoint(file, options);
    const cache = path.join(options.datasetOptions.cacheDir, 'features');
    const kept = await readdir(cache);
    expect(kept).toHaveLength(2);
    for (const name of kept) {
      const bytes = await readFile(path.join(cache, name));
      bytes[bytes.length - 5]! ^= 0x40; // one bit of a feature
      await writeFile(path.join(cache, name), bytes);
    }
    expect(await evaluateCheckpoint(file, options)).toEqual(scores);
  });

  it('refuses too few samples, another data set, and a checkpoint that is no generator', async () => {
    await expect(evaluateCheckpoint(file, { ...options, n: 5 })).rejects.toThrow(/At least 100/);
    const { header, tensors } = await readCheckpoint(file);
    const foreign = path.join(place, 'foreign.safetensors');
    await writeCheckpoint(foreign, { ...header, datasetHash: 'f'.repeat(64) }, tensors);
    await expect(evaluateCheckpoint(foreign, options)).rejects.toThrow(/was trained on other data/);
    const reader = classifierPath(options.modelsDir, dataset.name);
    await expect(evaluateCheckpoint(reader, options)).rejects.toThrow(CheckpointError);
    await expect(evaluateCheckpoint(file, { ...options, modelsDir: place })).rejects.toThrow(/no checkpoint at/);
  });

  it('stops when told', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(evaluateCheckpoint(file, { ...options, signal })).rejects.toThrow('enough');
  });
});
