import { z } from 'zod';
import { roomSettings } from '../domain/room.ts';
import type { MachineScore } from '../domain/scores.ts';
import type { AgreementInfo, BoardAnalysis, DistinctInfo, Facets, ShareInfo } from './board.ts';

/**
 * The HTTP side: everything that is not a live room. Paths are relative to the server's base path. Refusals are
 * `{ok: false, code, message}` with a 4xx status.
 *
 *   GET  api/info                          ServerInfo
 *   POST api/rooms           {settings?}   {ok, code, hostSecret}
 *   POST api/solo            {dataset?, language}  {ok, code, playerId, token}
 *   GET  api/board?dataset=&mode=&label=&room=&since=&until=&players=   Board
 *   GET  api/board/rows?<the same>&model=&withReals=&picture=&offset=&limit=   JudgmentRows
 *   GET  api/board/rows.csv?<the same>     all of them, as `uncanny analyse --design verdict` reads it
 *   GET  api/board/walls?mode=twins|variety&<the same>&model=&offset=&limit=   WallRows
 *   GET  api/board/walls.csv?<the same>    all of them, as `uncanny analyse --design twins|variety` reads it
 *   GET  api/board/pictures/:dataset/:id.png   a picture that has been judged and revealed
 *   GET  api/models                        ModelInfo[]
 *   GET  api/models/:id/grid.png           64 samples at fixed seeds, 8 x 8
 *   GET  api/generators                    GeneratorInfo[]
 *   GET  api/training                      TrainingJob[]  (newest first)
 *   POST api/training        TrainingRequest  {ok, job}        needs authority
 *   POST api/training/:id/(pause|resume|cancel|earlier|later)  {ok, job}     needs authority
 *   GET  api/training/:id/grid.png         newest grid of samples at fixed seeds
 *   GET  api/training/:id/grids/:step.png  an earlier one, of those that the job lists
 *   POST api/datasets/:name/fetch          {ok}                needs authority; progress in api/info
 *   POST api/lab/models/:id/:operation     what the model's lab answers; body is the operation's input
 *   POST api/lab/datasets/:name/:operation the same without a model
 *   GET  api/rooms/:code/judgments.csv     rows of a room       needs its host secret
 *   GET  s/:id.png                         a dealt picture
 *   GET  healthz, metrics
 *
 * Authority: the request comes from the machine itself (loopback), or carries `x-room-code` and `x-host-secret` of an open room.
 */
export const createRoomRequest = z.object({ settings: roomSettings.partial().optional() });
export const createSoloRequest = z.object({
  settings: roomSettings.partial().optional(),
  language: z.string().max(16),
});

export const trainingRequest = z.object({
  generator: z.string().max(64),
  dataset: z.string().max(64),
  preset: z.enum(['classroom', 'full']),
  /** Changed fields only; limits are those of the generator's config. */
  overrides: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});
export type TrainingRequest = z.infer<typeof trainingRequest>;

export interface Words {
  readonly en: string;
  readonly ko: string;
}

export interface ServerInfo {
  readonly version: string;
  /** Addresses by which phones reach this server, best first: `http://192.168.0.7:3000`. */
  readonly addresses: readonly string[];
  readonly datasets: readonly DatasetInfo[];
  /** Rooms open and players connected now. */
  readonly rooms: number;
  readonly connections: number;
  /** One sentence where something is being prepared (pools being drawn, a download), else null. */
  readonly preparing: Words | null;
}

export interface DatasetInfo {
  readonly name: string;
  readonly description: Words;
  readonly builtIn: boolean;
  /** Files are here. */
  readonly available: boolean;
  /** Reals in the gallery: 0 until prepared. Playable with at least 1 real pool and 1 model. */
  readonly reals: number;
  readonly models: number;
  readonly playable: boolean;
  readonly fetching: { readonly fraction: number | null; readonly failed: string | null } | null;
}

/** A value with its 95 % interval and what it was counted over. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface ModelInfo {
  readonly id: string;
  readonly generator: string;
  readonly title: Words;
  readonly idea: Words;
  readonly giveaway: Words;
  readonly dataset: string;
  readonly step: number;
  readonly totalSteps: number;
  /** Ships with the project, or a run (and its id) of this server. */
  readonly shipped: boolean;
  readonly runId: string | null;
  readonly seed: number;
  readonly config: Readonly<Record<string, unknown>>;
  readonly datasetHash: string;
  readonly trainedSeconds: number;
  /** Pictures in the gallery. */
  readonly pool: number;
  readonly scores: AutomaticScoresInfo | null;
}

/** A score and the number of images it was computed from. */
export interface ScoreInfo extends Estimate {
  readonly n: number;
}

export interface OwnMeasureInfo {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly n: number;
}

export interface AutomaticScoresInfo {
  /** Those that the checkpoint carries. */
  readonly values: Readonly<Partial<Record<MachineScore, ScoreInfo>>>;
  /** Measures of this kind of model alone, by name. */
  readonly own: Readonly<Record<string, OwnMeasureInfo>>;
  /** Frechet distance of as many training images. */
  readonly floor: number;
  readonly extractor: { readonly id: string; readonly hash: string };
  readonly seed: number;
}

/** One row of the board: people and machines on one checkpoint. */
export interface BoardRow {
  readonly model: ModelInfo;
  /** Judgments of this model's pictures, and who gave them. */
  readonly n: number;
  readonly participants: number;
  readonly rooms: number;
  /** Share of its fakes taken for genuine: mean over participants, 95 % interval resampling participants; null before any judgment. */
  readonly fooled: Estimate | null;
  /** Share wrong of its fakes and of reals, each weighing half. */
  readonly errorRate: Estimate | null;
  readonly dPrime: Estimate | null;
  readonly criterion: number | null;
  /** Human diversity: from twins, and the share of its walls judged the more varied. */
  readonly nEff: DistinctInfo | null;
  readonly varied: ShareInfo | null;
}

export interface Board {
  readonly dataset: string;
  readonly datasets: readonly string[];
  /** The filter in force; `players` is always said. */
  readonly filter: BoardAnalysis['filter'];
  readonly facets: Facets;
  /** Judgments of real pictures and how many were taken for fakes. */
  readonly reals: { readonly n: number; readonly errorRate: Estimate | null };
  /** What walls of known truth say of the people who judged. */
  readonly controls: BoardAnalysis['controls'];
  readonly rows: readonly BoardRow[];
  readonly agreement: readonly AgreementInfo[];
  /** Those on which people and the truth, and people and the machine, are furthest apart. */
  readonly pictures: BoardAnalysis['pictures'];
  /** Changes whenever a judgment or a score does; also the ETag. */
  readonly version: string;
}

/** A field of a generator's config, as the page shows it. */
export interface ConfigField {
  readonly name: string;
  readonly kind: 'number' | 'integer' | 'boolean' | 'choice';
  readonly meaning: Words;
  readonly min: number | null;
  readonly max: number | null;
  readonly choices: readonly string[] | null;
  readonly classroom: number | boolean | string;
  readonly full: number | boolean | string;
}

export interface GeneratorInfo {
  readonly name: string;
  readonly rung: number;
  readonly title: Words;
  readonly idea: Words;
  readonly giveaway: Words;
  readonly source: string;
  readonly conditional: boolean;
  readonly fields: readonly ConfigField[];
}

export interface TrainingJob {
  readonly id: string;
  readonly generator: string;
  readonly dataset: string;
  readonly preset: 'classroom' | 'full';
  readonly overrides: Readonly<Record<string, number | boolean | string>>;
  readonly seed: number;
  readonly status: 'queued' | 'preparing' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed';
  readonly step: number;
  readonly totalSteps: number;
  readonly secondsLeft: number | null;
  readonly startedAt: number | null;
  /** Place in the queue: of those that wait, the smallest trains next. */
  readonly turn: number;
  /** What is being done beside the steps themselves, null while they are made. */
  readonly doing: Words | null;
  /** At most 400 points, thinned evenly; names as the generator reports them. Seconds of training; runs of older versions have none. */
  readonly losses: readonly {
    readonly step: number;
    readonly seconds?: number;
    readonly values: Readonly<Record<string, number>>;
  }[];
  /** Counts up with each new grid; 0 before the first. */
  readonly grid: number;
  /** At most 60 grids kept from the whole run, the newest among them: ten columns of four, at the same seeds in every run. */
  readonly grids: readonly { readonly step: number; readonly seconds: number }[];
  /** Snapshots that can be played. */
  readonly snapshots: readonly { readonly modelId: string; readonly step: number }[];
  /** One sentence where status is failed. */
  readonly failure: string | null;
  /** What kind of failure: losses ran away, no room on the disk, its process died again and again, or something else. */
  readonly failureKind: 'diverged' | 'disk' | 'died' | 'other' | null;
}
