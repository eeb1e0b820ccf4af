import { crc32 } from 'node:zlib';

/** Raw pixels of one picture, row-major [height, width, channels], 0 to 255. */
export interface Bitmap {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Longest stored block of deflate (RFC 1951, 3.2.4). */
const BLOCK = 65_535;
const ADLER = 65_521;

/**
 * A PNG whose layout and length follow from its dimensions alone: IHDR, one IDAT with stored (uncompressed) deflate blocks,
 * IEND; no filter, no metadata. So a file says nothing about its pixels but the pixels.
 * Sources: PNG (ISO/IEC 15948) 5 and 11, zlib (RFC 1950), deflate (RFC 1951).
 */
export function encodePng({ height, width, channels, pixels }: Bitmap): Buffer {
  if (pixels.length !== height * width * channels)
    throw new Error(`${height} x ${width} x ${channels} pixels expected, ${pixels.length} values given`);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, channels === 1 ? 0 : 2, 0, 0, 0], 8); // 8 bits; grey or RGB; deflate, filters by row, not interlaced
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', stored(rows(height, width * channels, pixels))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each row after its filter byte, 0: none. */
function rows(height: number, stride: number, pixels: Uint8Array): Buffer {
  const out = Buffer.alloc(height * (stride + 1));
  for (let y = 0; y < height; y++) out.set(pixels.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  return out;
}

/** A zlib stream of stored blocks. */
function stored(bytes: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([0x78, 0x01])];
  for (let start = 0; start < bytes.length; start += BLOCK) {
    const block = bytes.subarray(start, start + BLOCK);
    const head = Buffer.alloc(5);
    head[0] = start + BLOCK >= bytes.length ? 1 : 0;
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(~block.length & 0xffff, 3);
    parts.push(head, block);
  }
  const check = Buffer.alloc(4);
  check.writeUInt32BE(adler32(bytes));
  return Buffer.concat([...parts, check]);
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let start = 0; start < bytes.length; start += 3800) {
    // 3,800 bytes can't overflow 32 bits between two reductions
    for (let i = start; i < Math.min(start + 3800, bytes.length); i++) b += a += bytes[i]!;
    a %= ADLER;
    b %= ADLER;
  }
  return ((b << 16) | a) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}
