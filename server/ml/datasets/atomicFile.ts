import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatasetError } from '../dataset.ts';

/**
 * Writes a file so that readers, other processes and a crash see the whole of it or nothing: beside its place, then renamed.
 *
 * @throws DatasetError if the folder can't be written or the disk is full
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(beside, bytes);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined); // the first failure is the one to tell
    const code = (error as NodeJS.ErrnoException).code;
    const remedy = code === 'ENOSPC' ? 'the disk is full, so free some space' : `${code}, so make the folder writable`;
    throw new DatasetError(`${path} (${bytes.length} bytes) could not be written: ${remedy} or choose another one.`);
  }
}
