import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { JudgmentRow, RoomJudgmentsPort, RoomLogPort } from '../../server/rooms/ports.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { Device, serve, type Served } from './harness.ts';

export const logOf = (store: Store): RoomLogPort & RoomJudgmentsPort => ({
  ...store.rooms,
  judgmentsOf: (roomId) => store.judgmentsOf(roomId),
});

export interface Seated {
  readonly device: Device;
  readonly token: string;
  readonly playerId: string;
}

/** A real server on the real store for the tests of one file. */
export function useServer() {
  let folder: string;
  let store: Store;
  let running: Served;
  const devices: Device[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'uncanny-rooms-'));
    store = await openStore(folder);
    running = await serve({ log: logOf(store) });
  });
  afterEach(() => {
    for (const open of devices.splice(0)) open.close();
  });
  afterAll(async () => {
    await running.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const device = (): Device => {
    const made = new Device(running.url);
    devices.push(made);
    return made;
  };
  return {
    /** Closed after the test. */
    devices,
    device,
    served: (): Served => running,
    async seat(code: string, name: string): Promise<Seated> {
      const made = device();
      const reply = await made.join(code, name);
      if (!reply.ok) throw new Error(reply.message);
      return { device: made, token: reply.token, playerId: reply.playerId };
    },
    async rowsOf(code: string): Promise<readonly JudgmentRow[]> {
      const room = running.rooms.find(code);
      if ('ok' in room) throw new Error(room.message);
      return store.judgmentsOf(room.state.roomId);
    },
  };
}
