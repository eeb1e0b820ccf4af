/** A .npy file that can't be read, told in one sentence: expected, found, what to do. */
export class NpyError extends Error {
  override readonly name = 'NpyError';
}

export type NpyKind = 'float32' | 'float64' | 'uint8';

export interface NpyHeader {
  readonly kind: NpyKind;
  readonly littleEndian: boolean;
  /** True where the first index runs fastest (columns one after another). */
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** Bytes before the numbers. */
  readonly offset: number;
}

export const ITEM_BYTES: Record<NpyKind, number> = { float32: 4, float64: 8, uint8: 1 };

/** Longest header that is looked at; NumPy itself refuses more than 10,000 bytes. */
export const HEADER_BYTES = 10_240;

const KINDS: Readonly<Record<string, NpyKind>> = { f4: 'float32', f8: 'float64', u1: 'uint8' };

/**
 * Header of a .npy file, versions 1 to 3 (numpy.lib.format).
 *
 * @param start the first bytes of the file, up to `HEADER_BYTES`
 * @param file its name, for messages
 * @throws NpyError
 */
export function parseNpyHeader(start: Uint8Array, file: string): NpyHeader {
  if (start.length === 0) throw new NpyError(`${file} is empty; write it again with numpy.save.`);
  if (start.length < 12 || start[0] !== 0x93 || String.fromCharCode(...start.subarray(1, 6)) !== 'NUMPY') {
    throw new NpyError(`${file} should be a NumPy .npy file but does not begin as one; write it with numpy.save.`);
  }
  const version = start[6]!;
  if (version < 1 || version > 3) {
    throw new NpyError(`${file} is of .npy version ${version} but 1 to 3 can be read; write it again with numpy.save.`);
  }
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const from = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (from + length > start.length) {
    throw new NpyError(`${file} ends within its header, or its header is damaged; write it again with numpy.save.`);
  }
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(start.subarray(from, from + length));
  const descr = /['"]descr['"]\s*:\s*(['"])(.*?)\1/.exec(text)?.[2];
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)?.[1];
  const sizes = /['"]shape['"]\s*:\s*\(([^)]*)\)/.exec(text)?.[1];
  if (order === undefined || sizes === undefined || !/['"]descr['"]/.test(text)) {
    throw new NpyError(`${file} has a damaged header (no dtype, order or shape); write it again with numpy.save.`);
  }
  const kind = KINDS[descr?.slice(1) ?? ''];
  if (descr === undefined || kind === undefined) {
    throw new NpyError(
      `${file} holds ${descr === undefined ? 'records' : `numbers of dtype ${descr}`} but float32, float64 or uint8 are read; convert it with astype('float32').`,
    );
  }
  const parts = sizes.split(',').map((part) => part.trim());
  const shape = parts.filter((part) => part !== '').map((part) => (/^\d+L?$/.test(part) ? parseInt(part, 10) : NaN));
  if (!shape.every(Number.isSafeInteger)) {
    throw new NpyError(`${file} has a damaged shape (${sizes}); write it again with numpy.save.`);
  }
  return { kind, littleEndian: descr[0] !== '>', fortran: order === 'True', shape, offset: from + length };
}
