import type { ImageShape, SampleRequest } from '../generator.ts';

/** Samples made at once; small requests use the small size, so that one picture does not cost as much as many. */
const CHUNKS = [64, 8] as const;

/**
 * Runs `draw(first, count, chunk)` over a request. `chunk` is the batch to compute, one of few sizes so that few graphs are
 * compiled; `count` of it are wanted. Reports progress; throws the signal's reason when stopped.
 */
export async function inChunks(
  { n, signal, onProgress }: SampleRequest,
  draw: (first: number, count: number, chunk: number) => Promise<void>,
): Promise<void> {
  for (let first = 0; first < n;) {
    signal?.throwIfAborted();
    const left = n - first;
    const chunk = left > 2 * CHUNKS[1] ? CHUNKS[0] : CHUNKS[1];
    const count = Math.min(left, chunk);
    await draw(first, count, chunk);
    first += count;
    onProgress?.(first);
  }
}

/** Some of many pictures, in the order of `indices`. @param size numbers in a picture @returns [indices, size] */
export function picturesAt(images: Uint8Array, indices: ArrayLike<number>, size: number): Uint8Array {
  const chosen = new Uint8Array(indices.length * size);
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    chosen.set(images.subarray(index * size, (index + 1) * size), i * size);
  }
  return chosen;
}

/** @throws RangeError where a network that halves pictures twice can't take this size */
export function requireFolding(generator: string, { height, width }: ImageShape): void {
  if ([height, width].every((side) => side % 4 === 0 && side >= 16 && side <= 64)) return;
  throw new RangeError(
    `The ${generator} model needs pictures with sides from 16 to 64 in multiples of 4 but got ${width} x ${height}; resize the data set.`,
  );
}
