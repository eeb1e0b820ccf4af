import { blocksOf, type RowSource } from '../features/rows.ts';
import { MetricError } from '../metric.ts';
import { factorOf, frechetDistance } from '../metrics/frechet/distance.ts';
import { frechetAtInfinity } from '../metrics/frechet/extrapolation.ts';
import { frechetStandardError } from '../metrics/frechet/interval.ts';
import { inceptionScoreOfLogits } from '../metrics/inception-score/logits.ts';
import { SUBSET_SIZE, SUBSETS } from '../metrics/kid/subsets.ts';
import { NORMAL_95 } from '../numeric/jackknife.ts';
import { momentsOfBlocks, type Moments } from '../numeric/moments.ts';
import { normalInterval, shareInterval, type Interval } from '../pairs/interval.ts';
import { measurePairs, NEIGHBOUR } from '../pairs/measure.ts';
import { commonOffset } from '../pairs/offset.ts';

export interface ArraySettings {
  /** Which neighbour the balls of precision, recall, density and coverage reach to. */
  readonly k?: number;
  readonly kidSubsets?: number;
  readonly kidSize?: number;
  readonly seed?: number;
  /** Also the Frechet distance at infinite n: 15 more distances. */
  readonly extrapolate?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly what: string; readonly fraction: number }) => void;
}

type Bounds = readonly [low: number, high: number];

/** What `uncanny metrics --json` prints of two arrays. */
export interface ArrayMeasures {
  readonly fid: number;
  readonly kid: { readonly mean: number; readonly std: number };
  readonly inception_score: { readonly mean: number; readonly std: number } | null;
  readonly precision: number;
  readonly recall: number;
  readonly density: number;
  readonly coverage: number;
  readonly fid_infinity: number | null;
  /** 95 % intervals. */
  readonly intervals: {
    readonly fid: Bounds;
    readonly kid: Bounds;
    readonly inception_score: Bounds | null;
    readonly precision: Bounds;
    readonly recall: Bounds;
    readonly density: Bounds;
    readonly coverage: Bounds;
    readonly fid_infinity: Bounds | null;
  };
  readonly n: {
    readonly real: number;
    readonly fake: number;
    readonly features: number;
    readonly logits: number | null;
  };
  readonly settings: {
    readonly k: number;
    readonly kid_subsets: number;
    readonly kid_size: number;
    readonly is_splits: number | null;
    readonly ddof: 1;
    readonly seed: number;
  };
  /** What a reader must know beside the numbers, one sentence each. */
  readonly notes: readonly string[];
}

const SPLITS = 10;
const LARGEST = 1e100;

/**
 * Every automatic measure of two arrays of features, in float64 and in memory that does not grow with their rows.
 *
 * @param real features of real images, and fake those of samples, of one extractor
 * @param logits class scores of samples, for the Inception Score
 * @throws MetricError where arrays do not fit together, are too small, or hold what is no number
 */
export async function measureArrays(
  real: RowSource,
  fake: RowSource,
  logits: RowSource | null,
  settings: ArraySettings = {},
): Promise<ArrayMeasures> {
  const { seed = 0, signal, onProgress } = settings;
  requirePair(real, fake, logits);
  const notes: string[] = [];
  const at = (what: string, fraction: number): void => onProgress?.({ what, fraction });

  at('Reading the real features', 0);
  const ofReal = await moments(real, 'real', signal);
  at('Reading the fake features', 0);
  const ofFake = await moments(fake, 'fake', signal);
  at('Reading the logits', 0);
  if (logits) await requireFinite(logits, signal);
  at('Frechet distance', 0);
  const factors = [await factorOf(ofFake), await factorOf(ofReal)] as const;
  at('Frechet distance', 0.3);
  const fid = await frechetDistance(ofFake, ofReal, factors);
  at('Frechet distance: interval', 0.6);
  const error = await frechetStandardError(fake, ofFake, real, ofReal, factors, signal);
  if (real.n !== fake.n) {
    notes.push(`The Frechet distance depends on n: ${fake.n} fake against ${real.n} real; compare at equal n only.`);
  }
  if (Math.min(factors[0].rank, factors[1].rank) < real.d) {
    notes.push(
      `A covariance is singular (rank ${factors[1].rank} of the real, ${factors[0].rank} of the fake, ${real.d} features): the Frechet distance is defined, but says little of so few images or constant features.`,
    );
  }
  const offset = commonOffset(ofReal, ofFake);
  const pairs = await measurePairs(fake, real, {
    seed,
    ...(offset && { offset }),
    ...(settings.k !== undefined && { k: settings.k }),
    ...(settings.kidSubsets !== undefined && { kidSubsets: settings.kidSubsets }),
    ...(settings.kidSize !== undefined && { kidSize: settings.kidSize }),
    ...(signal && { signal }),
    onProgress: (fraction) => at('Kernel distance, precision, recall', fraction),
  });
  const askedSize = settings.kidSize ?? SUBSET_SIZE;
  const [asked, k] = [settings.k ?? NEIGHBOUR, pairs.k];
  if (pairs.kid.size < askedSize) {
    notes.push(`KID subsets are of ${pairs.kid.size} images, not ${askedSize}: one side has no more.`);
  }
  if (k < asked)
    notes.push(`Precision, recall, density and coverage use k = ${k}, not ${asked}: one side has no more.`);
  // A split of one image scores 1 whatever it shows.
  const splits = logits ? (logits.n < SPLITS ? 1 : SPLITS) : null;
  if (splits !== null && splits < SPLITS)
    notes.push(`The Inception Score is of all ${logits!.n} rows at once: ${SPLITS} splits need as many.`);
  at('Inception Score', 0);
  const score = logits && splits ? await inceptionScoreOfLogits(logits, splits, signal) : null;
  const infinite = settings.extrapolate
    ? await frechetAtInfinity(fake, real, seed, {
        ...(signal && { signal }),
        onProgress: (fraction) => at('Frechet distance at infinite n', fraction),
      })
    : null;
  const infiniteError = infinite && Math.hypot(error, infinite.error);
  at('Done', 1);
  return {
    fid,
    kid: { mean: pairs.kid.mean, std: pairs.kid.deviation },
    inception_score: score && { mean: score.mean, std: score.deviation },
    precision: pairs.precision.value,
    recall: pairs.recall.value,
    density: pairs.density.value,
    coverage: pairs.coverage.value,
    fid_infinity: infinite && infinite.value,
    intervals: {
      fid: bounds(normalInterval({ value: fid, error }, 0)),
      kid: bounds(normalInterval({ value: pairs.kid.mean, error: pairs.kid.error })),
      inception_score: score && scoreBounds(score.mean, score.error, logits!.d),
      precision: bounds(shareInterval(pairs.precision, fake.n)),
      recall: bounds(shareInterval(pairs.recall, real.n)),
      density: bounds(normalInterval(pairs.density, 0)),
      coverage: bounds(shareInterval(pairs.coverage, real.n)),
      fid_infinity: infinite && bounds(normalInterval({ value: infinite.value, error: infiniteError! })),
    },
    n: { real: real.n, fake: fake.n, features: real.d, logits: logits?.n ?? null },
    settings: {
      k,
      kid_subsets: settings.kidSubsets ?? SUBSETS,
      kid_size: pairs.kid.size,
      is_splits: splits,
      ddof: 1,
      seed,
    },
    notes,
  };
}

const bounds = ({ low, high }: Interval): Bounds => [low, high];
const scoreBounds = (mean: number, error: number, classes: number): Bounds => [
  Math.max(1, mean - NORMAL_95 * error),
  Math.min(Math.max(classes, mean), mean + NORMAL_95 * error),
];

function requirePair(real: RowSource, fake: RowSource, logits: RowSource | null): void {
  if (real.d !== fake.d) {
    throw new MetricError(
      `Real rows have ${real.d} features and fake rows ${fake.d}; read both with the same extractor.`,
    );
  }
  if (real.d < 1) throw new MetricError('The rows hold no features; give arrays of at least one column.');
  for (const [what, source] of Object.entries({ real, fake, ...(logits && { logits }) })) {
    if (source.n < 2) {
      throw new MetricError(
        `At least 2 ${what} rows are needed but there ${source.n === 1 ? 'is 1' : 'are none'}; take more.`,
      );
    }
  }
  if (logits && logits.d < 2)
    throw new MetricError(`Logits of at least 2 classes are needed but there is ${logits.d}.`);
}

/** @throws MetricError where a number is not finite, or so large that its square is not */
async function moments(source: RowSource, what: string, signal?: AbortSignal): Promise<Moments> {
  const found = await momentsOfBlocks(finiteBlocks(source, `${what} features`, signal), source.d);
  // Products of two covariances are taken, and cubes of products of rows.
  if (!found.covariance.every((value) => Math.abs(value) < LARGEST)) {
    throw new MetricError(
      `The ${what} features are so large that a product of covariances overflows; scale them to less than 1e50.`,
    );
  }
  return found;
}

async function requireFinite(logits: RowSource, signal?: AbortSignal): Promise<void> {
  for await (const _ of finiteBlocks(logits, 'logits', signal));
}

async function* finiteBlocks(source: RowSource, what: string, signal?: AbortSignal): AsyncGenerator<Float64Array> {
  let before = 0;
  for await (const block of blocksOf(source, signal)) {
    const wrong = block.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) {
      const [row, column] = [before + Math.floor(wrong / source.d), wrong % source.d];
      throw new MetricError(
        `The ${what} should be finite numbers but row ${row}, column ${column} is ${block[wrong]}; check the model that made them.`,
      );
    }
    before += block.length / source.d;
    yield block;
  }
}
