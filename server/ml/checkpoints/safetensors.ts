import { CheckpointError } from '../generator.ts';
import { asHalves, fromHalf } from '../numeric/half.ts';

/**
 * The safetensors container: eight bytes of header length (little-endian), a JSON header, then the raw tensors.
 * Source: https://huggingface.co/docs/safetensors, "Format". Opens in Python with `safetensors.numpy.load_file`.
 */
export type TensorData = Float32Array | Uint8Array | Int32Array;

export interface StoredTensor<Data extends TensorData = TensorData> {
  readonly shape: readonly number[];
  readonly data: Data;
}

export interface SafetensorsFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

export interface SafetensorsHeader {
  readonly metadata: Readonly<Record<string, string>>;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** Bytes before the JSON header; the header itself is padded so that tensors start on a multiple of eight. */
export const LENGTH_BYTES = 8;
/** The format's own limit on its header. */
const MAX_HEADER = 100_000_000;

/**
 * Bytes of a safetensors file. Tensors are laid out in name order, so equal content gives equal bytes. A float32 tensor of halves
 * alone is written in half precision and loses nothing.
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, StoredTensor>,
  metadata: Readonly<Record<string, string>>,
): Buffer {
  const header: Record<string, unknown> = { __metadata__: metadata };
  const chunks: Buffer[] = [];
  let offset = 0;
  const written = [...tensors].map(([name, { shape, data }]) => {
    if (elements(shape) !== data.length)
      throw new Error(`tensor ${name}: shape [${shape.join()}] does not hold ${data.length} values`);
    return { name, shape, data: (data instanceof Float32Array ? asHalves(data) : null) ?? data };
  });
  // Wider types first keeps every tensor aligned to its own element size.
  written.sort((a, b) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT || (a.name < b.name ? -1 : 1));
  for (const { name, shape, data } of written) {
    header[name] = { dtype: dtypeOf(data), shape, data_offsets: [offset, offset + data.byteLength] };
    chunks.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    offset += data.byteLength;
  }
  let json = JSON.stringify(header);
  json += ' '.repeat((8 - (Buffer.byteLength(json) % 8)) % 8);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(json)));
  return Buffer.concat([length, Buffer.from(json), ...chunks]);
}

/** @throws CheckpointError where the bytes are not a whole safetensors file of float32, float16, uint8 and int32 tensors. */
export function decodeSafetensors(bytes: Buffer, source: string): SafetensorsFile {
  const length = headerLength(bytes, source);
  if (bytes.length < LENGTH_BYTES + length) throw truncated(source, LENGTH_BYTES + length, bytes.length);
  const { metadata, entries } = parseHeader(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length), source);
  const body = bytes.subarray(LENGTH_BYTES + length);
  const tensors = new Map<string, StoredTensor>();
  let end = 0;
  for (const [name, { dtype, shape, data_offsets }] of entries) {
    end = Math.max(end, data_offsets[1]);
    if (data_offsets[1] > body.length) throw truncated(source, LENGTH_BYTES + length + data_offsets[1], bytes.length);
    tensors.set(name, { shape, data: typed(dtype, body.subarray(...data_offsets), source, name) });
  }
  if (end !== body.length)
    throw new CheckpointError(
      `${source} should end after ${end} bytes of tensors but has ${body.length}; copy the file again.`,
    );
  return { metadata, tensors };
}

/** Length of the JSON header in bytes, from the first eight bytes of a file. @throws CheckpointError */
export function headerLength(start: Buffer, source: string): number {
  if (start.length < LENGTH_BYTES) throw truncated(source, LENGTH_BYTES, start.length);
  const length = start.readBigUInt64LE(0);
  if (length < 2n || length > BigInt(MAX_HEADER)) throw foreign(source);
  return Number(length);
}

/** Parses the JSON header. @throws CheckpointError */
export function parseHeader(bytes: Buffer, source: string): SafetensorsHeader {
  let header: unknown;
  try {
    header = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw foreign(source);
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) throw foreign(source);
  const { __metadata__: metadata = {}, ...rest } = header as Record<string, unknown>;
  if (typeof metadata !== 'object' || metadata === null) throw foreign(source);
  const entries = new Map<string, Entry>();
  for (const [name, entry] of Object.entries(rest)) {
    if (!isEntry(entry))
      throw new CheckpointError(
        `${source} describes its tensor ${name} in a way that is not safetensors; copy the file again or train anew.`,
      );
    entries.set(name, entry);
  }
  return { metadata: metadata as Record<string, string>, entries };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function isEntry(value: unknown): value is Entry {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Partial<Entry>;
  if (typeof dtype !== 'string' || !Array.isArray(shape) || !shape.every(isCount)) return false;
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) return false;
  const width = { F32: 4, I32: 4, F16: 2, U8: 1 }[dtype];
  return width === undefined || offsets[1]! - offsets[0]! === elements(shape) * width;
}

function typed(dtype: string, bytes: Buffer, source: string, name: string): TensorData {
  const copy = new Uint8Array(bytes); // own, aligned memory
  if (dtype === 'F32') return new Float32Array(copy.buffer);
  if (dtype === 'F16') return Float32Array.from(new Uint16Array(copy.buffer), fromHalf);
  if (dtype === 'I32') return new Int32Array(copy.buffer);
  if (dtype === 'U8') return copy;
  throw new CheckpointError(
    `${source} holds its tensor ${name} as ${dtype} where float32, float16, int32 or uint8 is expected; convert it first.`,
  );
}

const dtypeOf = (data: TensorData | Uint16Array): string =>
  data instanceof Float32Array
    ? 'F32'
    : data instanceof Uint16Array
      ? 'F16'
      : data instanceof Int32Array
        ? 'I32'
        : 'U8';
const elements = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

const truncated = (source: string, expected: number, found: number): CheckpointError =>
  new CheckpointError(
    `${source} should have at least ${expected} bytes but has ${found}: it is cut short; copy it again or resume the run that wrote it.`,
  );
const foreign = (source: string): CheckpointError =>
  new CheckpointError(`${source} is not a safetensors file; give a checkpoint made by \`uncanny train\`.`);
