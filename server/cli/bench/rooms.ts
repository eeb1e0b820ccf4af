import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerInfo } from '../../../shared/protocol/http.ts';
import { DATABASE } from '../../store/store.ts';
import type { BenchRow } from './row.ts';
import { playWithCrowd, type CrowdResult } from './rooms/crowd.ts';
import { audit, type Ledger } from './rooms/ledger.ts';
import { freePort, ServerProcess } from './rooms/server-process.ts';

const PLAYERS = 200;
const THINK_MS = 4000;

/**
 * 200 players in one room of a real server in a process of its own: how soon judgments are acknowledged, how soon all see
 * a reveal, and whether cutting a third of the sockets and killing the server lose or double anything.
 */
export async function run({ log }: { log(line: string): void }): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'uncanny-bench-'));
  const port = await freePort();
  const server = new ServerProcess(port, serveArguments(port, folder));
  try {
    log(`server up after ${(await server.start()).toFixed(0)} ms`);
    const dataset = await playable(server.url, log);
    const result = await playWithCrowd({ server, players: PLAYERS, settings: { dataset }, thinkMs: THINK_MS, log });
    await server.stop();
    const ledger = audit(join(folder, DATABASE), result);
    log(
      `${ledger.rows} rows on disk, ${ledger.unheard} of them not acknowledged, ${result.refused.length} refusals ${[...new Set(result.refused)].join(' ')}`,
    );
    return rowsOf(result, ledger);
  } finally {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf(result: CrowdResult, ledger: Ledger): BenchRow[] {
  const ms = (name: string, value: number, bar?: number): BenchRow =>
    bar === undefined
      ? { name, value, unit: 'ms' }
      : { name, value, unit: 'ms', against: `the bar of ${bar} ms`, ratio: value / bar };
  const count = (name: string, value: number): BenchRow => ({ name, value, unit: 'judgments' });
  return [
    { name: 'players', value: PLAYERS, unit: 'players' },
    ms('ack p50', quantile(result.ackMs, 0.5)),
    ms('ack p99', quantile(result.ackMs, 0.99), 50),
    ms('ack p99, all within 250 ms', quantile(result.burstAckMs, 0.99)),
    ms('reveal, last client after the word', Math.max(...result.revealMs), 150),
    ms('reveal, first to last client', Math.max(...result.revealSpreadMs)),
    ms('server CPU for a judgment and its telling', result.cpuMsPerJudgment),
    ms('back after cutting a third', result.backAfterCutMs),
    ms('back after SIGKILL and restart', result.backAfterKillMs),
    count('acknowledged', result.acknowledged.length),
    count('acknowledged and lost', ledger.lost),
    count('doubled', ledger.doubled),
    { name: 'points unlike their rows', value: ledger.miscounted, unit: 'players' },
  ];
}

/** Nearest rank. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}

/** `uncanny serve` as this very code, compiled or from source. */
function serveArguments(port: number, folder: string): string[] {
  const source = import.meta.url.endsWith('.ts');
  const main = new URL(`../main${source ? '.ts' : '.js'}`, import.meta.url).href;
  const args = ['serve', '--port', String(port), '--host', '127.0.0.1', '--data', folder];
  const code = `const { run } = await import(${JSON.stringify(main)}); await run(${JSON.stringify(args)});`;
  return [...(source ? ['--import', 'tsx'] : []), '--input-type=module', '--eval', code];
}

/** A data set that can be played, once the server draws and hangs nothing more, so that only the rooms are measured. */
async function playable(url: string, log: (line: string) => void): Promise<string> {
  const deadline = performance.now() + 600_000;
  for (let told = false; performance.now() < deadline;) {
    const info = (await (await fetch(`${url}api/info`)).json()) as ServerInfo;
    if (info.preparing === null) {
      const dataset = info.datasets.find(({ reals, models, playable }) => playable && reals > 0 && models > 0);
      if (!dataset)
        throw new Error('the server has no data set with a model to play; train one or put one into models/');
      return dataset.name;
    }
    if (!told) log('waiting until the server has hung its pictures');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error('the server was still preparing pictures after ten minutes');
}
