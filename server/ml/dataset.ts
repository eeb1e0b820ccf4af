/** A stack of images with optional class labels; the common currency of data sets, generators and metrics. */
export interface ImageSet {
  /** Row-major [n, height, width, channels], 0 to 255. */
  readonly images: Uint8Array;
  /** Class index of each image, or null where the data has no classes. [n] */
  readonly labels: Uint8Array | null;
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** `test` is held out: reals shown to people and metric references come from it, training never sees it. */
export type Split = 'train' | 'test';

/** A data set in memory. */
export interface Dataset {
  readonly name: string;
  /** SHA-256 (hex) over the pixel and label bytes of both splits; recorded in every checkpoint and score. */
  readonly hash: string;
  /** Names of the classes in label order; empty where there are none. */
  readonly classes: readonly string[];
  readonly train: ImageSet;
  readonly test: ImageSet;
}

/** How far a long preparation has come; `fraction` is 0 to 1, or null where the total is unknown. */
export interface Progress {
  readonly what: string;
  readonly fraction: number | null;
}

export interface LoadOptions {
  /** Folder in which downloads are cached. */
  readonly cacheDir: string;
  /** Folder that already holds the files (`<dir>/<name>/*.gz` or `<dir>/*.gz`), looked at before any download. For `folder`: the images. */
  readonly dataDir?: string;
  /** Never touch the network. */
  readonly offline?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** One folder under `datasets/`; its `index.ts` exports `plugin: DatasetPlugin`. */
export interface DatasetPlugin {
  readonly name: string;
  /** One line for a person, with origin and licence. */
  readonly description: { readonly en: string; readonly ko: string };
  readonly licence: string;
  /** True where nothing has to be fetched or supplied. */
  readonly builtIn: boolean;
  /** True if `load` would succeed without the network. Cheap: looks for files, reads none. */
  isAvailable(options: LoadOptions): Promise<boolean>;
  /** @throws DatasetError with one sentence for a person. */
  load(options: LoadOptions): Promise<Dataset>;
}

/** A data set that can't be had, told in one sentence: expected, found, what to do. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
}
