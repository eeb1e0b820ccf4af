import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ITEM_BYTES, NpyError, type NpyHeader } from './header.ts';

/** Bytes of an array, in memory or in a file. */
export interface ByteSource {
  read(from: number, count: number): Uint8Array | Promise<Uint8Array>;
  close(): Promise<void>;
}

export const product = (lengths: readonly number[]): number => lengths.reduce((all, length) => all * length, 1);

/** @throws NpyError where there is no such file */
export async function openFile(file: string): Promise<FileHandle> {
  try {
    const handle = await open(file, 'r');
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new NpyError(`There is no file ${file}; give the path of a .npy file.`);
    if (code !== 'EISDIR') throw new NpyError(`${file} can't be opened (${code ?? String(error)}); check its rights.`);
  }
  throw new NpyError(`${file} is no file but a .npy file is expected; give its path.`);
}

/** `count` bytes of a file. @throws NpyError where it ends before them */
export async function readBytes(handle: FileHandle, from: number, count: number, file: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(count);
  for (let done = 0; done < count;) {
    // One call moves at most 2 GiB.
    const { bytesRead } = await handle.read(bytes, done, Math.min(count - done, 1 << 30), from + done);
    if (bytesRead === 0) throw new NpyError(`${file} became shorter while it was read; leave it alone and try again.`);
    done += bytesRead;
  }
  return bytes;
}

/** The bytes after `offset`: held in memory up to `hold` of them, else read where they are wanted. Owns the handle. */
export async function bytesOfFile(
  handle: FileHandle,
  file: string,
  offset: number,
  bytes: number,
  hold: number,
): Promise<ByteSource> {
  if (bytes > hold) {
    return { read: (from, count) => readBytes(handle, offset + from, count, file), close: () => handle.close() };
  }
  const held = await readBytes(handle, offset, bytes, file);
  return { read: (from, count) => held.subarray(from, from + count), close: () => handle.close() };
}

/** Bytes turned at once where a large file in Fortran order is rewritten. */
const TURNED_BYTES = 64 * 1024 * 1024;

/**
 * An array in Fortran order (first index fastest) as one in C order: in memory, or where it is larger than `hold`, in a
 * temporary file that goes with `close`. Takes over `stored`.
 */
export async function inRowOrder(stored: ByteSource, header: NpyHeader, hold: number): Promise<ByteSource> {
  const { shape } = header;
  if (shape.length < 2) return stored;
  const n = shape[0]!;
  const rowBytes = product(shape.slice(1)) * ITEM_BYTES[header.kind];
  if (n * rowBytes <= hold) {
    const turned = await turnedRows(stored, header, 0, n);
    await stored.close();
    return { read: (from, count) => turned.subarray(from, from + count), close: () => Promise.resolve() };
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'uncanny-npy-'));
  const file = path.join(folder, 'rows');
  const handle = await open(file, 'w+');
  const rows = Math.max(1, Math.floor(TURNED_BYTES / rowBytes));
  for (let start = 0; start < n; start += rows) {
    await handle.write(await turnedRows(stored, header, start, Math.min(n, start + rows)));
  }
  await stored.close();
  return {
    read: (from, count) => readBytes(handle, from, count, file),
    async close() {
      await handle.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Rows start..end of an array in Fortran order, as bytes in C order. */
async function turnedRows(
  stored: ByteSource,
  { shape, kind }: NpyHeader,
  start: number,
  end: number,
): Promise<Uint8Array> {
  const size = ITEM_BYTES[kind];
  const n = shape[0]!;
  const columns = columnsOf(shape.slice(1));
  const d = columns.length;
  const out = new Uint8Array((end - start) * d * size);
  for (let j = 0; j < d; j++) {
    const column = await stored.read((columns[j]! * n + start) * size, (end - start) * size);
    for (let i = 0; i < end - start; i++) {
      const to = (i * d + j) * size;
      for (let b = 0; b < size; b++) out[to + b] = column[i * size + b]!;
    }
  }
  return out;
}

/** Of each entry of a row in C order, its place in Fortran order. */
function columnsOf(shape: readonly number[]): Int32Array {
  const strides = shape.map((_, axis) => product(shape.slice(0, axis)));
  return Int32Array.from({ length: product(shape) }, (_, at) => {
    let left = at;
    let place = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += (left % shape[axis]!) * strides[axis]!;
      left = Math.floor(left / shape[axis]!);
    }
    return place;
  });
}
