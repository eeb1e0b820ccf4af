import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { CheckpointHeader } from '../checkpoint.ts';
import { readCheckpoint, writeCheckpoint } from '../checkpoints/checkpoint-file.ts';
import type { Dataset } from '../dataset.ts';
import { CheckpointError, DivergedError } from '../generator.ts';
import type { PresetName, TensorMap } from '../generator.ts';
import { startEngine } from '../engine/index.ts';
import { drawGrid, GRID, GridClock } from './grid.ts';
import type { Grid } from './grid.ts';
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
  /** Continue from `resume.safetensors`; preset, seed and what `overrides` leaves alone then come from there. */
  readonly resume?: boolean;
  /** Stops after the step under way, keeping a checkpoint. */
  readonly signal?: AbortSignal;
  /** Wall-clock seconds between snapshots (a grid and a checkpoint); a last one always follows the last step. */
  readonly snapshotSeconds?: number;
  /**
   * Wall-clock seconds from one grid to the next between snapshots, the drawing included; the first follows the first step.
   * Without it grids come with snapshots alone.
   */
  readonly gridSeconds?: number;
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
  | ({
      readonly type: 'grid';
      readonly step: number;
      /** As in a step. */
      readonly trainedSeconds: number;
    } & Grid)
  | { readonly type: 'checkpoint'; readonly path: string; readonly id: string; readonly header: CheckpointHeader };

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
  const config = configOf(plugin, resumed?.header.preset ?? request.preset, {
    ...resumed?.header.config,
    ...request.overrides,
  });
  const seed = resumed?.header.seed ?? request.seed;
  await startEngine();
  await mkdir(outDir, { recursive: true });
  const shape = shapeOf(dataset);
  const model = await plugin.create(shape, config, seed);
  try {
    if (resumed) model.restore(resumed.tensors);
    const batch = typeof config['batch'] === 'number' ? config['batch'] : dataset.train.n;
    const meter = new Meter(batch, resumed?.header.trainedSeconds ?? 0);
    const snapshots = new Snapshots(model, outDir, resumed?.header.step ?? null, {
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
    const classes = config['perClass'] === false ? 0 : Math.min(GRID.columns, dataset.classes.length);
    const grids = new GridClock(request.gridSeconds ?? Infinity);
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
        const due = last || signal?.aborted || meter.trainedSeconds - lastSnapshot >= every;
        if (!due && !grids.due(meter.trainedSeconds)) continue;
        meter.pause();
        if (model.sample && !signal?.aborted) {
          const sample = model.sample.bind(model);
          const images = await grids.timed(() => drawGrid(sample, dataset, classes, request.gridSeed ?? 1));
          yield { type: 'grid', step, trainedSeconds: meter.trainedSeconds, ...images };
        }
        grids.drawn(meter.trainedSeconds);
        if (!due) {
          meter.resume();
          continue;
        }
        lastSnapshot = meter.trainedSeconds;
        const accuracy = await model.accuracy?.(dataset.test);
        yield await snapshots.take(step, totalSteps, meter, accuracy === undefined ? {} : { testAccuracy: accuracy });
        grids.hurry(); // whoever reads may have taken long over the checkpoint
        meter.resume();
      }
    } catch (error) {
      throw snapshots.explain(error);
    }
  } finally {
    model.dispose();
  }
}

type Fixed = Omit<CheckpointHeader, 'step' | 'totalSteps' | 'trainedSeconds' | 'createdAt' | 'losses' | 'scores'>;

/** Writes the checkpoints of one run and knows the last good one. */
class Snapshots {
  readonly #model: Trainee;
  readonly #folder: string;
  readonly #fixed: Fixed;
  #last: string | null;

  /** @param resumedAt step of the checkpoint this sitting starts from; null for a new run */
  constructor(model: Trainee, folder: string, resumedAt: number | null, fixed: Fixed) {
    this.#model = model;
    this.#folder = folder;
    this.#fixed = fixed;
    this.#last = resumedAt === null ? null : this.#file(resumedAt);
  }

  #file(step: number): string {
    return path.join(this.#folder, `step-${String(step).padStart(6, '0')}.safetensors`);
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
    const file = this.#file(step);
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
        `The disk of ${this.#folder} is full; free some space, then let the run go on (--resume on the command line).${kept}`,
        { cause: error },
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
