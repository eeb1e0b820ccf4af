import { momentsOfBlocks, type Moments } from '../numeric/moments.ts';

/** Features that need not fit into memory: rows are read where they are wanted. */
export interface RowSource {
  readonly n: number;
  /** Features of one row. */
  readonly d: number;
  /** Rows start..end. [end - start, d] */
  rows(start: number, end: number): Promise<Float64Array>;
  /** These rows, in their order. [indices, d] */
  gather(indices: ArrayLike<number>): Promise<Float64Array>;
}

/** Features in memory as a source; nothing is copied until it is read. @param features [n, d] */
export function rowsOfTable(features: Float32Array | Float64Array | Uint8Array, n: number, d: number): RowSource {
  if (features.length !== n * d) {
    throw new RangeError(`${n} rows of ${d} features were expected but ${features.length} numbers came.`);
  }
  return {
    n,
    d,
    rows: (start, end) => Promise.resolve(Float64Array.from(features.subarray(start * d, end * d))),
    gather(indices) {
      const out = new Float64Array(indices.length * d);
      for (let i = 0; i < indices.length; i++) {
        const row = indices[i]!;
        out.set(features.subarray(row * d, row * d + d), i * d);
      }
      return Promise.resolve(out);
    },
  };
}

/** The same rows less an offset. [d] */
export function shiftedRows(source: RowSource, offset: Float64Array): RowSource {
  const { n, d } = source;
  const shifted = (rows: Float64Array): Float64Array => rows.map((value, at) => value - offset[at % d]!);
  return {
    n,
    d,
    rows: async (start, end) => shifted(await source.rows(start, end)),
    gather: async (indices) => shifted(await source.gather(indices)),
  };
}

/** Numbers read at once when passing over all rows: 32 MB of float64. */
const BLOCK_NUMBERS = 1 << 22;

/** All rows in order, some at a time. */
export async function* blocksOf(source: RowSource, signal?: AbortSignal): AsyncGenerator<Float64Array> {
  const rows = Math.max(1, Math.min(4096, Math.floor(BLOCK_NUMBERS / source.d)));
  for (let start = 0; start < source.n; start += rows) {
    signal?.throwIfAborted();
    yield await source.rows(start, Math.min(source.n, start + rows));
  }
}

/** Mean and covariance (ddof 1) in one pass. @throws RangeError for fewer than two rows */
export function momentsOfRows(source: RowSource, signal?: AbortSignal): Promise<Moments> {
  return momentsOfBlocks(blocksOf(source, signal), source.d);
}
