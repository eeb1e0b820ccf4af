import type { ImageShape } from '../../generator.ts';
import type { PixelRows } from '../../numeric/pixels.ts';
import type { Sequences } from './baumWelch.ts';

export type Scan = 'rows' | 'columns';
type Size = Pick<ImageShape, 'height' | 'width' | 'channels'>;

/** Lines of a picture, and numbers in a line. */
export function pictureLines({ height, width, channels }: Size, scan: Scan): { length: number; d: number } {
  return scan === 'rows' ? { length: height, d: width * channels } : { length: width, d: height * channels };
}

export const lineLength = (shape: Size, scan: Scan): number => pictureLines(shape, scan).d;

/** Index of number j of line t in a picture [height, width, channels]. */
function place(t: number, j: number, { width, channels }: Size, scan: Scan): number {
  if (scan === 'rows') return t * width * channels + j;
  return (Math.floor(j / channels) * width + t) * channels + (j % channels);
}

/** Pictures as sequences of lines, grey values 0 to 1. */
export function linesOf({ pixels, rows, d: size }: PixelRows, shape: Size, scan: Scan): Sequences {
  const { length, d } = pictureLines(shape, scan);
  return {
    n: rows.length,
    length,
    read(start, end) {
      const n = end - start;
      const x = new Float64Array(length * n * d);
      for (let i = 0; i < n; i++) {
        const from = rows[start + i]! * size;
        for (let t = 0; t < length; t++) {
          for (let j = 0; j < d; j++) x[(t * n + i) * d + j] = pixels[from + place(t, j, shape, scan)]! / 255;
        }
      }
      return x;
    },
  };
}

/** Writes a line, 0 to 1, into picture i. */
export function putLine(line: Float64Array, images: Uint8Array, i: number, t: number, shape: Size, scan: Scan): void {
  const from = i * shape.height * shape.width * shape.channels;
  for (let j = 0; j < line.length; j++) {
    images[from + place(t, j, shape, scan)] = Math.round(255 * Math.max(0, Math.min(1, line[j]!)));
  }
}
