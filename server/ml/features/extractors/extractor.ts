import type { FeatureTable } from '../../metric.ts';

/** A network that reads pictures of any size, whatever its file format. */
export interface Extractor {
  /** Name for a person, such as `mnist classifier` or the name of a file. */
  readonly id: string;
  /** SHA-256 (hex) of its weights. */
  readonly hash: string;
  /** How pictures are prepared, with all settings that change features. */
  readonly convention: string;
  /** True where the features are Inception-v3's, the only ones whose Frechet distance is called FID. */
  readonly inception: boolean;
  /** Features, and where the network classifies, probabilities; without them `classes` is 0. */
  read(pictures: Pictures): Promise<FeatureTable>;
  dispose(): Promise<void>;
}

/** Pictures as an array holds them, grey levels 0 to 255. */
export interface Pictures {
  /** [n, height, width, channels] */
  readonly values: Float64Array;
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** An extractor can't be used, told in one sentence: expected, found, what to do. */
export class ExtractorError extends Error {
  override readonly name = 'ExtractorError';
}
