import type { DealtPicture } from '../game/picture.ts';
import type { WallSource } from '../../shared/protocol/view.ts';

export interface DealRequest {
  readonly dataset: string;
  /** Model ids; empty means all of the data set's models that have a pool. */
  readonly models: readonly string[];
  readonly count: number;
  readonly seed: number;
  /** Not these again (what this room has already seen). */
  readonly exclude: ReadonlySet<string>;
}

export interface DrawRequest {
  readonly dataset: string;
  /** Null draws reals. */
  readonly modelId: string | null;
  /** Name of a class; null is any. */
  readonly label: string | null;
  readonly count: number;
  readonly seed: number;
  readonly exclude: ReadonlySet<string>;
}

export type Drawn =
  | { readonly ok: true; readonly pictures: readonly DealtPicture[] }
  | { readonly ok: false; readonly available: number };

/** The stored pools of samples and of held-out reals, as a mode deals from them. Same request, same gallery: same pictures. */
export interface Shelves {
  /**
   * Reals and fakes, half and half in expectation (a fair coin for each picture, so that nobody gains by counting), fakes
   * spread evenly over the models. Refuses with the number available.
   */
  deal(request: DealRequest): Drawn;
  /** What there is to make walls of: models that have a pool (of those asked for; none by name is all), and reals first. */
  sources(of: Pick<DealRequest, 'dataset' | 'models'>): readonly WallSource[];
  /** Names of the data set's classes. */
  classes(dataset: string): readonly string[];
  /** Pictures of one source without replacement. Refuses with the number available. */
  draw(request: DrawRequest): Drawn;
  /** Almost the same picture, as another writing of it: moved, turned and stretched a little, by chance of the seed. */
  twin(picture: DealtPicture, seed: number): DealtPicture;
  /** Row-major [height, width, channels], 0 to 255; null for an unknown picture. */
  pixels(pictureId: string): Uint8Array | null;
}
