import type { Generated } from 'kysely';

/** Tables of `gallery.sqlite`. Nothing in it is ever deleted: judgments point to its pictures. */
export interface GalleryTables {
  dataset: DatasetTable;
  model: ModelTable;
  pool: PoolTable;
  picture: PictureTable;
  appraisal: AppraisalTable;
}

export interface DatasetTable {
  name: string;
  /** SHA-256 of its bytes; null until all of it has been read once. */
  hash: string | null;
  /** JSON: names of the classes in label order. */
  classes: string;
}

export interface ModelTable {
  /** First twelve hex digits of `hash`. */
  model_id: string;
  hash: string;
  dataset: string;
  generator: string;
  step: number;
  /** The checkpoint's header as JSON, with its scores where it has them. */
  header: string;
  /** Where the checkpoint lay when last seen. */
  path: string;
  /** Folder of its run; null for a model that ships. */
  run_id: string | null;
}

export interface PoolTable {
  pool_id: Generated<number>;
  dataset: string;
  /** Null for reals. */
  model_id: string | null;
  /** Seed of the samples, or of the choice among the held-out images. */
  seed: number;
  height: number;
  width: number;
  channels: 1 | 3;
}

export interface PictureTable {
  /** Order of hanging; only grows. */
  hung: Generated<number>;
  /** Random; says nothing. */
  picture_id: string;
  pool_id: number;
  /** Index in the stream of samples, or in the held-out split. */
  source_index: number;
  label: number | null;
  pixels: Buffer;
  /** SHA-256 of the pixels, hex. */
  pixel_hash: string;
  /** The nearest training image of a fake and its Euclidean distance over pixels of 0 to 255. */
  nearest_index: number | null;
  nearest_distance: number | null;
  /** 1 for a fake that equals a training image pixel by pixel. */
  copy: number;
}

/** What a machine says of a picture. */
export interface AppraisalTable {
  picture_id: string;
  /** SHA-256 of the network whose features were compared. */
  extractor: string;
  /** Radius over distance among training images, 1 and more within them; see `realismOf`. */
  realism: number;
}
