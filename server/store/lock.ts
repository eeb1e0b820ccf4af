import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { StorageError } from '../rooms/ports.ts';
import { storageError } from './failure.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Makes this process the only server of a data folder. The lock is one of the operating system's on an open file, so that
 * a killed process leaves none behind; `server.pid` only tells a person who has it.
 *
 * @throws StorageError with the pid of the holder
 */
export function lockFolder(dataDir: string): FolderLock {
  const file = join(dataDir, 'server.lock');
  const pidFile = join(dataDir, 'server.pid');
  let lock: Sqlite.Database | undefined;
  try {
    lock = new Sqlite(file, { timeout: 0 });
    lock.exec('begin exclusive');
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (error) {
    lock?.close();
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) throw taken(dataDir, pidFile);
    throw storageError(error, file);
  }
  const held = lock;
  return {
    release() {
      if (!held.open) return;
      rmSync(pidFile, { force: true });
      held.close();
    },
  };
}

function taken(dataDir: string, pidFile: string): StorageError {
  let holder = 'another process';
  try {
    holder = `process ${readFileSync(pidFile, 'utf8').trim()}`;
  } catch {
    // It is just starting or just leaving; the sentence does without its number.
  }
  return new StorageError(
    `The data folder ${dataDir} is already served by ${holder}; stop that server, or start this one with another --data folder.`,
  );
}
