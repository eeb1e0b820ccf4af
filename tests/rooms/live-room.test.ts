import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoomView } from '../../shared/protocol/view.ts';
import type { RoomSettings } from '../../shared/domain/room.ts';
import type { Connection } from '../../server/rooms/broadcast.ts';
import { LiveRoom } from '../../server/rooms/live-room.ts';
import { SILENT } from '../../server/rooms/observer.ts';
import { GONE_AFTER_MS, GONE_AFTER_RECOVERY_MS } from '../../server/rooms/presence.ts';
import { EXPIRES_AFTER_MS, Rooms } from '../../server/rooms/rooms.ts';
import { DATASET, MemoryGallery, MemoryLog } from './memory-ports.ts';
import { refused, SHOWN, START_AT, uuid } from './table.ts';

beforeEach(() => void vi.useFakeTimers({ now: START_AT }));
afterEach(() => void vi.useRealTimers());

class Seen implements Connection {
  readonly views: RoomView[] = [];
  released = false;
  constructor(readonly watcher: Connection['watcher']) {}
  send(view: RoomView): void {
    this.views.push(view);
  }
  release(): void {
    this.released = true;
  }
  get view(): RoomView {
    return this.views.at(-1)!;
  }
}

const log = (): MemoryLog => new MemoryLog();
const roomsOn = (on: MemoryLog): Rooms =>
  new Rooms({ log: on, gallery: new MemoryGallery(), observer: SILENT, now: Date.now });

async function open(rooms: Rooms, settings: Partial<RoomSettings> = {}): Promise<LiveRoom> {
  const made = await rooms.create({ dataset: DATASET, lots: 3, ...settings });
  if (!made.ok) throw new Error(made.message);
  return rooms.find(made.code) as LiveRoom;
}

async function sit(room: LiveRoom, name: string): Promise<Seen> {
  const seat = await room.join({ nickname: name, deviceId: `device-${name}`, language: 'en', connected: true });
  if (!seat.ok) throw new Error(seat.message);
  const seen = new Seen({ role: 'player', playerId: seat.playerId });
  await room.attach(seen);
  return seen;
}

function judge(room: LiveRoom, seen: Seen): ReturnType<LiveRoom['judge']> {
  const { watcher } = seen;
  if (watcher.role !== 'player') throw new Error('not a player');
  const view = room.view(watcher);
  const trialId = view.phase === 'judging' && view.trial ? view.trial.trialId : 'none';
  return room.judge(watcher.playerId, { judgmentId: uuid(), trialId, pFake: 0.75, responseMs: 1, display: SHOWN });
}

describe('telling', () => {
  it('gathers what comes fast, and sends a reveal at once', async () => {
    const room = await open(roomsOn(log()));
    const wall = new Seen({ role: 'wall' });
    await room.attach(wall);
    const players: Seen[] = [];
    for (let i = 0; i < 60; i++) players.push(await sit(room, `player ${i}`));
    await room.command(null, { type: 'start' });
    await vi.advanceTimersByTimeAsync(500);
    const before = wall.views.length;
    for (const player of players.slice(0, 50)) {
      await judge(room, player);
      await vi.advanceTimersByTimeAsync(2);
    }
    await vi.advanceTimersByTimeAsync(500);
    expect(wall.view).toMatchObject({ phase: 'judging', decided: 50, of: 60 });
    expect(wall.views.length - before).toBeLessThanOrEqual(6);
    await room.command(null, { type: 'closeLot' });
    expect(players.every((player) => player.view.phase === 'reveal')).toBe(true);
  });

  it('shows nobody what is not on disk', async () => {
    const disk = log();
    disk.delayMs = 100;
    const rooms = roomsOn(disk);
    const opening = open(rooms);
    await vi.advanceTimersByTimeAsync(10);
    const room = await opening;
    const host = new Seen({ role: 'host' });
    await room.attach(host);
    const starting = room.command(null, { type: 'start' });
    await vi.advanceTimersByTimeAsync(99);
    expect(room.view({ role: 'host' }).phase).toBe('lobby');
    expect(host.views).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await starting).toMatchObject({ ok: true });
    expect(host.view.phase).toBe('judging');
  });
});

describe('a disk that refuses', () => {
  it('takes back what was decided, says so, and goes on when it can', async () => {
    const disk = log();
    const room = await open(roomsOn(disk), { seconds: null });
    const [ann, bob] = [await sit(room, 'ann'), await sit(room, 'bob')];
    await room.command(null, { type: 'start' });
    disk.fails = () => true;
    const replies = await Promise.all([judge(room, ann), judge(room, bob), room.command(null, { type: 'pause' })]);
    for (const reply of replies) refused(reply, 'server/storage');
    expect(room.view({ role: 'host' })).toMatchObject({ phase: 'judging', decided: 0, paused: false });
    expect(disk.rows).toEqual([]);
    disk.fails = () => false;
    expect(await judge(room, ann)).toMatchObject({ ok: true });
    expect(await judge(room, bob)).toMatchObject({ ok: true });
    expect(disk.rows).toHaveLength(2);
  });

  it('only delays the end of a lot', async () => {
    const disk = log();
    const room = await open(roomsOn(disk), { seconds: 5 });
    await room.command(null, { type: 'start' });
    disk.fails = () => true;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(room.state.phase).toBe('judging');
    disk.fails = () => false;
    await vi.advanceTimersByTimeAsync(1500);
    expect(room.state.phase).toBe('reveal');
  });
});

describe('presence', () => {
  it('outlives a reload, and ends some seconds after the last tab', async () => {
    const room = await open(roomsOn(log()));
    const host = new Seen({ role: 'host' });
    await room.attach(host);
    const ann = await sit(room, 'ann');
    const tab = new Seen(ann.watcher);
    await room.attach(tab);
    room.detach(ann);
    room.detach(ann);
    await vi.advanceTimersByTimeAsync(2 * GONE_AFTER_MS);
    expect(room.view(host.watcher).connected).toBe(1);
    room.detach(tab);
    await vi.advanceTimersByTimeAsync(GONE_AFTER_MS - 100);
    await room.attach(ann);
    await vi.advanceTimersByTimeAsync(2 * GONE_AFTER_MS);
    expect(room.view(host.watcher).connected).toBe(1);
    room.detach(ann);
    await vi.advanceTimersByTimeAsync(GONE_AFTER_MS + 100);
    expect(host.view.connected).toBe(0);
  });

  it('of a seat whose socket died before it was attached ends too', async () => {
    const room = await open(roomsOn(log()));
    await room.join({ nickname: 'ann', deviceId: 'device-0', language: 'en', connected: true });
    expect(room.state.players[Object.keys(room.state.players)[0]!]!.connected).toBe(true);
    await vi.advanceTimersByTimeAsync(GONE_AFTER_MS + 100);
    expect(room.view({ role: 'host' }).connected).toBe(0);
  });
});

describe('rooms', () => {
  it('come back after a kill, and wait a while for who was here', async () => {
    const disk = log();
    const first = await open(roomsOn(disk), { seconds: null });
    const [ann] = [await sit(first, 'ann'), await sit(first, 'bob')];
    await first.command(null, { type: 'start' });
    await judge(first, ann!);
    vi.clearAllTimers();
    await vi.advanceTimersByTimeAsync(30_000);
    const rooms = roomsOn(disk);
    await rooms.recover();
    const room = rooms.find(first.state.code) as LiveRoom;
    expect(room.state).toEqual({
      ...first.state,
      revision: first.state.revision + 1,
      lastAt: Date.now(),
      clock: expect.anything() as unknown,
    });
    await room.attach(new Seen(ann!.watcher));
    await vi.advanceTimersByTimeAsync(GONE_AFTER_RECOVERY_MS - 100);
    expect(room.state.phase).toBe('judging');
    await vi.advanceTimersByTimeAsync(2000);
    expect(room.state.phase).toBe('reveal');
  });

  it('that cannot be continued harm no other and keep their rows', async () => {
    const disk = log();
    const before = roomsOn(disk);
    const [good, bad] = [await open(before), await open(before)];
    await sit(bad, 'ann');
    disk.rooms.get(bad.state.roomId)!.events[0]!.event =
      '{"type":"commanded","at":0,"by":null,"command":{"type":"next"},"deal":null}';
    const warnings: string[] = [];
    const rooms = new Rooms({
      log: disk,
      gallery: new MemoryGallery(),
      observer: { ...SILENT, warn: (text) => void warnings.push(text) },
      now: Date.now,
    });
    await rooms.recover();
    expect(rooms.find(good.state.code)).toBeInstanceOf(LiveRoom);
    refused(rooms.find(bad.state.code), 'room/unknown');
    expect(warnings).toHaveLength(1);
    expect(disk.rooms.get(bad.state.roomId)!.open).toBe(true);
  });

  it('are closed after long idleness, for good', async () => {
    const disk = log();
    const rooms = roomsOn(disk);
    await rooms.recover();
    const room = await open(rooms);
    const wall = new Seen({ role: 'wall' });
    await room.attach(wall);
    await vi.advanceTimersByTimeAsync(EXPIRES_AFTER_MS + 3600_000);
    expect(wall.view).toMatchObject({ phase: 'closed', reason: 'ended' });
    expect(wall.released).toBe(true);
    refused(rooms.find(room.state.code), 'room/closed');
    expect(await disk.openRooms()).toEqual([]);
    await rooms.drain();
  });

  it('leave a snapshot when they drain, so that nothing is replayed', async () => {
    const disk = log();
    const rooms = roomsOn(disk);
    const room = await open(rooms);
    await sit(room, 'ann');
    await rooms.drain();
    const [stored] = await disk.openRooms();
    expect(stored!.events).toEqual([]);
    expect(stored!.snapshot!.sequence).toBe(room.state.revision);
    refused(await rooms.create(), 'server/draining');
  });
});
