import type { MetricScore } from './checkpoint.ts';
import type { Words } from './generator.ts';

/** What a feature extractor makes of a set of images. */
export interface FeatureTable {
  readonly n: number;
  /** Features of one image. */
  readonly dimensions: number;
  /** [n, dimensions] */
  readonly features: Float32Array | Float64Array;
  readonly classes: number;
  /** Probability of each class. [n, classes] */
  readonly probabilities: Float32Array | Float64Array;
}

export interface MetricInput {
  readonly samples: FeatureTable;
  /** Held-out images. */
  readonly reals: FeatureTable;
  /** Of subsets and resamples: equal seeds, equal scores. */
  readonly seed: number;
  readonly signal?: AbortSignal;
}

/** A score and what a reader must know beside it, one sentence each. */
export interface MetricResult extends MetricScore {
  readonly notes: readonly string[];
}

/** One folder under `metrics/`; its `index.ts` exports `plugin: MetricPlugin`. */
export interface MetricPlugin {
  readonly name: string;
  readonly title: Words;
  /** One line: what it measures. */
  readonly idea: Words;
  readonly better: 'lower' | 'higher';
  /** Paper of the measure, and how the interval is made. */
  readonly source: string;
  /** @throws MetricError where there are too few images or the tables do not match */
  score(input: MetricInput): Promise<MetricResult>;
}

/** A score can't be computed, told in one sentence: expected, found, what to do. */
export class MetricError extends Error {
  override readonly name = 'MetricError';
}

/** Checks that both tables are of one extractor, of their stated sizes, finite, and hold at least `least` images. @throws MetricError */
export function requireTables({ samples, reals }: Pick<MetricInput, 'samples' | 'reals'>, least: number): void {
  if (samples.dimensions !== reals.dimensions || samples.classes !== reals.classes) {
    throw new MetricError(
      `Samples have ${samples.dimensions} features and reals ${reals.dimensions}; read both with the same extractor.`,
    );
  }
  for (const [what, table] of Object.entries({ samples, reals })) {
    if (table.n < least) {
      throw new MetricError(
        `At least ${least} ${what} are needed for this measure but there are ${table.n}; take more.`,
      );
    }
    if (
      table.features.length !== table.n * table.dimensions ||
      table.probabilities.length !== table.n * table.classes ||
      !table.features.every(Number.isFinite)
    ) {
      throw new MetricError(
        `The features of the ${what} should be ${table.n} x ${table.dimensions} finite numbers but are not; check the model that made them.`,
      );
    }
  }
}
