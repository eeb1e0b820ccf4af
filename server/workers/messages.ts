import { z } from 'zod';
import { analystAnswer, analystQuestion } from '../board/question.ts';
import { labAnswer, labQuestion } from '../lab/question.ts';

/** Where things lie; all absolute. */
const folders = z.object({
  /** Store, gallery, runs and cache of this server. */
  dataDir: z.string(),
  /** Checkpoints and pools that ship. */
  modelsDir: z.string(),
  /** A folder with data set files that a person supplied, looked at before any download. */
  suppliedDir: z.string().nullable(),
});
export type Folders = z.infer<typeof folders>;

/** What a worker is started for; one worker, one task. */
export const task = z.discriminatedUnion('kind', [
  /** Hangs reals of every data set that is here, and the pools that ship. Quick things first. */
  z.object({ kind: z.literal('prepare'), folders }),
  /** Gets the files of a data set, then hangs its reals. */
  z.object({ kind: z.literal('fetch'), folders, dataset: z.string() }),
  /** Trains, hanging every snapshot; goes on from the run's last checkpoint where there is one. */
  z.object({
    kind: z.literal('train'),
    folders,
    runId: z.string(),
    generator: z.string(),
    dataset: z.string(),
    preset: z.enum(['classroom', 'full']),
    overrides: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
    seed: z.number().int(),
    threads: z.number().int().min(1),
    /** Seconds of training between snapshots. */
    snapshotSeconds: z.number().positive(),
    /** Seconds from one grid of samples to the next. */
    gridSeconds: z.number().positive(),
  }),
  /** Lets a machine look at the pictures that hang and have not been looked at. */
  z.object({ kind: z.literal('appraise'), folders }),
  /** Analyses judgments on request, until told to stop. */
  z.object({ kind: z.literal('analyse'), folders }),
  /** Answers questions of the lab's pages, until told to stop. */
  z.object({ kind: z.literal('lab'), folders }),
]);
export type Task = z.infer<typeof task>;
export type TrainTask = Extract<Task, { kind: 'train' }>;

export const toWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), task }),
  /** Finish the step under way, keep what is done, leave. */
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('analyse'), id: z.number().int(), question: analystQuestion }),
  z.object({ type: z.literal('ask'), id: z.number().int(), question: labQuestion }),
]);
export type ToWorker = z.infer<typeof toWorker>;

const words = z.object({ en: z.string(), ko: z.string() });
export const fromWorker = z.discriminatedUnion('type', [
  /** The process listens. */
  z.object({ type: z.literal('ready') }),
  /** What is being done, for a person; fraction null where the total is unknown. */
  z.object({ type: z.literal('progress'), what: words, fraction: z.number().nullable() }),
  /** The gallery has new pictures or models. */
  z.object({ type: z.literal('hung') }),
  z.object({
    type: z.literal('step'),
    step: z.number().int(),
    totalSteps: z.number().int(),
    losses: z.record(z.string(), z.number()),
    secondsLeft: z.number(),
    /** Of training, earlier sittings included. */
    seconds: z.number(),
  }),
  /** A new grid lies in the run's folder. */
  z.object({ type: z.literal('grid'), step: z.number().int(), seconds: z.number() }),
  z.object({ type: z.literal('snapshot'), modelId: z.string(), step: z.number().int() }),
  z.object({ type: z.literal('analysed'), id: z.number().int(), answer: analystAnswer }),
  z.object({ type: z.literal('answer'), id: z.number().int(), answer: labAnswer }),
  /** A thing that went wrong without ending the task. */
  z.object({ type: z.literal('warning'), message: z.string() }),
  /** The end: `finished` is false where it was stopped. */
  z.object({ type: z.literal('done'), finished: z.boolean() }),
  /** The end: one sentence for a person. */
  z.object({ type: z.literal('failed'), message: z.string(), why: z.enum(['diverged', 'disk', 'other']) }),
]);
export type FromWorker = z.infer<typeof fromWorker>;
