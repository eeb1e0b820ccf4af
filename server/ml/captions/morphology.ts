/** What can be measured of the form of a light drawing on a dark ground, after the ideas of Castro et al. 2019 (Morpho-MNIST). */
export interface Morphology {
  /** Mean width of the strokes, pixels. */
  readonly thickness: number;
  /** Tangent of the lean, positive to the right. */
  readonly slant: number;
  /** Root mean square distance of the ink from its middle, pixels. */
  readonly size: number;
}

/** Sides of a picture, whose pixels lie row by row with their channels together. */
export interface Frame {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/**
 * Measures one picture; colours are averaged. A picture without ink measures 0 in everything.
 *
 * Thickness is twice the ink over the length of its edge: a ribbon of width t and length l has ink t l and an edge of 2 l. The
 * edge's length is the sum of the gradient's norm (coarea formula), which needs no threshold and is as fine as the grey levels
 * are. Slant is the shear that makes the second moments upright.
 *
 * @param images pictures one after another, 0 to 255 [n, height, width, channels]
 */
export function morphologyOf(images: Uint8Array, index: number, frame: Frame): Morphology {
  const { height, width } = frame;
  const ink = inkOf(images, index, frame);
  let [mass, sx, sy, sxx, sxy, syy, edge] = [0, 0, 0, 0, 0, 0, 0];
  const stride = width + 2;
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x <= width; x++) {
      const at = y * stride + x; // the cell between this pixel and the next ones to the right and below
      const [a, b, c, d] = [ink[at]!, ink[at + 1]!, ink[at + stride]!, ink[at + stride + 1]!];
      const [across, down] = [b + d - a - c, c + d - a - b];
      edge += Math.sqrt(across * across + down * down) / 2;
      mass += d;
      sx += d * x;
      sy += d * y;
      sxx += d * x * x;
      sxy += d * x * y;
      syy += d * y * y;
    }
  }
  if (mass === 0) return { thickness: 0, slant: 0, size: 0 };
  const [mx, my] = [sx / mass, sy / mass];
  const [xx, xy, yy] = [sxx / mass - mx * mx, sxy / mass - mx * my, syy / mass - my * my];
  // Rows count downwards: a lean to the right has its top, the small y, at large x.
  return { thickness: (2 * mass) / edge, slant: yy > 0 ? -xy / yy : 0, size: Math.sqrt(Math.max(0, xx + yy)) };
}

/** Ink of each pixel, 0 to 1, inside a border of one empty pixel. [height + 2, width + 2] */
function inkOf(images: Uint8Array, index: number, { height, width, channels }: Frame): Float64Array {
  const ink = new Float64Array((height + 2) * (width + 2));
  let at = index * height * width * channels;
  for (let y = 1; y <= height; y++) {
    for (let x = 1; x <= width; x++) {
      let sum = 0;
      for (let c = 0; c < channels; c++) sum += images[at++]!;
      ink[y * (width + 2) + x] = sum / (255 * channels);
    }
  }
  return ink;
}
