import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { PNG } from 'pngjs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openGalleryWriter, type GalleryWriter } from '../../server/gallery/hang.ts';
import { writeCheckpoint } from '../../server/ml/checkpoints/checkpoint-file.ts';
import type { Dataset } from '../../server/ml/dataset.ts';
import { loadDataset } from '../../server/ml/datasets/index.ts';
import { startEngine } from '../../server/ml/engine/index.ts';
import { openAppraiser } from '../../server/ml/evaluate/realism.ts';
import { plugin as classifier } from '../../server/ml/features/classifier/index.ts';
import { classifierPath } from '../../server/ml/features/classifier/load.ts';
import { rngFor } from '../../server/ml/random.ts';
import { startAppraisal, type Appraisal } from '../../server/workers/appraisal.ts';
import type { Folders } from '../../server/workers/messages.ts';
import { noise, pool } from '../gallery/sample.ts';

/** A process of its own starts an engine: seconds on a busy machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const SIDE = 16;
const place = mkdtempSync(join(tmpdir(), 'uncanny-appraisal-'));
const suppliedDir = join(place, 'images');
const modelsDir = join(place, 'models');
let dataset: Dataset;
let folders: Folders;
let writer: GalleryWriter;
let appraisal: Appraisal | null;
let warnings: string[];
let training: boolean;
let pictures: number;

/** Two classes of bars, as a researcher's own folder of images. */
function paint(): void {
  const rng = rngFor('bars');
  for (const [label, name] of ['level', 'upright'].entries()) {
    mkdirSync(join(suppliedDir, name), { recursive: true });
    for (let i = 0; i < 60; i++) {
      const png = new PNG({ width: SIDE, height: SIDE });
      const line = 2 + rng.int(SIDE - 4);
      for (let p = 0; p < SIDE * SIDE; p++) {
        const on = (label === 0 ? Math.floor(p / SIDE) : p % SIDE) === line;
        const grey = Math.max(0, Math.min(255, Math.round((on ? 220 : 20) + 15 * rng.normal())));
        png.data.set([grey, grey, grey, 255], p * 4);
      }
      writeFileSync(join(suppliedDir, name, `${i}.png`), PNG.sync.write(png));
    }
  }
}

/** @returns its hash */
async function trainClassifier(seed: number, datasetHash = dataset.hash): Promise<string> {
  const { height, width, channels } = dataset.train;
  const shape = { height, width, channels, classes: 2 };
  const config = { ...classifier.presets.classroom, channels: 16, steps: 20, batch: 32 };
  const model = await classifier.create(shape, config, seed);
  for await (const _ of model.fit(dataset.train));
  const { hash } = await writeCheckpoint(
    classifierPath(modelsDir, dataset.name),
    {
      format: 1,
      kind: 'classifier',
      generator: 'classifier',
      config,
      dataset: dataset.name,
      datasetHash,
      shape,
      preset: null,
      seed,
      step: 20,
      totalSteps: 20,
      trainedSeconds: 1,
      createdAt: new Date(0).toISOString(),
      losses: {},
      scores: null,
    },
    await model.save(),
  );
  model.dispose();
  return hash;
}

beforeAll(async () => {
  paint();
  dataset = await loadDataset('folder', { cacheDir: join(place, 'cache'), dataDir: suppliedDir });
  await startEngine();
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

beforeEach(async () => {
  [warnings, training, pictures, appraisal] = [[], false, 0, null];
  folders = { dataDir: mkdtempSync(join(place, 'data-')), modelsDir, suppliedDir };
  rmSync(modelsDir, { recursive: true, force: true });
  writer = await openGalleryWriter(folders.dataDir);
  writer.putDataset({ name: 'folder', hash: dataset.hash, classes: dataset.classes });
  // Only the clock of the looks: the process that is started needs the real one.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await appraisal?.close();
  await writer.close();
});

function start(after: Promise<void> = Promise.resolve()): Appraisal {
  return (appraisal = startAppraisal({
    folders,
    after,
    pictures: () => pictures,
    busy: () => training,
    warn: (message) => warnings.push(message),
  }));
}

/** Held-out images first, then as much noise. */
const held = (n: number): Uint8Array => dataset.test.images.slice(0, n * SIDE * SIDE);
function hang(images: Uint8Array, seed: number): void {
  const n = images.length / (SIDE * SIDE);
  pictures += writer.hang(pool(null, n, { dataset: 'folder', seed, height: SIDE, width: SIDE, images, labels: null }));
}

/** By order of hanging; null where nothing is said of a picture. */
function told(): { extractor: string | null; realism: number | null }[] {
  const raw = new Sqlite(join(folders.dataDir, 'gallery.sqlite'), { readonly: true });
  const rows = raw
    .prepare('select extractor, realism from picture left join appraisal using (picture_id) order by hung')
    .all() as { extractor: string | null; realism: number | null }[];
  raw.close();
  return rows;
}

const unsaid = (): number => told().filter(({ realism }) => realism === null).length;
/** Lets the supervisor take up what has happened. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));
async function looks(n: number): Promise<void> {
  while (appraisal!.done < n) await turn();
  expect(appraisal!.done).toBe(n);
}

describe('the appraisal', () => {
  it('waits its turn, then says of each picture what its own network says, bars being nearer to bars than noise', async () => {
    const hash = await trainClassifier(1);
    hang(held(12), 1);
    hang(noise(12 * SIDE * SIDE, 'noise'), 2);
    let begin = (): void => undefined;
    start(new Promise((resolve) => (begin = resolve)));
    vi.advanceTimersByTime(20_000);
    await turn();
    expect([appraisal!.done, unsaid()]).toEqual([0, 24]);

    begin();
    await looks(1);
    expect(told().map(({ extractor }) => extractor)).toEqual(Array(24).fill(hash));
    const all = Uint8Array.from([...held(12), ...noise(12 * SIDE * SIDE, 'noise')]);
    const own = await openAppraiser(dataset, modelsDir, { cacheDir: join(place, 'cache') });
    const expected = await own.realism(all, 24);
    own.dispose();
    const found = told().map(({ realism }) => realism!);
    found.forEach((realism, i) => expect(realism / expected[i]!).toBeCloseTo(1, 3));
    const mean = (of: readonly number[]): number => of.reduce((total, each) => total + each, 0) / of.length;
    expect(mean(found.slice(0, 12))).toBeGreaterThan(1.2 * mean(found.slice(12)));
    expect(warnings).toEqual([]);
  });

  it('looks again only where more pictures hang, and not while a model trains', async () => {
    await trainClassifier(1);
    hang(held(4), 1);
    start();
    await looks(1);
    vi.advanceTimersByTime(20_000);
    await turn();
    expect(appraisal!.done).toBe(1);

    training = true;
    hang(noise(4 * SIDE * SIDE, 'later'), 2);
    vi.advanceTimersByTime(20_000);
    await turn();
    expect([appraisal!.done, unsaid()]).toEqual([1, 4]);

    training = false;
    vi.advanceTimersByTime(5000);
    await looks(2);
    expect(unsaid()).toBe(0);
  });

  it('looks at all again where the classifier is another one', async () => {
    await trainClassifier(1);
    hang(held(4), 1);
    start();
    await looks(1);
    await appraisal!.close();
    const hash = await trainClassifier(2);
    start();
    await looks(1);
    expect(told().map(({ extractor }) => extractor)).toEqual(Array(4).fill(hash));
  });

  it('leaves alone what has no classifier, and says in one sentence that one was trained on other data', async () => {
    hang(held(4), 1);
    start();
    await looks(1);
    expect([warnings, unsaid()]).toEqual([[], 4]);
    await appraisal!.close();
    await trainClassifier(1, 'f'.repeat(64));
    start();
    await looks(1);
    expect(unsaid()).toBe(4);
    expect(warnings).toEqual([
      expect.stringMatching(/trained on other data than the "folder" here; train it again\.$/),
    ]);
  });

  it('leaves alone, without a word, a data set whose files are not here', async () => {
    await trainClassifier(1);
    hang(held(4), 1);
    folders = { ...folders, suppliedDir: null };
    start();
    await looks(1);
    expect([warnings, unsaid()]).toEqual([[], 4]);
  });

  it('says that it failed, lives on, and goes on with the next picture', async () => {
    await trainClassifier(1);
    hang(held(4), 1);
    const raw = new Sqlite(join(folders.dataDir, 'gallery.sqlite'));
    raw.exec("create trigger refuse before insert on appraisal begin select raise(abort, 'no'); end");
    start();
    await looks(1);
    expect([warnings.length, unsaid()]).toEqual([1, 4]);
    expect(warnings[0]).toMatch(/^The pictures were not appraised: /);
    raw.exec('drop trigger refuse');
    raw.close();
    hang(noise(SIDE * SIDE, 'one'), 2);
    vi.advanceTimersByTime(5000);
    await looks(2);
    expect(unsaid()).toBe(0);
  });

  it('ends its process when it is closed, says nothing of it, and looks no more', async () => {
    await trainClassifier(1);
    hang(held(4), 1);
    start();
    await turn();
    const before = performance.now();
    await appraisal!.close();
    expect(performance.now() - before).toBeLessThan(15_000);
    const { done } = appraisal!;
    hang(noise(SIDE * SIDE, 'one'), 2);
    vi.advanceTimersByTime(20_000);
    await turn();
    expect([appraisal!.done, warnings]).toEqual([done, []]);
    expect([0, 4]).toContain(unsaid() - 1); // a batch is written whole or not at all
  });
});
