import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { RowSource } from '../rows.ts';
import { bytesOfFile, inRowOrder, openFile, product, readBytes, type ByteSource } from './bytes.ts';
import { decodeInto } from './decode.ts';
import { HEADER_BYTES, ITEM_BYTES, NpyError, parseNpyHeader, type NpyHeader } from './header.ts';

/** Files up to this size are held in memory, larger ones are read where they are wanted. */
const HELD_BYTES = 256 * 1024 * 1024;

/** An array in a file: its rows are the entries along the first index, each laid out in C order. */
export interface NpyRows extends RowSource {
  readonly file: string;
  readonly kind: NpyHeader['kind'];
  readonly shape: readonly number[];
  close(): Promise<void>;
}

/**
 * Opens a .npy file of float32, float64 or uint8, in C or Fortran order, of either byte order.
 *
 * @param hold bytes up to which the file is kept in memory
 * @throws NpyError where the file is missing, no such array, or shorter or longer than its header says
 */
export async function openNpy(file: string, { hold = HELD_BYTES }: { readonly hold?: number } = {}): Promise<NpyRows> {
  const handle = await openFile(file);
  try {
    const { size } = await handle.stat();
    const start = await readBytes(handle, 0, Math.min(size, HEADER_BYTES), file);
    const header = parseNpyHeader(start, file);
    const { shape, offset } = header;
    if (shape.length === 0) throw new NpyError(`${file} holds a single number but rows of features are expected.`);
    const bytes = product(shape) * ITEM_BYTES[header.kind];
    if (size - offset !== bytes) {
      throw new NpyError(
        `${file} should hold ${bytes} bytes of numbers (${shape.join(' x ')} ${header.kind}) but has ${size - offset}: it ${size - offset < bytes ? 'is cut short' : 'holds more than its header says'}; write it again with numpy.save.`,
      );
    }
    const stored = await bytesOfFile(handle, file, offset, bytes, hold);
    return new FileRows(file, header, header.fortran ? await inRowOrder(stored, header, hold) : stored);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

class FileRows implements NpyRows {
  readonly file: string;
  readonly kind: NpyHeader['kind'];
  readonly shape: readonly number[];
  readonly n: number;
  readonly d: number;
  readonly #header: NpyHeader;
  /** Bytes in C order. */
  readonly #bytes: ByteSource;
  readonly #rowBytes: number;

  constructor(file: string, header: NpyHeader, bytes: ByteSource) {
    this.file = file;
    this.kind = header.kind;
    this.shape = header.shape;
    this.n = header.shape[0]!;
    this.d = product(header.shape.slice(1));
    this.#header = header;
    this.#bytes = bytes;
    this.#rowBytes = this.d * ITEM_BYTES[header.kind];
  }

  async rows(start: number, end: number): Promise<Float64Array> {
    const out = new Float64Array((end - start) * this.d);
    decodeInto(out, await this.#bytes.read(start * this.#rowBytes, (end - start) * this.#rowBytes), this.#header);
    return out;
  }

  async gather(indices: ArrayLike<number>): Promise<Float64Array> {
    const { d } = this;
    const out = new Float64Array(indices.length * d);
    for (let i = 0; i < indices.length; i++) {
      const read = this.#bytes.read(indices[i]! * this.#rowBytes, this.#rowBytes);
      decodeInto(out.subarray(i * d, i * d + d), read instanceof Promise ? await read : read, this.#header);
    }
    return out;
  }

  close(): Promise<void> {
    return this.#bytes.close();
  }
}

/** SHA-256 of a file, hex. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
