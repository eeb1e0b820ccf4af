import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type * as AtomicModule from '../checkpoints/atomic.ts';
import { writeAtomic } from '../checkpoints/atomic.ts';
import { readCheckpoint } from '../checkpoints/checkpoint-file.ts';
import type { Dataset } from '../dataset.ts';
import { CheckpointError, DivergedError } from '../generator.ts';
import { trainingSteps } from './loop.ts';
import { trainRun } from './run.ts';
import type { TrainEvent, TrainRequest } from './run.ts';
import type * as TraineeModule from './trainee.ts';
import { findTrainee } from './trainee.ts';
import type { Trainee } from './trainee.ts';

vi.mock('./trainee.ts', async (original) => ({
  ...(await original<typeof TraineeModule>()),
  findTrainee: vi.fn(),
}));
vi.mock('../checkpoints/atomic.ts', async (original) => {
  const { writeAtomic: write } = await original<typeof AtomicModule>();
  return { writeAtomic: vi.fn(write) };
});

const STEPS = 10;
const SIDE = 2;

let outDir: string;
beforeEach(async () => {
  outDir = await mkdtemp(path.join(os.tmpdir(), 'uncanny-failing-'));
  vi.mocked(writeAtomic).mockClear();
});
afterEach(() => rm(outDir, { recursive: true }));

/** Counts its steps in its only weight; ill from a step on: its loss or its weight is then not a number. */
function counting(ill: { readonly loss?: number; readonly weight?: number } = {}, millis = 0): void {
  vi.mocked(findTrainee).mockResolvedValue({
    name: 'counting',
    config: z.object({}),
    presets: { classroom: {}, full: {} },
    create: async (): Promise<Trainee> => {
      let at = 0;
      return {
        fit: (_train, options) =>
          trainingSteps(
            at,
            STEPS,
            async (step) => {
              await new Promise((resolve) => setTimeout(resolve, millis));
              at = step + 1;
              return { loss: at >= (ill.loss ?? Infinity) ? Number.NaN : 1 / at };
            },
            options?.signal,
          ),
        save: async () =>
          new Map([['w', { shape: [1], data: Float32Array.of(at >= (ill.weight ?? Infinity) ? Number.NaN : at) }]]),
        restore: (tensors) => void (at = tensors.get('w')!.data[0]!),
        sample: async ({ n, firstIndex = 0, label }) => ({
          images: Uint8Array.from({ length: n * SIDE * SIDE }, (_, i) => firstIndex + Math.floor(i / (SIDE * SIDE))),
          labels: label === undefined ? null : new Uint8Array(n).fill(label),
        }),
        describe: () => ({ parameters: 1, step: at }),
        dispose: () => undefined,
      };
    },
  });
}

async function run(change: Partial<TrainRequest> = {}): Promise<{ events: TrainEvent[]; failure: Error | null }> {
  const events: TrainEvent[] = [];
  try {
    const request = { generator: 'counting', dataset: blank(2), preset: 'classroom', seed: 0, outDir } as const;
    for await (const event of trainRun({ ...request, snapshotSeconds: 0, ...change })) events.push(event);
    return { events, failure: null };
  } catch (error) {
    return { events, failure: error as Error };
  }
}

const stepKept = async (file: string): Promise<number> => (await readCheckpoint(path.join(outDir, file))).header.step;
const checkpoints = async (): Promise<string[]> =>
  (await readdir(outDir)).filter((name) => name.startsWith('step-')).sort();

it('a loss that is not a number stops the run with a sentence that names the last good checkpoint, which stays', async () => {
  counting({ loss: 5 });
  const { failure } = await run();
  expect(failure).toBeInstanceOf(DivergedError);
  expect(failure!.message).toMatch(/"loss" should be a finite number but became NaN at step 5 of 10; lower the learn/);
  expect(failure!.message).toMatch(/The last good checkpoint is \S*step-000004\.safetensors\.$/);
  expect(await stepKept('step-000004.safetensors')).toBe(4);
  expect(await stepKept('resume.safetensors')).toBe(4);
});

it('weights that are not numbers are never written, however good the loss looks', async () => {
  counting({ weight: 5 });
  const { failure } = await run();
  expect(failure).toBeInstanceOf(DivergedError);
  expect(failure!.message).toMatch(/weights "w" should be finite .* step 5/);
  expect((await checkpoints()).at(-1)).toBe('step-000004.safetensors');
  expect(await stepKept('resume.safetensors')).toBe(4);
});

it('a run that fails before its first checkpoint of a later sitting names the one it started from', async () => {
  counting({ loss: 5 });
  await run();
  const { failure } = await run({ resume: true });
  expect(failure!.message).toMatch(/The last good checkpoint is \S*step-000004\.safetensors\.$/);
});

it('a full disk stops the run with a sentence, and with room it goes on from the last good checkpoint', async () => {
  counting();
  const write = vi.mocked(writeAtomic).getMockImplementation()!;
  vi.mocked(writeAtomic).mockImplementation(async (file, bytes) => {
    if (file.endsWith('step-000006.safetensors'))
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    return write(file, bytes);
  });
  const { failure } = await run();
  expect(failure).toBeInstanceOf(CheckpointError);
  expect(failure!.message).toMatch(/^The disk of \S+ is full; free some space/);
  expect(failure!.message).toMatch(/step-000005\.safetensors\.$/);
  expect(await stepKept('resume.safetensors')).toBe(5);

  vi.mocked(writeAtomic).mockImplementation(write);
  const { events } = await run({ resume: true });
  expect(events.find(({ type }) => type === 'checkpoint')).toMatchObject({ header: { step: 6 } });
  expect((await checkpoints()).at(-1)).toBe('step-000010.safetensors');
});

it('pictures come after the first step and as often as asked, apart from snapshots', async () => {
  counting({}, 20);
  const grids = async (gridSeconds?: number): Promise<number[]> => {
    const { events } = await run({ snapshotSeconds: 1000, ...(gridSeconds === undefined ? {} : { gridSeconds }) });
    expect(events.filter(({ type }) => type === 'checkpoint')).toHaveLength(1);
    return events.flatMap((event) => (event.type === 'grid' ? [event.step] : []));
  };
  expect(await grids()).toEqual([STEPS]);
  expect(await grids(1000)).toEqual([1, STEPS]);
  expect(await grids(0.001)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

it.each([1, 3, 10])('pictures of %s classes fill ten columns of four, each column of one class', async (classes) => {
  counting();
  const { events } = await run({ dataset: blank(classes), snapshotSeconds: 1000 });
  const grid = events.find((event) => event.type === 'grid')!;
  expect([grid.n, grid.images.length]).toEqual([40, 40 * SIDE * SIDE]);
  // The picture of column c and row r is sample 4 c + r, whatever the model: runs can be laid side by side.
  for (let i = 0; i < 40; i++) {
    expect(grid.labels![i]).toBe((i % 10) % classes);
    expect(grid.images[i * SIDE * SIDE]).toBe((i % 10) * 4 + Math.floor(i / 10));
  }
});

function blank(classes: number): Dataset {
  const images = {
    images: new Uint8Array(4 * SIDE * SIDE),
    labels: new Uint8Array(4),
    n: 4,
    height: SIDE,
    width: SIDE,
  };
  const set = { ...images, channels: 1 as const };
  const names = Array.from({ length: classes }, (_, i) => String(i));
  return { name: 'blank', hash: '0'.repeat(64), classes: names, train: set, test: set };
}
