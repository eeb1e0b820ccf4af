import { PNG } from 'pngjs';
import { writeAtomic } from '../../ml/checkpoints/atomic.ts';

interface Pictures {
  /** [n, height, width, channels] */
  readonly images: Uint8Array;
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** Writes pictures side by side as one PNG, `columns` in a row. */
export async function writeGrid(
  file: string,
  { images, n, height, width, channels }: Pictures,
  columns: number,
): Promise<void> {
  const rows = Math.ceil(n / columns);
  const png = new PNG({ width: columns * width, height: rows * height });
  for (let i = 0; i < n; i++) {
    const [top, left] = [Math.floor(i / columns) * height, (i % columns) * width];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = ((i * height + y) * width + x) * channels;
        const to = 4 * ((top + y) * png.width + left + x);
        for (let c = 0; c < 3; c++) png.data[to + c] = images[from + (channels === 3 ? c : 0)]!;
        png.data[to + 3] = 255;
      }
    }
  }
  await writeAtomic(file, PNG.sync.write(png));
}
