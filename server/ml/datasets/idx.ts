import { DatasetError } from '../dataset.ts';

/** A decoded IDX file of unsigned bytes. */
export interface IdxArray {
  /** Sizes, slowest first: [n] for labels, [n, height, width] for images. */
  readonly dims: readonly number[];
  /** Row-major values; as many as the product of `dims`. */
  readonly data: Uint8Array;
}

const UNSIGNED_BYTE = 0x08;

/**
 * Decodes an IDX file (LeCun, Cortes & Burges, "The MNIST database"): two zero bytes, a type byte, the rank, then each
 * size as a big-endian 32-bit word, then the values.
 *
 * @param what names the file in error messages
 * @param rank the number of dimensions expected: 1 for labels, 3 for images
 * @throws DatasetError if the header is not that of unsigned bytes with this rank, or bytes are missing or left over
 */
export function parseIdx(bytes: Uint8Array, what: string, rank: number): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 4 + 4 * rank;
  if (bytes.length < start) {
    throw new DatasetError(
      `${what} should be an IDX file but holds only ${bytes.length} bytes; fetch it again or remove it.`,
    );
  }
  const magic = view.getUint32(0);
  const expected = (UNSIGNED_BYTE << 8) | rank;
  if (magic !== expected) {
    throw new DatasetError(
      `${what} should begin with the IDX magic number ${hex(expected)} but begins with ${hex(magic)}; it is another kind of file, so fetch it again or remove it.`,
    );
  }
  const dims = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const length = dims.reduce((product, size) => product * size, 1);
  if (bytes.length - start !== length) {
    throw new DatasetError(
      `${what} announces ${dims.join(' x ')} values, ${length} bytes, but holds ${bytes.length - start}; it is cut off or damaged, so fetch it again or remove it.`,
    );
  }
  return { dims, data: new Uint8Array(bytes.subarray(start)) };
}

/** The inverse of {@link parseIdx}: values and their sizes as an IDX file. */
export function encodeIdx({ dims, data }: IdxArray): Uint8Array {
  const start = 4 + 4 * dims.length;
  const bytes = new Uint8Array(start + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, (UNSIGNED_BYTE << 8) | dims.length);
  dims.forEach((size, axis) => view.setUint32(4 + 4 * axis, size));
  bytes.set(data, start);
  return bytes;
}

function hex(word: number): string {
  return `0x${word.toString(16).padStart(8, '0')}`;
}
