import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gridOf } from '../../gallery/grid.ts';
import { encodePng } from '../../gallery/png.ts';
import { writeAtomic } from '../../ml/checkpoints/atomic.ts';
import { recordScores } from '../../ml/checkpoints/checkpoint-file.ts';
import { loadDataset } from '../../ml/datasets/index.ts';
import { startEngine } from '../../ml/engine/index.ts';
import { evaluateCheckpoint } from '../../ml/evaluate/index.ts';
import { CheckpointError } from '../../ml/generator.ts';
import { GRID } from '../../ml/training/grid.ts';
import { trainRun } from '../../ml/training/run.ts';
import type { TrainEvent } from '../../ml/training/run.ts';
import { checkpointFolders, loadOptions } from '../data.ts';
import type { Desk } from '../desk.ts';
import { gridFile } from '../kept-grids.ts';
import type { TrainTask } from '../messages.ts';
import { hangSnapshot } from './snapshot.ts';

/** Pictures of a snapshot, drawn while the class waits for the next; and of the finished model. */
const SNAPSHOT_POOL = 200;
const FINAL_POOL = 1000;

/** Trains a model to its end, or until told to stop; every snapshot can be played as soon as its pictures hang. */
export async function train(task: TrainTask, { report, signal }: Desk): Promise<void> {
  const { folders, runId, generator, preset, overrides, seed } = task;
  const say = (en: string, ko: string, fraction: number | null = null): void =>
    report({ type: 'progress', what: { en, ko }, fraction });
  const outDir = join(checkpointFolders(folders).runsDir, runId);
  const dataset = await loadDataset(task.dataset, {
    ...loadOptions(folders),
    signal,
    onProgress: ({ what, fraction }) => say(`${what}.`, `${task.dataset} 자료를 준비하는 중입니다.`, fraction),
  });
  await startEngine({ threads: task.threads, log: (message) => report({ type: 'warning', message }) });

  const options = { dataDir: folders.dataDir, runId, train: dataset.train, signal };
  const resume = (await stat(join(outDir, 'resume.safetensors')).catch(() => null)) !== null;
  const run = trainRun({
    generator,
    dataset,
    preset,
    overrides,
    seed,
    outDir,
    resume,
    signal,
    snapshotSeconds: task.snapshotSeconds,
    gridSeconds: task.gridSeconds,
  });
  for await (const event of run) {
    if (event.type === 'step') {
      const { step, totalSteps, losses, secondsLeft, trainedSeconds: seconds } = event;
      report({ type: 'step', step, totalSteps, losses, secondsLeft, seconds });
    } else if (event.type === 'grid') {
      const { step, trainedSeconds: seconds } = event;
      const png = gridPng(event);
      await writeAtomic(gridFile(outDir, step), png);
      await writeAtomic(join(outDir, 'grid.png'), png);
      report({ type: 'grid', step, seconds });
    } else if (!signal.aborted) {
      await hang(event.path, SNAPSHOT_POOL);
    }
  }
  if (signal.aborted) return;
  const last = await newestCheckpoint(outDir);
  if (last === null) throw new Error(`The run in ${outDir} ended without a checkpoint; train anew.`);
  await hang(last, FINAL_POOL);
  await score(last);

  /** Automatic scores of the finished model; a data set without a classifier leaves it unscored. */
  async function score(file: string): Promise<void> {
    try {
      const scores = await evaluateCheckpoint(file, {
        n: FINAL_POOL,
        datasetOptions: loadOptions(folders),
        modelsDir: folders.modelsDir,
        signal,
        onProgress: ({ what, fraction }) => say(`${what}.`, '모델을 채점하는 중입니다.', fraction),
      });
      await recordScores(file, scores);
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
      report({ type: 'warning', message: error.message });
      return;
    }
    await hang(file, FINAL_POOL); // takes the scores along
  }

  async function hang(file: string, n: number): Promise<void> {
    say(`Drawing ${n} pictures to play with.`, `놀이에 쓸 그림 ${n}장을 그리는 중입니다.`);
    const modelId = await hangSnapshot(file, n, {
      ...options,
      onProgress: (done) =>
        say(`Drawing ${n} pictures to play with.`, `놀이에 쓸 그림 ${n}장을 그리는 중입니다.`, done / n),
    });
    report({ type: 'hung' });
    report({ type: 'snapshot', modelId, step: stepOf(file) });
  }
}

function gridPng({ images, height, width, channels }: Extract<TrainEvent, { type: 'grid' }>): Buffer {
  return encodePng(gridOf(images, { height, width, channels }, GRID.columns));
}

/** Checkpoints are named `step-NNNNNN.safetensors`. */
const stepOf = (file: string): number => Number(/step-(\d+)\.safetensors$/.exec(file)?.[1] ?? 0);

async function newestCheckpoint(folder: string): Promise<string | null> {
  const files = (await readdir(folder)).filter((name) => stepOf(name) > 0 || name.startsWith('step-'));
  const newest = files.sort((a, b) => stepOf(a) - stepOf(b)).at(-1);
  return newest === undefined ? null : join(folder, newest);
}
