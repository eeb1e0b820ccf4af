import { createHash } from 'node:crypto';
import type { ImageSet } from '../dataset.ts';

/** SHA-256 in lower-case hex. */
export function sha256(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** The identity of a data set: SHA-256 over train pixels, train labels, test pixels and test labels, in this order. */
export function hashOfSplits(train: ImageSet, test: ImageSet): string {
  const none = new Uint8Array(0);
  return sha256(train.images, train.labels ?? none, test.images, test.labels ?? none);
}
