import type { LabPictures } from '../parts/ask.ts';

/** Decoded pictures and what the classifier reads in them. */
export interface Decoded {
  readonly pictures: LabPictures;
  readonly sure: readonly number[];
  readonly read: readonly number[];
}

/** As the server's `plane` answers. */
export interface LatentMapAnswer extends Decoded {
  /** From the middle to the edge. */
  readonly reach: number;
  /** Pictures along each side. */
  readonly side: number;
  readonly points: readonly (readonly [x: number, y: number, label: number])[];
}
