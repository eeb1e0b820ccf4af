/** Folders in which a row finds data that does not come with the program. */
export interface ConformanceContext {
  /** Folder that already holds data set files, where there is one. */
  readonly dataDir?: string;
  /** Where downloads of earlier runs and other things that can be made again are kept. */
  readonly cacheDir: string;
}

/**
 * One number that others published, and how this program computes it. A file beside this one exports
 * `rows: ConformanceRow[]` and is found by listing the folder.
 */
export interface ConformanceRow {
  /** What is computed, on what. */
  readonly name: string;
  /** Paper, package and its test, or book that printed the number. */
  readonly source: string;
  /** As it is printed there, with all its digits. */
  readonly published: string;
  /** Largest difference that still agrees. Without it: half a unit of the last digit published, so that ours rounds to it. */
  readonly tolerance?: number;
  /**
   * The same number by the program's own code. Quick: the rows of all files together take a minute.
   * @throws NotHere where the row's data is not on this machine
   */
  compute(context: ConformanceContext): number | Promise<number>;
}

/** What a row needs is not on this machine: it is left out and the reason printed. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}
