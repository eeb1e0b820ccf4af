import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../server/store/store.ts';
import { freshFolder } from './sample.ts';

/** Runs the appender until it acknowledged `count` judgments, kills it, and gives all ids it printed. */
async function appendAndKill(folder: string, count: number): Promise<string[]> {
  const script = fileURLToPath(new URL('./appender.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (text.split('\n').length > count) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return text.split('\n').slice(1, -1); // after 'ready'; the last line may be cut
}

describe('a killed process', () => {
  it('loses no acknowledged judgment, doubles none, leaves no lock, and its rooms go on', async () => {
    const folder = freshFolder();
    const acknowledged = await appendAndKill(folder, 400);
    expect(acknowledged.length).toBeGreaterThanOrEqual(399);

    const store = await openStore(folder);
    const ids = (await store.judgmentsOf('room')).map((row) => row.judgmentId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);

    const [room] = await store.rooms.openRooms();
    expect(room!.events.map((event) => event.sequence)).toEqual(ids.map((_, i) => i + 1));
    await store.rooms.append({ roomId: 'room', sequence: ids.length + 1, event: {}, judgments: [] });
    await store.close();
  });
});
