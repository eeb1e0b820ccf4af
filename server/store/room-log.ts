import type Sqlite from 'better-sqlite3';
import { StorageError } from '../rooms/ports.ts';
import type { LogEntry, RoomLogPort, StoredRoom } from '../rooms/ports.ts';
import { storageError } from './failure.ts';
import { judgmentColumns, judgmentValues } from './judgment-row.ts';
import { newSalt, pseudonymOf } from './pseudonym.ts';

/** How long an entry waits for company before the commit, in ms: short beside a frame, long beside a flush of a good disk. */
const GROUP_MS = 2;

interface Waiting {
  readonly entry: LogEntry;
  resolve(): void;
  reject(error: Error): void;
}

/** What is known of an open room without asking the disk. */
interface Known {
  readonly salt: string;
  sequence: number;
}

/** The rooms' log, and the count of stored judgments. */
export interface RoomLog extends RoomLogPort {
  /** Grows with every committed judgment. */
  judgmentsWritten(): number;
  /** Commits what waits. */
  flush(): void;
}

/**
 * The rooms' log in SQLite. Entries that arrive within {@link GROUP_MS} share one transaction and so one flush of the disk;
 * each has its own savepoint, so a bad one takes no other with it. Statements are synchronous and prepared once; nothing
 * else may hold a transaction open on this connection across ticks.
 */
export function openRoomLog(raw: Sqlite.Database, file: string): RoomLog {
  const sql = statements(raw);
  const known = new Map<string, Known>();
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | null = null;
  let written = 0;

  const lookUp = (roomId: string): Known => {
    const cached = known.get(roomId);
    if (cached) return cached;
    const row = sql.room.get(roomId) as { salt: string; sequence: number } | undefined;
    if (!row) throw new StorageError(`The room ${roomId} is not stored; create it before its events.`);
    known.set(roomId, row);
    return row;
  };

  /** Inserts one entry inside the open transaction. @throws StorageError where it does not fit what is stored */
  const insert = raw.transaction((entry: LogEntry, expected: number, salt: string) => {
    if (entry.sequence !== expected) {
      throw new StorageError(`The next event of room ${entry.roomId} is number ${expected}, not ${entry.sequence}.`);
    }
    sql.event.run(entry.roomId, entry.sequence, JSON.stringify(entry.event));
    for (const row of entry.judgments) {
      if (row.roomId !== entry.roomId)
        throw new StorageError(`The judgment ${row.judgmentId} is of room ${row.roomId}, not ${entry.roomId}.`);
      sql.judgment.run(judgmentValues(row, pseudonymOf(salt, row.playerId)));
    }
  });

  /** All entries in one transaction; gives each entry's failure, or null. */
  const insertAll = raw.transaction(
    (batch: readonly Waiting[]): { outcomes: (Error | null)[]; next: Map<string, number> } => {
      const next = new Map<string, number>();
      const outcomes = batch.map(({ entry }) => {
        try {
          const room = lookUp(entry.roomId);
          insert(entry, (next.get(entry.roomId) ?? room.sequence) + 1, room.salt);
          next.set(entry.roomId, entry.sequence);
          return null;
        } catch (error) {
          return refusal(error, entry); // throws on where the disk itself failed: then nothing of the batch is kept
        }
      });
      return { outcomes, next };
    },
  );

  const flush = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    try {
      const { outcomes, next } = insertAll.immediate(batch);
      for (const [roomId, sequence] of next) lookUp(roomId).sequence = sequence;
      batch.forEach(({ entry, resolve, reject }, i) => {
        const failure = outcomes[i];
        if (failure) return reject(failure);
        written += entry.judgments.length;
        resolve();
      });
    } catch (error) {
      const failure = asStorageError(error, file);
      for (const { reject } of batch) reject(failure);
    }
  };

  /** Runs a write after what waits; failures of the disk become StorageErrors. */
  const write = async <T>(work: () => T): Promise<T> => {
    flush();
    try {
      return work();
    } catch (error) {
      throw storageError(error, file);
    }
  };

  const replaceSnapshot = raw.transaction((roomId: string, sequence: number, state: string) => {
    if (sequence > lookUp(roomId).sequence)
      throw new StorageError(`Room ${roomId} has no event ${sequence} to make a snapshot of.`);
    sql.snapshot.run(sequence, state, roomId);
    sql.dropEvents.run(roomId, sequence);
  });

  /** Names and answers of the live room go; its judgments stay. */
  const closeRoom = raw.transaction((roomId: string, at: number) => {
    sql.close.run(Math.round(at), roomId);
    sql.dropEvents.run(roomId, Number.MAX_SAFE_INTEGER);
  });

  return {
    create: (room) =>
      write(() => {
        try {
          const salt = newSalt();
          sql.create.run(room.roomId, room.code, salt, Math.round(room.at), JSON.stringify(room.state));
          known.set(room.roomId, { salt, sequence: 0 });
          return true;
        } catch (error) {
          if (codeOf(error) === 'SQLITE_CONSTRAINT_UNIQUE') return false;
          throw error;
        }
      }),
    append: (entry) =>
      new Promise((resolve, reject) => {
        waiting.push({ entry, resolve, reject });
        timer ??= setTimeout(flush, GROUP_MS);
      }),
    snapshot: (roomId, sequence, state) =>
      write(() => replaceSnapshot.immediate(roomId, sequence, JSON.stringify(state))),
    close: (roomId, at) =>
      write(() => {
        closeRoom.immediate(roomId, at);
        known.delete(roomId);
      }),
    openRooms: () =>
      write(() =>
        (sql.open.all() as OpenRow[]).map((row) => storedRoom(row, sql.events.all(row.room_id) as EventRow[])),
      ),
    judgmentsWritten: () => written,
    flush,
  };
}

interface OpenRow {
  room_id: string;
  code: string;
  snapshot_sequence: number;
  snapshot: string | null;
}
interface EventRow {
  sequence: number;
  event: string;
}

function storedRoom(row: OpenRow, events: readonly EventRow[]): StoredRoom {
  return {
    roomId: row.room_id,
    code: row.code,
    snapshot:
      row.snapshot === null ? null : { sequence: row.snapshot_sequence, state: JSON.parse(row.snapshot) as unknown },
    events: events.map(({ sequence, event }) => ({ sequence, event: JSON.parse(event) as unknown })),
  };
}

function statements(raw: Sqlite.Database) {
  return {
    room: raw.prepare(
      `select salt, max(snapshot_sequence, (select coalesce(max(sequence), 0) from room_event e where e.room_id = room.room_id)) as sequence
       from room where room_id = ? and closed_at is null`,
    ),
    create: raw.prepare('insert into room (room_id, code, salt, created_at, snapshot) values (?, ?, ?, ?, ?)'),
    event: raw.prepare('insert into room_event (room_id, sequence, event) values (?, ?, ?)'),
    judgment: raw.prepare(
      `insert into judgment (${judgmentColumns.join(', ')}) values (${judgmentColumns.map((name) => `@${name}`).join(', ')})`,
    ),
    snapshot: raw.prepare('update room set snapshot_sequence = ?, snapshot = ? where room_id = ?'),
    dropEvents: raw.prepare('delete from room_event where room_id = ? and sequence <= ?'),
    close: raw.prepare('update room set closed_at = ?, snapshot = null where room_id = ?'),
    open: raw.prepare(
      'select room_id, code, snapshot_sequence, snapshot from room where closed_at is null order by created_at, room_id',
    ),
    events: raw.prepare('select sequence, event from room_event where room_id = ? order by sequence'),
  };
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

/** The refusal of one entry, for what is wrong with it alone. @throws anything that is not */
function refusal(error: unknown, entry: LogEntry): StorageError {
  if (error instanceof StorageError) return error;
  if (codeOf(error).startsWith('SQLITE_CONSTRAINT')) {
    return new StorageError(
      `Event ${entry.sequence} of room ${entry.roomId} holds a judgment that is stored already or is not whole (${(error as Error).message}).`,
      { cause: error },
    );
  }
  throw error;
}

/** Every waiting entry must be answered, whatever happened. */
function asStorageError(error: unknown, file: string): Error {
  try {
    return storageError(error, file);
  } catch (other) {
    return other instanceof Error ? other : new Error(String(other));
  }
}
