import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageError } from '../../server/rooms/ports.ts';
import { openDatabase } from '../../server/store/database.ts';
import { migrations } from '../../server/store/migrations/index.ts';
import { openRoomLog } from '../../server/store/room-log.ts';
import { DATABASE, openStore } from '../../server/store/store.ts';
import type { Store } from '../../server/store/store.ts';
import { entry, freshFolder, judgment } from './sample.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = freshFolder();
  store = await openStore(folder);
  await store.rooms.create({ roomId: 'a', code: 'AAAAAA', state: { phase: 'lobby' }, at: 1 });
});
afterEach(() => store.close());

async function reopened(): Promise<Store> {
  await store.close();
  store = await openStore(folder);
  return store;
}

describe('the log of rooms', () => {
  it('gives back what was appended, after a restart too', async () => {
    await store.rooms.append(entry('a', 1, [judgment('a', 1, 1), judgment('a', 1, 2)]));
    await store.rooms.append(entry('a', 2));
    const again = await reopened();
    expect(await again.rooms.openRooms()).toEqual([
      {
        roomId: 'a',
        code: 'AAAAAA',
        snapshot: { sequence: 0, state: { phase: 'lobby' } },
        events: [1, 2].map((sequence) => ({ sequence, event: { type: 'tick', sequence } })),
      },
    ]);
    const rows = await again.judgmentsOf('a');
    expect(rows).toMatchObject([judgment('a', 1, 1), judgment('a', 1, 2)]);
    expect(rows[0]!.pseudonym).not.toBe(rows[1]!.pseudonym);
    expect(rows[0]!.pseudonym).not.toContain('player');
  });

  it('names a player differently in different rooms', async () => {
    await store.rooms.create({ roomId: 'b', code: 'CCCCCC', state: {}, at: 1 });
    await store.rooms.append(entry('a', 1, [judgment('a', 1, 1)]));
    await store.rooms.append(entry('b', 1, [judgment('b', 1, 1)]));
    const [a, b] = [(await store.judgmentsOf('a'))[0]!, (await store.judgmentsOf('b'))[0]!];
    expect(a.playerId).toBe(b.playerId);
    expect(a.pseudonym).not.toBe(b.pseudonym);
  });

  it('refuses gaps, repetitions and unknown rooms without harm to the others of the batch', async () => {
    const settled = await Promise.allSettled([
      store.rooms.append(entry('a', 1)),
      store.rooms.append(entry('a', 3)),
      store.rooms.append(entry('a', 1)),
      store.rooms.append(entry('nowhere', 1)),
      store.rooms.append(entry('a', 2)),
    ]);
    expect(settled.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    for (const result of settled) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StorageError);
    expect((await store.rooms.openRooms())[0]!.events.map((event) => event.sequence)).toEqual([1, 2]);
  });

  it("stores a judgment once by its id in a player's game and once a trial and player; a refused entry leaves nothing", async () => {
    const settled = await Promise.allSettled([
      store.rooms.append(entry('a', 1, [judgment('a', 1, 1)])),
      store.rooms.append(entry('a', 2, [judgment('a', 1, 7), judgment('a', 1, 1, { trialId: 'other' })])),
      store.rooms.append(entry('a', 2, [judgment('a', 1, 8), judgment('a', 1, 1, { judgmentId: 'other' })])),
      store.rooms.append(entry('a', 2, [judgment('a', 1, 2)])),
    ]);
    expect(settled.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect((await store.judgmentsOf('a')).map((row) => row.judgmentId)).toEqual(['a-1-1', 'a-1-2']);
    expect(store.judgmentsWritten()).toBe(2);
    // Ids are made by clients: another player's equal id, by chance or malice, blocks nobody.
    await store.rooms.append(entry('a', 3, [judgment('a', 1, 3, { judgmentId: 'a-1-1' })]));
  });

  it('keeps the newest snapshot and only the events after it', async () => {
    for (let sequence = 1; sequence <= 5; sequence++) await store.rooms.append(entry('a', sequence));
    await store.rooms.snapshot('a', 3, { phase: 'judging' });
    await expect(store.rooms.snapshot('a', 9, {})).rejects.toBeInstanceOf(StorageError);
    const [room] = await (await reopened()).rooms.openRooms();
    expect(room!.snapshot).toEqual({ sequence: 3, state: { phase: 'judging' } });
    expect(room!.events.map((event) => event.sequence)).toEqual([4, 5]);
    await store.rooms.snapshot('a', 5, { phase: 'reveal' });
    await (await reopened()).rooms.append(entry('a', 6));
  });

  it('gives a code to one open room, and again after that one closed; judgments outlive the room', async () => {
    await store.rooms.append(entry('a', 1, [judgment('a', 1, 1)]));
    const second = { roomId: 'b', code: 'AAAAAA', state: {}, at: 2 };
    expect(await store.rooms.create(second)).toBe(false);
    await store.rooms.close('a', 3);
    expect(await store.rooms.create(second)).toBe(true);
    expect((await store.rooms.openRooms()).map((room) => room.roomId)).toEqual(['b']);
    expect(await store.judgmentsOf('a')).toHaveLength(1);
    await expect(store.rooms.append(entry('a', 2))).rejects.toBeInstanceOf(StorageError);
  });

  it('acknowledges 200 judgments a second with p99 within 50 ms', async () => {
    const waits: number[] = [];
    const all: Promise<void>[] = [];
    for (let sequence = 1; sequence <= 200; sequence++) {
      const began = performance.now();
      all.push(
        store.rooms
          .append(entry('a', sequence, [judgment('a', 1, sequence)]))
          .then(() => void waits.push(performance.now() - began)),
      );
      if (sequence % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await Promise.all(all);
    waits.sort((a, b) => a - b);
    expect(waits).toHaveLength(200);
    expect(waits[197]).toBeLessThan(50);
  });
});

describe('a disk that refuses', () => {
  it('a full disk: one sentence, nothing half-written, and writing goes on when there is room', async () => {
    const { raw, db } = await openDatabase(join(freshFolder(), DATABASE), migrations);
    const log = openRoomLog(raw, 'the-file');
    await log.create({ roomId: 'a', code: 'AAAAAA', state: {}, at: 1 });
    raw.pragma(`max_page_count = ${(raw.pragma('page_count', { simple: true }) as number) + 2}`);
    const big = 'x'.repeat(3000);
    let stored = 0;
    let failure: unknown;
    while (failure === undefined) {
      await log.append({ ...entry('a', stored + 1, [judgment('a', stored + 1, 1)]), event: big }).then(
        () => stored++,
        (error: unknown) => (failure = error),
      );
    }
    expect(failure).toBeInstanceOf(StorageError);
    expect((failure as Error).message).toMatch(/no room left on the disk for the-file.*free some space/);
    const count = (table: string): unknown => raw.prepare(`select count(*) from ${table}`).pluck().get();
    expect([count('room_event'), count('judgment')]).toEqual([stored, stored]);
    raw.pragma('max_page_count = 100000');
    await log.append(entry('a', stored + 1, [judgment('a', stored + 1, 1)]));
    expect([count('room_event'), count('judgment')]).toEqual([stored + 1, stored + 1]);
    await db.destroy();
  });

  it('a damaged or foreign file is told and never changed', async () => {
    await store.rooms.append(entry('a', 1, [judgment('a', 1, 1)]));
    await store.close();
    const file = join(folder, DATABASE);
    const whole = readFileSync(file);
    const page = whole.readUInt16BE(16);
    const damaged = Buffer.from(whole);
    damaged.fill(0xa5, page, 3 * page);
    for (const bytes of [Buffer.from('a text of somebody else, long enough to be looked at'.repeat(40)), damaged]) {
      writeFileSync(file, bytes);
      await expect(openStore(folder)).rejects.toThrow(/damaged/);
      expect(readFileSync(file).equals(bytes)).toBe(true);
    }
    writeFileSync(file, whole);
    store = await openStore(folder);
    expect(await store.judgmentsOf('a')).toHaveLength(1);
  });

  it('a folder that can not be had is told in a sentence', async () => {
    const other = freshFolder();
    writeFileSync(join(other, 'file'), '');
    await expect(openStore(join(other, 'file', 'data'))).rejects.toBeInstanceOf(StorageError);
    if (process.getuid?.() === 0) return; // root may write everywhere
    mkdirSync(join(other, 'shut'));
    chmodSync(join(other, 'shut'), 0o500);
    await expect(openStore(join(other, 'shut'))).rejects.toBeInstanceOf(StorageError);
  });

  it('a database of a later version is refused', async () => {
    const later = { ...migrations, '9999-later': { up: async () => undefined } };
    const file = join(freshFolder(), DATABASE);
    await (await openDatabase(file, later)).db.destroy();
    await expect(openDatabase(file, migrations)).rejects.toThrow(/later version/);
  });
});

describe('the lock of a data folder', () => {
  it('refuses a second server with the pid of the first, and lets it in afterwards', async () => {
    await expect(openStore(folder)).rejects.toThrow(new RegExp(`already served by process ${process.pid};`));
    await reopened();
  });
});

describe('training jobs', () => {
  it('are kept, replaced by id, newest first', async () => {
    const job = {
      id: 'one',
      generator: 'vae',
      dataset: 'strokes',
      preset: 'classroom' as const,
      overrides: {},
      seed: 0,
      status: 'queued' as const,
      step: 0,
      totalSteps: 10,
      secondsLeft: null,
      startedAt: null,
      turn: 0,
      doing: null,
      losses: [],
      grid: 0,
      grids: [],
      snapshots: [],
      failure: null,
      failureKind: null,
    };
    await store.jobs.put(job);
    await store.jobs.put({ ...job, id: 'two' });
    await store.jobs.put({ ...job, step: 3, losses: [{ step: 3, values: { loss: 0.5 } }] });
    const jobs = await (await reopened()).jobs.all();
    expect(jobs.map(({ id, step }) => [id, step])).toEqual([
      ['two', 0],
      ['one', 3],
    ]);
    expect(jobs[1]!.losses).toEqual([{ step: 3, values: { loss: 0.5 } }]);
  });
});
