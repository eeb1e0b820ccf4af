import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { gridOf } from '../../server/gallery/grid.ts';
import { encodePng } from '../../server/gallery/png.ts';
import { noise } from './sample.ts';

/** Chunk types with their lengths, as they follow each other. */
function chunks(file: Buffer): string[] {
  const list: string[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    list.push(`${file.toString('latin1', at + 4, at + 8)} ${file.readUInt32BE(at)}`);
  }
  return list;
}

/** The first `channels` of RGBA. */
const plain = (png: PNG, channels: number): Uint8Array =>
  Uint8Array.from(
    { length: png.width * png.height * channels },
    (_, i) => png.data[4 * Math.floor(i / channels) + (i % channels)]!,
  );

describe('the encoder', () => {
  it.each([
    [28, 28, 1],
    [1, 1, 1],
    [33, 17, 3],
    [512, 512, 3], // several stored blocks
  ] as const)('is read back exactly: %i x %i x %i', (height, width, channels) => {
    const pixels = noise(height * width * channels, 'png', height);
    const png = PNG.sync.read(encodePng({ height, width, channels, pixels }));
    expect([png.height, png.width]).toEqual([height, width]);
    expect(Buffer.compare(Buffer.from(plain(png, channels)), Buffer.from(pixels))).toBe(0);
  });

  it('gives files that differ in nothing but pixels and their checksums', () => {
    const shape = { height: 28, width: 28, channels: 1 } as const;
    const files = [new Uint8Array(784), new Uint8Array(784).fill(255), noise(784, 1)].map((pixels) =>
      encodePng({ ...shape, pixels }),
    );
    const [blank] = files;
    expect(blank!.length).toBe(28 * 29 + 5 + 6 + 8 + 12 * 3 + 13);
    const body = { from: blank!.indexOf('IDAT') + 4 + 2 + 5, length: 28 * 29 };
    for (const file of files) {
      expect(file.length).toBe(blank!.length);
      expect(chunks(file)).toEqual(['IHDR 13', `IDAT ${28 * 29 + 11}`, 'IEND 0']);
      expect(file.subarray(0, body.from).equals(blank!.subarray(0, body.from))).toBe(true);
      const tail = body.from + body.length + 8; // after Adler-32 and the chunk's CRC
      expect(file.subarray(tail).equals(blank!.subarray(tail))).toBe(true);
    }
  });

  it('refuses pixels that do not fill the picture', () => {
    expect(() => encodePng({ height: 2, width: 2, channels: 1, pixels: new Uint8Array(5) })).toThrow(/2 x 2 x 1/);
  });
});

describe('a grid', () => {
  it('lays pictures row by row on the ground', () => {
    const images = Uint8Array.from([1, 2, 3]); // three pictures of one pixel
    const grid = gridOf(images, { height: 1, width: 1, channels: 1 }, 2);
    expect([grid.height, grid.width]).toEqual([5, 5]);
    expect(grid.pixels[6]).toBe(1);
    expect(grid.pixels[8]).toBe(2);
    expect(grid.pixels[16]).toBe(3);
    expect(new Set(grid.pixels)).toEqual(new Set([24, 1, 2, 3]));
  });
});
