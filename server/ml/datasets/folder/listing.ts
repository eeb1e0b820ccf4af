import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../../dataset.ts';

/** An image file and the folders it lies in, from the given one inwards. */
export interface ImageFile {
  readonly path: string;
  readonly folders: readonly string[];
}

const IMAGE = /\.(png|jpe?g|webp)$/i;

/**
 * All image files in a folder and the folders within it, hidden ones left out, in no particular order.
 *
 * @throws DatasetError if the folder isn't there or can't be read
 */
export async function listImages(folder: string): Promise<ImageFile[]> {
  const found: ImageFile[] = [];
  await walk(folder, [], found, new Set());
  return found;
}

/** `seen` holds the real paths of folders, so that a link back up ends the walk. */
async function walk(folder: string, folders: readonly string[], found: ImageFile[], seen: Set<string>): Promise<void> {
  const names = await enter(folder, seen);
  for (const name of names) {
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    const status = await stat(path).catch(() => null); // a link to nowhere
    if (status?.isDirectory()) await walk(path, [...folders, name], found, seen);
    else if (status?.isFile() && IMAGE.test(name)) found.push({ path, folders });
  }
}

async function enter(folder: string, seen: Set<string>): Promise<string[]> {
  try {
    const real = await realpath(folder);
    if (seen.has(real)) return [];
    seen.add(real);
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const state =
      code === 'ENOENT' ? 'is not there' : code === 'ENOTDIR' ? 'is not a folder' : `can't be read (${code})`;
    throw new DatasetError(`The folder ${folder} ${state}; give one with PNG, JPEG or WebP images with --data-dir.`);
  }
}
