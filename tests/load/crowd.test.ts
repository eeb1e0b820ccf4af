import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { CROWD_LOTS, playWithCrowd } from '../../server/cli/bench/rooms/crowd.ts';
import { audit } from '../../server/cli/bench/rooms/ledger.ts';
import { freePort, ServerProcess } from '../../server/cli/bench/rooms/server-process.ts';
import { DATABASE } from '../../server/store/store.ts';
import { DATASET } from '../rooms/memory-ports.ts';

const PLAYERS = Number(process.env['CROWD'] ?? 24);
const folder = mkdtempSync(join(tmpdir(), 'uncanny-crowd-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a crowd', () => {
  it('loses and doubles nothing while a third is cut off and the server is killed', async () => {
    const port = await freePort();
    const script = fileURLToPath(new URL('server.ts', import.meta.url));
    const server = new ServerProcess(port, ['--import', 'tsx', script, String(port), folder]);
    await server.start();
    try {
      const log = (line: string): void => void (process.env['CROWD'] && process.stdout.write(`${line}\n`));
      const result = await playWithCrowd({
        server,
        players: PLAYERS,
        settings: { dataset: DATASET },
        thinkMs: PLAYERS > 50 ? 4000 : 600,
        log,
      });
      await server.stop();
      const ledger = audit(join(folder, DATABASE), result);
      log(
        JSON.stringify({
          ...ledger,
          reveal: result.revealMs,
          spread: result.revealSpreadMs,
          back: [result.backAfterCutMs, result.backAfterKillMs],
          cpu: result.cpuMsPerJudgment,
        }),
      );
      const sorted = [...result.ackMs].sort((a, b) => a - b);
      log(`ack p50 ${sorted[Math.floor(sorted.length / 2)]} p99 ${sorted[Math.floor(sorted.length * 0.99)]}`);
      // On a slow machine the lot may close before the last is back; nothing else may be refused.
      expect(result.refused.filter((code) => code !== 'judgment/too-late')).toEqual([]);
      expect(result.acknowledged.length + result.refused.length).toBe(PLAYERS * CROWD_LOTS);
      expect(result.acknowledged.length).toBeGreaterThanOrEqual(PLAYERS * (CROWD_LOTS - 2));
      expect(ledger).toEqual({ rows: result.acknowledged.length, lost: 0, doubled: 0, unheard: 0, miscounted: 0 });
    } finally {
      await server.kill();
    }
  }, 300_000);
});
