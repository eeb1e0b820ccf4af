import { onSheet, sheetSize, type WallLayout } from '../../shared/domain/wall.ts';
import type { Bitmap } from './png.ts';

/** Pictures of one size close together in rows; what is left of the last row stays black. */
export function sheetOf(pictures: readonly Bitmap[], layout: WallLayout): Bitmap {
  const { channels } = pictures[0]!;
  const size = sheetSize(layout);
  const pixels = new Uint8Array(size.width * size.height * channels);
  pictures.forEach((picture, k) => {
    const spot = onSheet(layout, k);
    const stride = picture.width * channels;
    for (let y = 0; y < picture.height; y++)
      pixels.set(
        picture.pixels.subarray(y * stride, (y + 1) * stride),
        ((spot.y + y) * size.width + spot.x) * channels,
      );
  });
  return { ...size, channels, pixels };
}
