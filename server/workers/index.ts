import { availableParallelism } from 'node:os';
import type { Gallery } from '../gallery/gallery.ts';
import type { Store } from '../store/store.ts';
import { createAnalyst } from './analyst.ts';
import type { Analyst } from './analyst.ts';
import { startAppraisal } from './appraisal.ts';
import type { Appraisal } from './appraisal.ts';
import { createLab } from './lab.ts';
import type { Lab } from './lab.ts';
import { startPreparation } from './preparation.ts';
import type { Preparation } from './preparation.ts';
import { openTraining } from './training.ts';
import type { Training, TrainingOptions } from './training.ts';

export { describeGenerators } from './catalogue.ts';
export type { Analyst } from './analyst.ts';
export type { Appraisal } from './appraisal.ts';
export type { Lab } from './lab.ts';
export type { Preparation } from './preparation.ts';
export type { JobReply, Training } from './training.ts';

/** Everything that happens beside the game, each in a process of its own. */
export interface Workers {
  readonly preparation: Preparation;
  readonly training: Training;
  readonly appraisal: Appraisal;
  readonly analyst: Analyst;
  readonly lab: Lab;
  /** Stops all processes, training at a checkpoint. */
  close(): Promise<void>;
}

export interface WorkersOptions {
  readonly store: Store;
  readonly gallery: Gallery;
  /** Checkpoints and pools that ship; absolute. */
  readonly modelsDir: string;
  /** A folder with data set files that a person supplied; absolute. */
  readonly suppliedDir?: string | null;
  /** Rooms open now: while there are some, training leaves a processor to them. */
  readonly rooms: () => number;
  /** Seconds of training between snapshots; left out, those of a class that plays. */
  readonly snapshotSeconds?: TrainingOptions['snapshotSeconds'];
  readonly warn: (message: string) => void;
}

/** Starts to fill the gallery and takes up the queue of trainings. @throws StorageError */
export async function startWorkers(options: WorkersOptions): Promise<Workers> {
  const { store, gallery, modelsDir, suppliedDir = null, rooms, snapshotSeconds, warn } = options;
  const folders = { dataDir: store.dataDir, modelsDir, suppliedDir };
  const preparation = startPreparation({ folders, gallery, warn });
  const analyst = createAnalyst(folders);
  const lab = createLab(folders, { warn });
  const training = await openTraining({
    folders,
    store: store.jobs,
    after: preparation.settled,
    isAvailable: (dataset) => preparation.isAvailable(dataset),
    threads: () => Math.max(1, availableParallelism() - (rooms() > 0 ? 1 : 0)),
    snapshotSeconds,
    onHung: () => gallery.reload(),
    warn,
  });
  const appraisal = startAppraisal({
    folders,
    after: preparation.settled,
    pictures: () => picturesOf(gallery),
    busy: () => training.pid !== null,
    warn,
  });
  return {
    preparation,
    training,
    appraisal,
    analyst,
    lab,
    async close() {
      await Promise.all([preparation, training, appraisal, analyst, lab].map((each) => each.close()));
    },
  };
}

function picturesOf(gallery: Gallery): number {
  const reals = gallery.datasets().reduce((sum, name) => sum + gallery.reals(name), 0);
  return gallery.models().reduce((sum, { pool }) => sum + pool, reals);
}
