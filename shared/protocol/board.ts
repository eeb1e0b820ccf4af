import { z } from 'zod';
import { MACHINE_SCORES, type MachineScore } from '../domain/scores.ts';

/** Whose judgments count: simulated players (see `uncanny demo-crowd`) are never mixed with people unless asked for. */
export const crowd = z.enum(['people', 'simulated', 'all']);
export type Crowd = z.infer<typeof crowd>;

/** What is left of the judgments of a data set. A field that is left out leaves nothing out. */
export const boardFilter = z.object({
  mode: z.string().max(32).optional(),
  /** Class of the picture, from 0. */
  label: z.coerce.number().int().min(0).max(100_000).optional(),
  room: z.string().max(64).optional(),
  /** Server clock, ms since the epoch: from, and before. */
  since: z.coerce.number().min(0).max(8.64e15).optional(),
  until: z.coerce.number().min(0).max(8.64e15).optional(),
  /** Left out: people, or simulated players where no person has judged. */
  players: crowd.optional(),
});
export type BoardFilter = z.infer<typeof boardFilter>;

const dataset = z.string().min(1).max(64).default('strokes');
export const boardQuery = boardFilter.extend({ dataset });

/** The judgments behind a number. */
export const rowsQuery = boardFilter.extend({
  dataset,
  /** Fakes of this model only; `reals` for genuine pictures only. */
  model: z.string().max(64).optional(),
  /** With a model: also the reals that its judges saw, as d' needs them. */
  withReals: z.stringbool().optional(),
  picture: z.string().max(64).optional(),
  offset: z.coerce.number().int().min(0).max(1e9).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type RowsQuery = z.infer<typeof rowsQuery>;

/** The walls behind a number: those of one mode, and of one model where it is named. */
export const wallsQuery = boardFilter.extend({
  dataset,
  mode: z.enum(['twins', 'variety']),
  /** Twins: with the controls that correct it. `real` for walls of real pictures. */
  model: z.string().max(64).optional(),
  offset: z.coerce.number().int().min(0).max(1e9).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type WallsQuery = z.infer<typeof wallsQuery>;

const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** Who was asked, when, and how long it took: of every row. */
const asked = {
  participant: z.string(),
  room: z.string(),
  game: z.number().int(),
  trial: z.number().int(),
  at: z.number(),
  responseMs: z.number(),
  simulated: z.boolean(),
};

/** One judgment without a name. */
export const judgmentInfo = z.object({
  ...asked,
  mode: z.string(),
  truth: z.enum(['real', 'fake']),
  /** Model id of a fake; null for reals. */
  model: z.string().nullable(),
  response: z.enum(['real', 'fake']),
  /** P(fake) as given. */
  pFake: z.number(),
  image: z.string(),
  label: z.string().nullable(),
});
export type JudgmentInfo = z.infer<typeof judgmentInfo>;

export const judgmentRows = z.object({ total: z.number().int(), rows: z.array(judgmentInfo) });
export type JudgmentRows = z.infer<typeof judgmentRows>;

/** One wall that was searched, without a name. */
export const twinsInfo = z.object({
  mode: z.literal('twins'),
  ...asked,
  /** The same for all who were shown these pictures. */
  wall: z.string(),
  /** Model id, or 'real'. */
  model: z.string(),
  size: z.number().int(),
  planted: z.number().int(),
  plantedFound: z.number().int(),
  /** Reported pairs that were not planted, and how many could have been. */
  pairs: z.number().int(),
  comparisons: z.number().int(),
  /** Places of the reported pair, '3-7'; null for no twins. */
  pair: z.string().nullable(),
  sure: z.number(),
  /** Gallery ids in the order of hanging, a blank between; '<id>~<seed>' is a planted twin. */
  pictures: z.string(),
});
export type TwinsInfo = z.infer<typeof twinsInfo>;

/** Two walls that were compared, without a name. */
export const varietyInfo = z.object({
  mode: z.literal('variety'),
  ...asked,
  wall: z.string(),
  /** Model ids, or 'real'. */
  left: z.string(),
  right: z.string(),
  winner: z.enum(['left', 'right']),
  pRight: z.number(),
  /** Pictures of each wall. */
  size: z.number().int(),
  /** The class that both walls show; null for all. */
  label: z.string().nullable(),
  leftSpread: z.number(),
  rightSpread: z.number(),
  leftPictures: z.string(),
  rightPictures: z.string(),
});
export type VarietyInfo = z.infer<typeof varietyInfo>;

export const wallInfo = z.discriminatedUnion('mode', [twinsInfo, varietyInfo]);
export type WallInfo = z.infer<typeof wallInfo>;
export const wallRows = z.object({ total: z.number().int(), rows: z.array(wallInfo) });
export type WallRows = z.infer<typeof wallRows>;

/** Of how many equally likely pictures a model's twins speak. */
export const distinctInfo = z.object({
  /** null where it is known from below alone. */
  value: z.number().nullable(),
  low: z.number(),
  /** null where no twins at all cannot be excluded. */
  high: z.number().nullable(),
  /** For twins that were missed and seen where there were none. */
  corrected: z.boolean(),
  /** Different walls, and how often one was searched. */
  walls: z.number().int(),
  n: z.number().int(),
});
export type DistinctInfo = z.infer<typeof distinctInfo>;

export const shareInfo = estimate.extend({ n: z.number().int() });
export type ShareInfo = z.infer<typeof shareInfo>;

/** A picture that many judged, and what a machine says of it. */
export const judgedPicture = z.object({
  id: z.string(),
  model: z.string().nullable(),
  label: z.string().nullable(),
  n: z.number().int(),
  wrong: z.number().int(),
  /** 95 % score interval of wrong / n. */
  low: z.number(),
  high: z.number(),
  /** How near it lies to training images in the features of the classifier, 1 and more being among them; null where no machine looked. */
  realism: z.number().nullable(),
  /** Places from 1, the most genuine, among all that both have judged; null below three judgments. */
  place: z.object({ people: z.number(), machine: z.number(), of: z.number().int() }).nullable(),
});
export type JudgedPicture = z.infer<typeof judgedPicture>;

/** What people say that models are ranked by: whom they take for real, how rare twins are, whose walls they call more varied. */
export const RANKED_MEASURES = ['fooled', 'nEff', 'varied'] as const;
export type RankedMeasure = (typeof RANKED_MEASURES)[number];

export const agreementInfo = z.object({
  people: z.enum(RANKED_MEASURES),
  score: z.enum(MACHINE_SCORES),
  tau: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  models: z.number().int(),
  /** From 1, the best, those first on which they differ most; equal ones share the mean of theirs. */
  places: z.array(z.object({ model: z.string(), people: z.number(), score: z.number() })),
});
/** How well an automatic score ranks the models as people do: Kendall's tau-b. */
export type AgreementInfo = z.infer<typeof agreementInfo> & { readonly score: MachineScore };

/** What a filter can be set to, counted over all judgments of the data set. */
export const facets = z.object({
  people: z.number().int(),
  simulated: z.number().int(),
  modes: z.array(z.object({ mode: z.string(), n: z.number().int() })),
  labels: z.array(z.object({ label: z.number().int(), name: z.string(), n: z.number().int() })),
  /** Newest first. */
  rooms: z.array(
    z.object({
      room: z.string(),
      code: z.string(),
      /** Of its first judgment, ms since the epoch. */
      at: z.number(),
      n: z.number().int(),
      participants: z.number().int(),
      simulated: z.boolean(),
    }),
  ),
  /** Of the first and the last judgment; null where there are none. */
  from: z.number().nullable(),
  to: z.number().nullable(),
});
export type Facets = z.infer<typeof facets>;

/** What people's judgments of one data set say. */
export const boardAnalysis = z.object({
  /** The filter that was used, `players` decided. */
  filter: boardFilter.extend({ players: crowd }),
  facets,
  reals: z.object({ n: z.number().int(), errorRate: estimate.nullable() }),
  models: z.record(
    z.string(),
    z.object({
      n: z.number().int(),
      participants: z.number().int(),
      rooms: z.number().int(),
      fooled: estimate.nullable(),
      /** Fakes and reals weighing the same: a half where nobody can tell. */
      errorRate: estimate.nullable(),
      dPrime: estimate.nullable(),
      criterion: z.number().nullable(),
      nEff: distinctInfo.nullable(),
      /** Share of its walls judged the more varied. */
      varied: shareInfo.nullable(),
    }),
  ),
  /** Walls of known truth: planted twins found, real walls on which twins were seen, and real walls judged the more varied. */
  controls: z.object({
    spotting: z.object({ share: z.number(), n: z.number().int() }).nullable(),
    falseAlarms: z.object({ share: z.number(), n: z.number().int() }).nullable(),
    variedReals: shareInfo.nullable(),
  }),
  agreement: z.array(agreementInfo),
  /** Twelve at most of each kind, the surest first. */
  pictures: z.object({
    /** Fakes taken for real most, and reals taken for fakes most. */
    fooling: z.array(judgedPicture),
    doubted: z.array(judgedPicture),
    /** Those that people find more real than the machine does, and those that they find less real. */
    believed: z.array(judgedPicture),
    suspected: z.array(judgedPicture),
    /** Pictures that have both places. */
    compared: z.number().int(),
  }),
});
export type BoardAnalysis = z.infer<typeof boardAnalysis>;
