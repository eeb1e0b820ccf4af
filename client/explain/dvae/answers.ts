import type { LabPictures } from '../parts/ask.ts';

/** As the server's `codebook` answers. */
export interface Codebook {
  /** A patch for each code. */
  readonly pictures: LabPictures;
  readonly shares: readonly number[];
  readonly perplexity: number;
}

interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly codes: number;
}

/** As `read` answers: the real picture, and the decoded one. */
export interface Reading extends Grid {
  readonly tokens: readonly number[];
  readonly pictures: LabPictures;
}

/** As `write` answers. */
export interface Written extends Grid {
  readonly tokens: readonly (readonly number[])[];
  readonly pictures: LabPictures;
}
