import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RefusalCode, Refusal } from '../../shared/protocol/codes.ts';
import type { TrainingJob, TrainingRequest } from '../../shared/protocol/http.ts';
import { CheckpointError } from '../ml/generator.ts';
import { findGenerator } from '../ml/generators/index.ts';
import { newRunFolder } from '../ml/training/runs.ts';
import { configOf, ConfigError } from '../ml/training/config.ts';
import type { TrainingJobs } from '../store/training-jobs.ts';
import { IDLE, isActive, newJob, revived } from './job.ts';
import { dropGrids, gridFile, withGrid } from './kept-grids.ts';
import { withLoss } from './losses.ts';
import type { Folders, FromWorker } from './messages.ts';
import { exchanged, inTurn, lastTurn } from './turns.ts';
import { startWorker } from './worker.ts';
import type { Ending, Worker } from './worker.ts';

export type JobReply = { readonly ok: true; readonly job: TrainingJob } | Refusal;

/** The queue of training jobs: one trains, the others wait. It outlives the server. */
export interface Training {
  /** Newest first. */
  jobs(): readonly TrainingJob[];
  add(request: TrainingRequest): Promise<JobReply>;
  /** Stops at a checkpoint and frees the processor. Like the other commands it changes nothing where it can't apply: the job tells. */
  pause(id: string): Promise<JobReply>;
  /** Lets a paused job, or one that failed for a reason that can pass, go on from its last checkpoint. */
  resume(id: string): Promise<JobReply>;
  /** Stops for good; the last checkpoint stays. */
  cancel(id: string): Promise<JobReply>;
  /** Changes places with the one that waits before it. */
  earlier(id: string): Promise<JobReply>;
  /** Changes places with the one that waits after it. */
  later(id: string): Promise<JobReply>;
  /** Where a grid of a job lies, the newest without a step; null where there is none. */
  gridFile(id: string, step?: number): string | null;
  /** Process that trains now, null where none does. */
  readonly pid: number | null;
  /** Stops the one that trains, at a checkpoint; it goes on when the server starts again. */
  close(): Promise<void>;
}

export interface TrainingOptions {
  readonly folders: Folders;
  readonly store: TrainingJobs;
  /** Nothing trains before this: the first pictures to play with come first. */
  readonly after: Promise<void>;
  /** False where a data set would have to be fetched first. */
  readonly isAvailable: (dataset: string) => Promise<boolean>;
  /** Threads for a worker that starts now. */
  readonly threads: () => number;
  /** Seconds of training between snapshots; by default {@link SNAPSHOT_SECONDS}. */
  readonly snapshotSeconds?: number;
  /** The gallery has new pictures. */
  readonly onHung: () => void;
  readonly warn: (message: string) => void;
}

/** Often enough for a class to watch; seldom enough to train in between. */
const SNAPSHOT_SECONDS = { classroom: 20, full: 180 } as const;
/** Seconds from grid to grid: a class sees something new at least every five. */
const GRID_SECONDS = { classroom: 3, full: 15 } as const;
/** Times a worker may die on one job before the job is given up. */
const LIVES = 3;
/** Progress is written to the store at most this often, ms; changes of status always. */
const KEEP_EVERY = 2000;

/** Opens the queue; jobs that were running when the server stopped go on from their checkpoints. @throws StorageError */
export async function openTraining(options: TrainingOptions): Promise<Training> {
  const queue = new Queue(options, await options.store.all());
  void options.after.then(() => queue.open());
  return queue;
}

class Queue implements Training {
  readonly #options: TrainingOptions;
  /** Oldest first. */
  readonly #jobs: Map<string, TrainingJob>;
  readonly #deaths = new Map<string, number>();
  readonly #kept = new Map<string, number>();
  #current: { readonly id: string; readonly worker: Worker } | null = null;
  #waiting = true;
  #closing = false;

  constructor(options: TrainingOptions, stored: readonly TrainingJob[]) {
    this.#options = options;
    const oldestFirst = [...stored].reverse();
    this.#jobs = new Map(oldestFirst.map((job, i) => [job.id, revived(job, i)]));
  }

  jobs(): readonly TrainingJob[] {
    return [...this.#jobs.values()].reverse();
  }

  async add(request: TrainingRequest): Promise<JobReply> {
    const { generator, dataset, preset, overrides, seed } = request;
    try {
      configOf(await findGenerator(generator), preset, overrides);
    } catch (error) {
      if (error instanceof ConfigError) return refuse('training/bad-config', error.message);
      if (error instanceof CheckpointError) return refuse('training/unknown', error.message);
      throw error;
    }
    if (!(await this.#options.isAvailable(dataset))) {
      return refuse(
        'dataset/unavailable',
        `The data set "${dataset}" is not here; fetch it first, or train on strokes.`,
      );
    }
    const folder = await newRunFolder(join(this.#options.folders.dataDir, 'runs'), dataset, generator, seed);
    await mkdir(folder, { recursive: true }); // takes the name
    const job = newJob(basename(folder), request, lastTurn(this.#jobs.values()));
    this.#jobs.set(job.id, job);
    await this.#options.store.put(job);
    this.#pump();
    return { ok: true, job: this.#jobs.get(job.id)! };
  }

  async pause(id: string): Promise<JobReply> {
    return this.#command(id, (job) => isActive(job) || job.status === 'queued', 'paused');
  }

  async resume(id: string): Promise<JobReply> {
    return this.#command(
      id,
      ({ status, failureKind }) => status === 'paused' || (status === 'failed' && failureKind !== 'diverged'),
      'queued',
    );
  }

  async cancel(id: string): Promise<JobReply> {
    return this.#command(id, (job) => isActive(job) || job.status === 'queued' || job.status === 'paused', 'cancelled');
  }

  async earlier(id: string): Promise<JobReply> {
    return this.#move(id, 'earlier');
  }

  async later(id: string): Promise<JobReply> {
    return this.#move(id, 'later');
  }

  gridFile(id: string, step?: number): string | null {
    const job = this.#jobs.get(id);
    if (!job || job.grid === 0) return null;
    if (step === undefined) return join(this.#runDir(id), 'grid.png');
    return job.grids.some((grid) => grid.step === step) ? gridFile(this.#runDir(id), step) : null;
  }

  #runDir(id: string): string {
    return join(this.#options.folders.dataDir, 'runs', id);
  }

  get pid(): number | null {
    return this.#current?.worker.pid ?? null;
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#current?.worker.stop(8000);
  }

  /** From now on jobs are started. */
  open(): void {
    this.#waiting = false;
    this.#pump();
  }

  /** Starts the first of those that wait where nothing trains. */
  #pump(): void {
    if (this.#current || this.#closing || this.#waiting) return;
    const job = inTurn(this.#jobs.values())[0];
    if (!job) return;
    const { id, generator, dataset, preset, overrides, seed } = job;
    const { folders, threads, snapshotSeconds = SNAPSHOT_SECONDS[preset] } = this.#options;
    const worker = startWorker(
      {
        kind: 'train',
        folders,
        runId: id,
        generator,
        dataset,
        preset,
        overrides,
        seed,
        threads: threads(),
        snapshotSeconds,
        gridSeconds: GRID_SECONDS[preset],
      },
      (message) => this.#onMessage(id, message),
    );
    this.#current = { id, worker };
    this.#update(id, { status: 'preparing', startedAt: job.startedAt ?? Date.now(), secondsLeft: null });
    void worker.ended.then((ending) => this.#onEnded(id, ending));
  }

  async #command(
    id: string,
    fits: (job: TrainingJob) => boolean,
    status: 'paused' | 'queued' | 'cancelled',
  ): Promise<JobReply> {
    const job = this.#jobs.get(id);
    if (!job) return unknown(id);
    if (!fits(job)) return { ok: true, job };
    if (job.status === 'failed') this.#deaths.delete(id);
    this.#update(id, { ...IDLE, status, failure: null, failureKind: null });
    if (this.#current?.id === id && status !== 'queued') void this.#current.worker.stop();
    this.#pump();
    return { ok: true, job: this.#jobs.get(id)! };
  }

  #move(id: string, way: 'earlier' | 'later'): JobReply {
    if (!this.#jobs.has(id)) return unknown(id);
    for (const { id: moved, turn } of exchanged(this.#jobs.values(), id, way)) this.#update(moved, { turn });
    return { ok: true, job: this.#jobs.get(id)! };
  }

  #onMessage(id: string, message: FromWorker): void {
    const job = this.#jobs.get(id)!;
    switch (message.type) {
      case 'step': {
        const { step, totalSteps, losses: values, secondsLeft, seconds } = message;
        const status = isActive(job) ? 'running' : job.status;
        const losses = withLoss(job.losses, { step, seconds, values });
        return this.#update(id, {
          ...IDLE,
          status,
          step,
          totalSteps,
          losses,
          secondsLeft: isActive(job) ? secondsLeft : null,
        });
      }
      case 'grid': {
        const { grids, dropped } = withGrid(job.grids, { step: message.step, seconds: message.seconds });
        dropGrids(this.#runDir(id), dropped).catch((error: Error) => this.#options.warn(`${id}: ${error.message}`));
        return this.#update(id, { grid: job.grid + 1, grids });
      }
      case 'progress':
        return this.#update(id, { doing: isActive(job) ? message.what : null });
      case 'snapshot': {
        const { modelId, step } = message;
        if (job.snapshots.some((snapshot) => snapshot.modelId === modelId)) return;
        this.#deaths.delete(id); // it got on: earlier deaths are forgiven
        return this.#update(id, { snapshots: [...job.snapshots, { modelId, step }] });
      }
      case 'hung':
        return this.#options.onHung();
      case 'warning':
        return this.#options.warn(`${id}: ${message.message}`);
    }
  }

  #onEnded(id: string, ending: Ending): void {
    this.#current = null;
    const job = this.#jobs.get(id)!;
    const failed = (failureKind: TrainingJob['failureKind'], failure: string): void =>
      this.#update(id, { ...IDLE, status: 'failed', failure, failureKind });
    if (ending.kind === 'finished' && job.status !== 'cancelled') this.#update(id, { ...IDLE, status: 'done' });
    else if (ending.kind === 'failed' && isActive(job)) failed(ending.why, ending.message);
    else if (ending.kind === 'died' && isActive(job) && !this.#closing) {
      const deaths = (this.#deaths.get(id) ?? 0) + 1;
      this.#deaths.set(id, deaths);
      this.#options.warn(`The training of ${id} stopped: ${ending.message}; time ${deaths} of ${LIVES}.`);
      if (deaths < LIVES) this.#update(id, { ...IDLE, status: 'queued' });
      else failed('died', `The training stopped ${deaths} times: ${ending.message}; its last checkpoint is kept.`);
    } else if (isActive(job)) this.#update(id, { ...IDLE, status: 'queued' });
    this.#pump();
  }

  #update(id: string, change: Partial<TrainingJob>): void {
    const before = this.#jobs.get(id)!;
    const job = { ...before, ...change };
    this.#jobs.set(id, job);
    const now = Date.now();
    const small = job.status === before.status && change.snapshots === undefined && change.turn === undefined;
    if (small && now - (this.#kept.get(id) ?? 0) < KEEP_EVERY) return;
    this.#kept.set(id, now);
    this.#options.store.put(job).catch((error: Error) => this.#options.warn(error.message));
  }
}

const unknown = (id: string): Refusal =>
  refuse('training/unknown', `There is no training job "${id}"; it may have been made by another server.`);

const refuse = (code: RefusalCode, message: string): Refusal => ({ ok: false, code, message });
