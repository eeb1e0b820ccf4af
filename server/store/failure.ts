import { StorageError } from '../rooms/ports.ts';

/**
 * Says a failure of the disk in one sentence. Anything that is not the disk's (a bug) is thrown on as it is.
 *
 * @param file the database or folder it happened to
 */
export function storageError(error: unknown, file: string): StorageError {
  if (error instanceof StorageError) return error;
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  const sentence = sentences.find(([pattern]) => pattern.test(code))?.[1];
  if (sentence === undefined) throw error;
  return new StorageError(sentence(file, code), { cause: error });
}

/** Runs work on a database and says a failure of its disk in one sentence. @throws StorageError */
export function onDisk<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storageError(error, file);
  }
}

const sentences: readonly (readonly [RegExp, (file: string, code: string) => string])[] = [
  [
    /^(SQLITE_FULL|ENOSPC|EDQUOT)/,
    (file) => `There is no room left on the disk for ${file}; free some space, nothing that was acknowledged is lost.`,
  ],
  [
    /^(SQLITE_READONLY|EROFS|EACCES|EPERM)/,
    (file) => `${file} can't be written; make the folder and its files writable, or choose another data folder.`,
  ],
  [
    /^(SQLITE_CORRUPT|SQLITE_NOTADB)/,
    (file) =>
      `${file} should be this program's database but is damaged or something else; move it away or restore a copy, it was not changed.`,
  ],
  [/^SQLITE_BUSY/, (file) => `${file} is held by another program; close what has it open and try again.`],
  [
    /^(SQLITE_CANTOPEN|ENOENT|ENOTDIR|EEXIST|EISDIR)/,
    (file, code) => `${file} can't be opened (${code}); check that its folder exists and is a folder.`,
  ],
  [
    /^(SQLITE_IOERR|EIO)/,
    (file, code) => `The disk refused to read or write ${file} (${code}); check the disk, then start again.`,
  ],
];
