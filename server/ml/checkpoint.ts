import { z } from 'zod';

/** An automatic score with its interval, and all that is needed to repeat it. */
export const metricScore = z.object({
  value: z.number(),
  /** 95 % interval, by resampling or leaving out images; see each metric. */
  low: z.number(),
  high: z.number(),
  n: z.number().int(),
});
export type MetricScore = z.infer<typeof metricScore>;

/** A number that one kind of model has beside the common scores, such as bits per dimension. */
export const ownMeasure = z.object({
  value: z.number(),
  /** 95 % interval, where there is one. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** As a person reads it: 'nats', 'bits/dim', 'codes', 'share'. */
  unit: z.string(),
  /** Number of held-out images (or samples) it was computed from. */
  n: z.number().int(),
});
export type OwnMeasure = z.infer<typeof ownMeasure>;

/** Scores of one checkpoint against the held-out split, in the features of one classifier. */
export const automaticScores = z.object({
  frechet: metricScore,
  inceptionScore: metricScore,
  kid: metricScore,
  /** Shares of samples among reals and of reals among samples, and their thickness; absent from older headers, as are the next. */
  precision: metricScore.optional(),
  recall: metricScore.optional(),
  density: metricScore.optional(),
  coverage: metricScore.optional(),
  /** Frechet distance extrapolated to infinite n, where no number of images biases it. */
  frechetInfinity: metricScore.optional(),
  /** How often a sample is nearer to the training set than a held-out image is; a half where nothing is copied. */
  memorisation: metricScore.optional(),
  /** Share of images that a network learns to tell from held-out reals; measured on request. */
  twoSample: metricScore.optional(),
  /** Frechet distance of as many training images to the same held-out images: the floor. */
  floor: z.number(),
  /** Share of conditional samples that the classifier reads as the class asked for. */
  classAccuracy: z.number().nullable(),
  /** Numbers of this kind of model alone, by name; see the README of its folder. */
  own: z.record(z.string(), ownMeasure).default({}),
  extractor: z.object({ id: z.string(), hash: z.string() }),
  samples: z.object({ n: z.number().int(), seed: z.number().int() }),
});
export type AutomaticScores = z.infer<typeof automaticScores>;

/** The JSON header of a checkpoint: one safetensors file, its `__metadata__.uncanny` is this object as JSON. */
export const checkpointHeader = z.object({
  format: z.literal(1),
  kind: z.enum(['generator', 'classifier']),
  /** Generator (or feature extractor) name. */
  generator: z.string(),
  config: z.record(z.string(), z.unknown()),
  dataset: z.string(),
  datasetHash: z.string(),
  shape: z.object({
    height: z.number().int(),
    width: z.number().int(),
    channels: z.union([z.literal(1), z.literal(3)]),
    classes: z.number().int(),
    classNames: z.array(z.string()).readonly().optional(),
  }),
  preset: z.string().nullable(),
  seed: z.number().int(),
  step: z.number().int(),
  totalSteps: z.number().int(),
  /** Wall-clock training time so far, seconds. */
  trainedSeconds: z.number(),
  createdAt: z.string(),
  losses: z.record(z.string(), z.number()),
  scores: automaticScores.nullable(),
});
export type CheckpointHeader = z.infer<typeof checkpointHeader>;
