import { existsSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import type { Migration } from 'kysely';
import { StorageError } from '../rooms/ports.ts';
import { storageError } from './failure.ts';

export interface OpenedDatabase<Tables> {
  readonly file: string;
  readonly db: Kysely<Tables>;
  /** The connection under `db`, for pragmas and for short synchronous reads. */
  readonly raw: Sqlite.Database;
}

/** Above this size the check of every page is left to the reads themselves; it takes about 1 ms a MB. */
const CHECKED_BYTES = 256 * 1024 * 1024;

/**
 * Opens (or makes) a SQLite database: WAL, synchronous FULL, foreign keys, migrated to the newest schema.
 *
 * @throws StorageError in one sentence where the file can't be had, is damaged, is not a database or is of a later version;
 * it is then left as it was
 */
export async function openDatabase<Tables>(
  file: string,
  migrations: Readonly<Record<string, Migration>>,
): Promise<OpenedDatabase<Tables>> {
  let raw: Sqlite.Database | undefined;
  try {
    const old = existsSync(file) && statSync(file).size > 0;
    raw = new Sqlite(file, { timeout: 5000 });
    if (old) assertSound(raw, file);
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: raw }) });
    await migrate(db, migrations, file);
    return { file, db, raw };
  } catch (error) {
    raw?.close();
    throw storageError(error, file);
  }
}

function assertSound(raw: Sqlite.Database, file: string): void {
  raw.pragma('schema_version'); // reads the header: SQLITE_NOTADB for a foreign file
  if (statSync(file).size > CHECKED_BYTES) return;
  const [first] = raw.pragma('quick_check(1)', { simple: false }) as { quick_check: string }[];
  if (first?.quick_check === 'ok') return;
  throw new StorageError(
    `${file} is damaged (${first?.quick_check ?? 'unreadable'}); restore a copy or move it away, it was not changed.`,
  );
}

async function migrate<Tables>(
  db: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>>,
  file: string,
): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message)) {
    throw new StorageError(
      `${file} was written by a later version of this program (${error.message}); start that version, or choose another data folder.`,
    );
  }
  throw error;
}
