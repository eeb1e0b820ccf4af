import { randomBlocks } from '../numeric/jackknife.ts';
import type { Rng } from '../random.ts';

/** Rows of one set in random groups of equal size, to one; a jackknife leaves out one group after another. */
export interface Groups {
  readonly count: number;
  /** Group of each row. [n] */
  readonly of: Int32Array;
  /** Rows of each group. [count] */
  readonly sizes: Int32Array;
}

export function randomGroups(n: number, rng: Rng): Groups {
  const of = new Int32Array(n);
  const blocks = randomBlocks(n, rng);
  blocks.forEach((block, group) => block.forEach((row) => (of[row] = group)));
  return { count: blocks.length, of, sizes: Int32Array.from(blocks, (block) => block.length) };
}
