import { PNG } from 'pngjs';

/** A picture as brightness alone. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  /** Row by row, 0 to 255; colours by their mean. [height, width] */
  readonly values: Float64Array;
}

export function readGrey(png: Buffer): Grey {
  const { width, height, data } = PNG.sync.read(png);
  const values = Float64Array.from(
    { length: width * height },
    (_, i) => (data[4 * i]! + data[4 * i + 1]! + data[4 * i + 2]!) / 3,
  );
  return { width, height, values };
}
