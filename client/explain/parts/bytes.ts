import type { LabPictures } from './ask.ts';

/** Bytes of a base64 text. */
export function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** One picture: its bytes [height, width, channels], 0 to 255. */
export interface PictureData {
  readonly pixels: ArrayLike<number>;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** Takes the pictures of an answer apart. */
export function unpacked({ n, height, width, channels, pixels }: LabPictures): PictureData[] {
  const bytes = bytesOf(pixels);
  const size = height * width * channels;
  return Array.from({ length: n }, (_, i) => ({
    pixels: bytes.subarray(i * size, (i + 1) * size),
    height,
    width,
    channels,
  }));
}
