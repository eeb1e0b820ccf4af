import { endianness } from 'node:os';
import { ITEM_BYTES, type NpyHeader } from './header.ts';

const NATIVE_LITTLE = endianness() === 'LE';

/** Numbers of a .npy file as float64. @param bytes as many items as `out` has */
export function decodeInto(
  out: Float64Array,
  bytes: Uint8Array,
  header: Pick<NpyHeader, 'kind' | 'littleEndian'>,
): void {
  const { kind, littleEndian } = header;
  if (kind === 'uint8') {
    out.set(bytes);
    return;
  }
  const size = ITEM_BYTES[kind];
  if (littleEndian === NATIVE_LITTLE) {
    // A view needs its numbers at a multiple of their size.
    const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
    const view = [aligned.buffer, aligned.byteOffset, out.length] as [ArrayBuffer, number, number];
    out.set(kind === 'float32' ? new Float32Array(...view) : new Float64Array(...view));
    return;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < out.length; i++) {
    out[i] = kind === 'float32' ? view.getFloat32(i * 4, littleEndian) : view.getFloat64(i * 8, littleEndian);
  }
}
