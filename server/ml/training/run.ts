import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { CheckpointHeader } from '../checkpoint.ts';
import { readCheckpoint, writeCheckpoint } from '../checkpoints/checkpoint-file.ts';
import type { Dataset } from '../dataset.ts';
import { CheckpointError, DivergedError } from '../generator.ts';
import type { PresetName, TensorMap } from '../generator.ts';
import { startEngine } from '../engine/index.ts';
import { Meter } from './meter.ts';
import { configOf } from './config.ts';
import { findTrainee, shapeOf } from './trainee.ts';
import type { Trainee } from './trainee.ts';

export interface TrainRequest {
  /** Name of a generator, or 'classifier'. */
  readonly generator: string;
  readonly dataset: Dataset;
  readonly preset: PresetName;
  /** Settings that differ from the preset's. */
  readonly overrides?: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** Folder of this run; it gets `step-NNNNNN.safetensors`, `resume.safetensors` and `log.jsonl`. */
  readonly outDir: string;
  /** Continue from `resume.safetensors`; preset, overrides and seed then come from there. */
  readonly resume?: boolean;
  /** Stops after the step under way, keeping a checkpoint. */
  readonly signal?: AbortSignal;
  /** Wall-clock seconds between snapshots (a grid and a checkpoint); a last one always follows the last step. */
  readonly snapshotSeconds?: number;
  /** Seed of the grid's samples: the same pictures at every snapshot. */
  readonly gridSeed?: number;
}

export type TrainEvent =
  | {
      readonly type: 'step';
      readonly step: number;
      readonly totalSteps: number;
      /** Means since the last event of this type. */
      readonly losses: Readonly<Record<string, number>>;
      readonly imagesPerSecond: number;
      readonly secondsLeft: number;
      /** Training time so far, earlier sittings included, pictures and checkpoints not. */
      readonly trainedSeconds: number;
    }
  | {
      readonly type: 'grid';
      readonly step: number;
      /** [n, height, width, channels] */
      readonly images: Uint8Array;
      readonly labels: Uint8Array | null;
      readonly n: number;
      readonly height: number;
      readonly width: number;
      readonly channels: 1 | 3;
    }
  | { readonly type: 'checkpoint'; readonly path: string; readonly id: string; readonly header: CheckpointHeader };

/** Pictures of a grid: four of each of ten classes, or forty without classes. */
const GRID = { classes: 10, each: 4 };
const REPORT_SECONDS = 0.5;

/**
 * Trains a model and yields what happens. Ending the iteration early, or the signal, ends the run; the signal also keeps a
 * checkpoint from which `resume` continues exactly.
 *
 * @throws DivergedError where losses or weights are no longer finite; the message names the last good checkpoint
 * @throws CheckpointError where a checkpoint can't be read or written (a full disk); the last good one stays
 * @throws ConfigError for settings outside their limits
 */
export async function* trainRun(request: TrainRequest): AsyncGenerator<TrainEvent> {
  const { dataset, outDir, signal } = request;
  const resumed = request.resume ? await readCheckpoint(path.join(outDir, 'resume.safetensors')) : null;
  if (resumed && resumed.header.datasetHash !== dataset.hash) {
    throw new CheckpointError(
      `${resumed.path} was trained on other data than this "${dataset.name}" (${resumed.header.datasetHash.slice(0, 12)}, not ${dataset.hash.slice(0, 12)}); start a new run.`,
    );
  }
  const plugin = await findTrainee(resumed?.header.generator ?? request.generator);
  const config = configOf(
    plugin,
    resumed?.header.preset ?? request.preset,
    resumed?.header.config ?? request.overrides ?? {},
  );
  const seed = resumed?.header.seed ?? request.seed;
  await startEngine();
  await mkdir(outDir, { recursive: true });
  const shape = shapeOf(dataset);
  const model = await plugin.create(shape, config, seed);
  try {
    if (resumed) model.restore(resumed.tensors);
    const batch = typeof config['batch'] === 'number' ? config['batch'] : dataset.train.n;
    const meter = new Meter(batch, resumed?.header.trainedSeconds ?? 0);
    const snapshots = new Snapshots(model, outDir, {
      format: 1,
      kind: plugin.name === 'classifier' ? 'classifier' : 'generator',
      generator: plugin.name,
      config,
      dataset: dataset.name,
      datasetHash: dataset.hash,
      shape,
      preset: resumed?.header.preset ?? request.preset,
      seed,
    });
    const every = request.snapshotSeconds ?? 60;
    // A model that is one for all can't be asked for a class.
    const classes = config['perClass'] === false ? 0 : Math.min(GRID.classes, dataset.classes.length);
    let lastSnapshot = meter.trainedSeconds;
    try {
      for await (const { step, totalSteps, losses } of model.fit(dataset.train, { signal })) {
        meter.count(losses);
        const last = step === totalSteps;
        if (last || signal?.aborted || meter.sinceReport >= REPORT_SECONDS) {
          const event = { type: 'step' as const, step, totalSteps, ...meter.report(totalSteps - step) };
          await appendFile(path.join(outDir, 'log.jsonl'), `${JSON.stringify(event)}\n`);
          yield event;
        }
        if (!last && !signal?.aborted && meter.trainedSeconds - lastSnapshot < every) continue;
        lastSnapshot = meter.trainedSeconds;
        meter.pause();
        if (model.sample && !signal?.aborted)
          yield await grid(model.sample.bind(model), dataset, classes, step, request.gridSeed ?? 1);
        const accuracy = await model.accuracy?.(dataset.test);
        yield await snapshots.take(step, totalSteps, meter, accuracy === undefined ? {} : { testAccuracy: accuracy });
        meter.resume();
      }
    } catch (error) {
      throw snapshots.explain(error);
    }
  } finally {
    model.dispose();
  }
}

async function grid(
  sample: NonNullable<Trainee['sample']>,
  dataset: Dataset,
  classes: number,
  step: number,
  seed: number,
): Promise<TrainEvent> {
  const { height, width, channels } = dataset.train;
  if (classes === 0) {
    const n = GRID.classes * GRID.each;
    return { type: 'grid', step, n, height, width, channels, ...(await sample({ n, seed })) };
  }
  const n = classes * GRID.each;
  const images = new Uint8Array(n * height * width * channels);
  const labels = Uint8Array.from({ length: n }, (_, i) => i % classes);
  const size = height * width * channels;
  for (let label = 0; label < classes; label++) {
    const column = await sample({ n: GRID.each, seed, firstIndex: label * GRID.each, label });
    for (let row = 0; row < GRID.each; row++) {
      images.set(column.images.subarray(row * size, (row + 1) * size), (row * classes + label) * size);
    }
  }
  return { type: 'grid', step, n, height, width, channels, images, labels };
}

type Fixed = Omit<CheckpointHeader, 'step' | 'totalSteps' | 'trainedSeconds' | 'createdAt' | 'losses' | 'scores'>;

/** Writes the checkpoints of one run and knows the last good one. */
class Snapshots {
  readonly #model: Trainee;
  readonly #folder: string;
  readonly #fixed: Fixed;
  #last: string | null = null;

  constructor(model: Trainee, folder: string, fixed: Fixed) {
    this.#model = model;
    this.#folder = folder;
    this.#fixed = fixed;
  }

  async take(step: number, totalSteps: number, meter: Meter, extra: Record<string, number>): Promise<TrainEvent> {
    const header: CheckpointHeader = {
      ...this.#fixed,
      step,
      totalSteps,
      trainedSeconds: meter.trainedSeconds,
      createdAt: new Date().toISOString(),
      losses: { ...meter.losses, ...extra },
      scores: null,
    };
    const file = path.join(this.#folder, `step-${String(step).padStart(6, '0')}.safetensors`);
    const weights = finite(await this.#model.save(), step);
    const { id } = await writeCheckpoint(file, header, weights);
    await writeCheckpoint(
      path.join(this.#folder, 'resume.safetensors'),
      header,
      await this.#model.save({ forResume: true }),
    );
    this.#last = file;
    return { type: 'checkpoint', path: file, id, header };
  }

  /** The same error, with what is left to work with. */
  explain(error: unknown): unknown {
    const kept = this.#last ? ` The last good checkpoint is ${this.#last}.` : ' No checkpoint had been written yet.';
    if (error instanceof DivergedError) return new DivergedError(error.message + kept);
    const code = (error as NodeJS.ErrnoException | null)?.code;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      return new CheckpointError(
        `The disk of ${this.#folder} is full; free some space and continue with --resume.${kept}`,
      );
    }
    if (code === 'EACCES' || code === 'EROFS') {
      return new CheckpointError(`${this.#folder} can't be written (${code}); choose another folder.${kept}`);
    }
    return error;
  }
}

/** @throws DivergedError where a weight is not finite */
function finite(tensors: TensorMap, step: number): TensorMap {
  for (const [name, { data }] of tensors) {
    if (!data.every(Number.isFinite)) {
      throw new DivergedError(
        `The weights "${name}" should be finite but are not at step ${step}; lower the learning rate or try another seed.`,
      );
    }
  }
  return tensors;
}
