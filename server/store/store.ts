import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RoomLogPort } from '../rooms/ports.ts';
import { openDatabase } from './database.ts';
import { storageError } from './failure.ts';
import { storedJudgment } from './judgment-row.ts';
import type { StoredJudgment } from './judgment-row.ts';
import { lockFolder } from './lock.ts';
import { migrations } from './migrations/index.ts';
import { openRoomLog } from './room-log.ts';
import type { Tables } from './schema.ts';
import { openTrainingJobs } from './training-jobs.ts';
import type { TrainingJobs } from './training-jobs.ts';

/** Everything a server must remember, in one folder that it alone serves. */
export interface Store {
  readonly dataDir: string;
  /** The database with rooms and judgments; other processes may read it. */
  readonly file: string;
  readonly rooms: RoomLogPort;
  readonly jobs: TrainingJobs;
  /** Judgments of one room in the order of storing. @throws StorageError */
  judgmentsOf(roomId: string): Promise<readonly StoredJudgment[]>;
  /** Grows with every committed judgment of this process. */
  judgmentsWritten(): number;
  /** Commits what waits, closes the file and gives the folder free. */
  close(): Promise<void>;
}

/** What the store says while it works. */
export interface StoreLog {
  info(message: string): void;
}

/** Name of the main database in a data folder. */
export const DATABASE = 'uncanny.sqlite';

/**
 * Opens a data folder for this process alone, making it where it is missing.
 *
 * @throws StorageError in one sentence: folder in use (with the pid), not writable, or database damaged
 */
export async function openStore(dataDir: string, { log }: { readonly log?: StoreLog } = {}): Promise<Store> {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw storageError(error, dataDir);
  }
  const lock = lockFolder(dataDir);
  const file = join(dataDir, DATABASE);
  try {
    const { db, raw } = await openDatabase<Tables>(file, migrations);
    const rooms = openRoomLog(raw, file);
    log?.info(`judgments are kept in ${file}`);
    return {
      dataDir,
      file,
      rooms,
      jobs: openTrainingJobs(db, file),
      async judgmentsOf(roomId) {
        const rows = await db
          .selectFrom('judgment')
          .selectAll()
          .where('room_id', '=', roomId)
          .orderBy('id')
          .execute()
          .catch((error: unknown) => {
            throw storageError(error, file);
          });
        return rows.map(storedJudgment);
      },
      judgmentsWritten: () => rooms.judgmentsWritten(),
      async close() {
        rooms.flush();
        await db.destroy();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
