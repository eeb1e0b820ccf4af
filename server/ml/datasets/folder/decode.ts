import { DatasetError } from '../../dataset.ts';

/** A decoded image, 8 bits a channel. */
export interface Decoded {
  /** Row-major red, green, blue. [height x width x 3] */
  readonly rgb: Uint8Array;
  readonly height: number;
  readonly width: number;
  /** True where red, green and blue agree everywhere. */
  readonly grey: boolean;
}

/** Longest side accepted, in pixels. */
export const LARGEST = 512;

const FORMATS = ['png', 'jpeg', 'webp'];

/**
 * Reads a PNG, JPEG or WebP file: turned upright as its EXIF data says, brought to sRGB, what is transparent shown on white.
 *
 * @throws DatasetError naming the file if it is no such image, damaged, or larger than {@link LARGEST} a side
 */
export async function decode(path: string): Promise<Decoded> {
  // Only here, as it loads a native library that the other data sets have no use for.
  const { default: sharp } = await import('sharp');
  const unreadable = (error: unknown): never => {
    const reason = (error as Error).message.split('\n')[0];
    throw new DatasetError(
      `${path} can't be read as an image (${reason}); save it again as PNG, JPEG or WebP, or remove it.`,
    );
  };
  const { format, width, height } = await sharp(path).metadata().catch(unreadable);
  if (!FORMATS.includes(format)) unreadable(new Error(`it holds ${format}`));
  if (width > LARGEST || height > LARGEST) {
    throw new DatasetError(
      `${path} is ${width} x ${height} pixels, more than ${LARGEST} x ${LARGEST}; make the images smaller.`,
    );
  }
  const { data, info } = await sharp(path)
    .autoOrient()
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(unreadable);
  const rgb = info.channels === 3 ? new Uint8Array(data) : spread(data, info.channels);
  return { rgb, height: info.height, width: info.width, grey: isGrey(rgb) };
}

/** Grey values as equal red, green and blue. */
function spread(values: Uint8Array, channels: number): Uint8Array {
  const rgb = new Uint8Array((values.length / channels) * 3);
  for (let i = 0; i < rgb.length; i++) rgb[i] = values[Math.floor(i / 3) * channels]!;
  return rgb;
}

function isGrey(rgb: Uint8Array): boolean {
  for (let i = 0; i < rgb.length; i += 3) if (rgb[i] !== rgb[i + 1] || rgb[i] !== rgb[i + 2]) return false;
  return true;
}
