import type { RoomSettings } from '../../../../shared/domain/room.ts';
import { pause, startGame, until } from '../../crowd/game.ts';
import { guessing, Host, Player } from '../../crowd/player.ts';
import type { ServerProcess } from './server-process.ts';

export interface CrowdOptions {
  readonly server: ServerProcess;
  readonly players: number;
  readonly settings: Partial<RoomSettings>;
  /** Judgments of a quiet lot fall evenly into so many milliseconds. */
  readonly thinkMs: number;
  readonly log: (line: string) => void;
}

export interface CrowdResult {
  /** Milliseconds from sending a judgment to its answer: an ordinary lot, and all at once. */
  readonly ackMs: readonly number[];
  readonly burstAckMs: readonly number[];
  /** For each ordinary lot: from the host's word to the last client's reveal, and from the first client's to the last's. */
  readonly revealMs: readonly number[];
  readonly revealSpreadMs: readonly number[];
  /** From the cut of a third to all of them back; from starting the server again to all back. */
  readonly backAfterCutMs: number;
  readonly backAfterKillMs: number;
  /** Processor time of the server for one judgment of an ordinary lot, with all the telling that follows. Milliseconds. */
  readonly cpuMsPerJudgment: number;
  readonly refused: readonly string[];
  readonly acknowledged: readonly {
    readonly playerId: string;
    readonly judgmentId: string;
    readonly trialId: string;
  }[];
  /** Points that each player's last view claims. */
  readonly points: ReadonlyMap<string, number>;
}

const QUIET_LOTS = 4;
/** Quiet lots, one with everybody at once, one with a cut, one with a kill. */
export const CROWD_LOTS = QUIET_LOTS + 3;

/** One room, many players, a whole game with a cut and a kill in it. */
export async function playWithCrowd({
  server,
  players: count,
  settings,
  thinkMs,
  log,
}: CrowdOptions): Promise<CrowdResult> {
  const made = await fetch(`${server.url}api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ settings: { ...settings, lots: CROWD_LOTS, seconds: 300, autoNextSeconds: null } }),
  });
  const { code, hostSecret } = (await made.json()) as { code: string; hostSecret: string };
  const host = new Host(server.url, code, hostSecret);
  let within = thinkMs;
  const players: Player[] = [];
  for (let i = 0; i < count; i++) {
    players.push(
      new Player(
        server.url,
        code,
        `player ${i}`,
        guessing(() => Math.random() * within),
      ),
    );
    if (i % 20 === 19) await pause(50);
  }
  await until('everybody is seated', () => host.here && players.every((player) => player.here));
  log(`${count} players are seated in ${code}`);
  await startGame(host);

  const revealMs: number[] = [];
  const revealSpreadMs: number[] = [];
  const cpuBefore = await cpuMs(server);
  for (let lot = 1; lot <= QUIET_LOTS; lot++) {
    await judged(players, lot);
    // The lot closes by itself after the grace; the host's word comes first.
    const said = performance.now();
    await host.command({ type: 'closeLot' });
    await until(`lot ${lot} is revealed`, () => players.every(({ revealedAt }) => revealedAt.has(lot)));
    const at = players.map(({ revealedAt }) => revealedAt.get(lot)!);
    revealMs.push(Math.max(...at) - said);
    revealSpreadMs.push(Math.max(...at) - Math.min(...at));
    await next(host, players, lot + 1, () => (within = lot === QUIET_LOTS ? 250 : thinkMs));
  }

  const cpuMsPerJudgment = ((await cpuMs(server)) - cpuBefore) / (QUIET_LOTS * count);
  let lot = QUIET_LOTS + 1;
  await judged(players, lot);
  await revealed(players, lot);

  within = thinkMs;
  await next(host, players, ++lot, () => undefined);
  await pause(thinkMs / 3);
  const cutAt = performance.now();
  const cut = players.filter(() => Math.random() < 1 / 3);
  for (const player of cut) player.cut();
  await until('the cut are back', () => cut.every((player) => player.here));
  const backAfterCutMs = performance.now() - cutAt;
  log(`${cut.length} of ${count} sockets were cut; all back after ${backAfterCutMs.toFixed(0)} ms`);
  await judged(players, lot);
  await revealed(players, lot);

  await next(host, players, ++lot, () => undefined);
  await pause(thinkMs / 3);
  await server.kill();
  const before = players.filter(({ acknowledged }) => acknowledged.length >= lot).length;
  const startMs = await server.start();
  const startedAt = performance.now();
  await until('everybody is back', () => host.here && players.every((player) => player.here));
  const backAfterKillMs = performance.now() - startedAt;
  log(
    `killed with ${before} of ${count} judgments of the lot acknowledged; up after ${startMs.toFixed(0)} ms, all back ${backAfterKillMs.toFixed(0)} ms later`,
  );
  await judged(players, lot);
  await revealed(players, lot);
  await host.command({ type: 'end' });
  await until('the podium', () => players.every(({ view }) => view?.phase === 'podium'));

  const ackMs = (from: number, to: number): number[] =>
    players.flatMap(({ acknowledged }) => acknowledged.slice(from, to).flatMap(({ ms }) => ms ?? []));
  const result: CrowdResult = {
    ackMs: ackMs(0, QUIET_LOTS),
    burstAckMs: ackMs(QUIET_LOTS, QUIET_LOTS + 1),
    revealMs,
    revealSpreadMs,
    backAfterCutMs,
    backAfterKillMs,
    cpuMsPerJudgment,
    refused: players.flatMap(({ refused }) => refused.map(({ code: why }) => why)),
    acknowledged: players.flatMap(({ playerId, acknowledged }) =>
      acknowledged.map(({ judgmentId, trialId }) => ({ playerId, judgmentId, trialId })),
    ),
    points: new Map(
      players.map(({ playerId, view }) => [playerId, view?.viewer.role === 'player' ? view.viewer.points : NaN]),
    ),
  };
  for (const player of players) player.close();
  host.close();
  return result;
}

/** Processor time that the server has used so far, from its own metrics. */
async function cpuMs(server: ServerProcess): Promise<number> {
  const text = await (await fetch(`${server.url}metrics`)).text();
  return 1000 * Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
}

const judged = (players: readonly Player[], lot: number): Promise<void> =>
  until(`everybody has judged lot ${lot}`, () =>
    players.every((player) => player.acknowledged.length + player.refused.length >= lot && !player.waiting),
  );

const revealed = (players: readonly Player[], lot: number): Promise<void> =>
  until(`lot ${lot} is revealed`, () => players.every(({ view }) => view?.phase === 'reveal' && view.lot === lot));

async function next(host: Host, players: readonly Player[], lot: number, before: () => void): Promise<void> {
  before();
  await host.command({ type: 'next' });
  await until(`lot ${lot} is open`, () => players.every(({ view }) => view && 'lot' in view && view.lot === lot));
}
