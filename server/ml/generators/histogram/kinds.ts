import type { ImageSet } from '../../dataset.ts';
import type { ImageShape } from '../../generator.ts';
import type { Rng } from '../../random.ts';
import { outcomeAt } from './table.ts';
import { codesOf, paint, thumbnailCount } from './thumbnails.ts';

/** How pictures become outcomes of a table, and back. */
export interface Kind {
  readonly rows: number;
  readonly bins: number;
  /** Outcome of every row for images start..end of a set. [end - start, rows] */
  outcomes(set: ImageSet, start: number, end: number): Uint32Array;
  /** Draws one picture by intervals; see `intervals`. Into `out` at `offset`. */
  draw(ends: Float64Array, rng: Rng, out: Uint8Array, offset: number): void;
  /** Nats that each picture costs beyond its outcomes: the choice of a grey value inside its bin. */
  readonly within: number;
}

/** Every pixel alone: a row for each, a bin for each grey value, or for each run of neighbouring ones. */
export function pixelKind({ height, width, channels }: ImageShape, bits: number): Kind {
  const rows = height * width * channels;
  const bins = 2 ** bits;
  const span = 256 / bins;
  return {
    rows,
    bins,
    within: rows * Math.log(span),
    outcomes: ({ images }, start, end) =>
      Uint32Array.from(images.subarray(start * rows, end * rows), (value) => Math.floor(value / span)),
    draw(ends, rng, out, offset) {
      for (let row = 0; row < rows; row++) {
        const bin = outcomeAt(ends, row, bins, rng.uniform());
        out[offset + row] = bin * span + (span > 1 ? rng.int(span) : 0);
      }
    },
  };
}

/** Whole pictures at once, as binary thumbnails: one row, a bin for each of them. @param threshold read when it is needed */
export function thumbnailKind(shape: ImageShape, side: number, threshold: () => number): Kind {
  const bins = thumbnailCount(side);
  return {
    rows: 1,
    bins,
    within: 0,
    outcomes: (set, start, end) => codesOf(set, side, threshold(), start, end),
    draw(ends, rng, out, offset) {
      paint(outcomeAt(ends, 0, bins, rng.uniform()), side, shape, out, offset);
    },
  };
}
