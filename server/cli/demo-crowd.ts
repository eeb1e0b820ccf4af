import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import type { ServerInfo } from '../../shared/protocol/http.ts';
import { startServer } from '../main.ts';
import { CrowdError, pause, playGame, type GameResult } from './crowd/game.ts';
import { gamesOfSnapshots, programmeOf, type CrowdSize, type PlannedGame } from './crowd/programme.ts';
import { startTraining } from './crowd/snapshots.ts';
import { numberFrom, wholeNumber } from './parts/options.ts';
import { pathsFor, projectRoot } from './paths.ts';

export interface DemoOptions extends CrowdSize {
  /** In each room. */
  readonly players: number;
  /** Also trains a small model and judges its snapshots. */
  readonly training: boolean;
}

interface DemoArguments extends DemoOptions {
  readonly url?: string;
  readonly port: number;
  readonly data?: string;
  readonly dataDir?: string;
}

/** `uncanny demo-crowd`: whole games of every mode by simulated players, and a training that they judge, so that there is a board to look at. */
export function register(program: Command): void {
  program
    .command('demo-crowd')
    .description('simulated players play whole games through real sockets; their judgments are marked as simulated')
    .option('--url <address>', 'a server that runs; without it one is started on a fresh folder and goes on running')
    .option('--rooms <n>', 'games of each mode, of one picture for all and of own pictures in turn', numberFrom(1), 4)
    .option('--players <n>', 'players in each', numberFrom(1), 30)
    .option('--lots <n>', 'pictures or walls for each player', numberFrom(2), 15)
    .option('--dataset <name>', 'pictures to judge', 'strokes')
    .option('--seed <n>', 'of the players and of the training', wholeNumber, 0)
    .option('--no-training', 'train nothing, so that there are no snapshots to judge')
    .option('--think <ms>', 'longest time before a decision', wholeNumber, 500)
    .option('--port <number>', 'of the server that is started; 0 takes any free one', wholeNumber, 0)
    .option('--data <folder>', 'of the server that is started; without it a new temporary one')
    .option('--data-dir <folder>', 'folder that already holds data set files, for the server that is started')
    .action(demo);
}

async function demo(options: DemoArguments): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const url = options.url === undefined ? await ownServer(options, say) : addressOf(options.url);
  await playCrowd(url, options, say);
  say(`The board: ${url}board?dataset=${encodeURIComponent(options.dataset)}&players=simulated`);
  say(
    "Every judgment was made by a program that looks at pixels, not by a person; the rows say so (input = 'program') and the board keeps them apart.",
  );
  if (options.url === undefined) say('The server goes on; Ctrl-C stops it.');
}

/** Plays all the games, at most four at a time. @param url ends with a slash @throws CrowdError in one sentence */
export async function playCrowd(
  url: string,
  options: DemoOptions,
  say: (line: string) => void,
): Promise<{ readonly judgments: number; readonly codes: readonly string[] }> {
  const { rooms, players, lots, dataset, seed } = options;
  await playable(url, dataset, say);
  const training = options.training ? await startTraining(url, dataset, seed) : null;
  if (training && 'ok' in training) say(`No training to judge: ${training.message}`);
  say(`${rooms} rooms of each mode, ${players} simulated players in each, ${lots} lots, on ${dataset}.`);
  const played = [...(await playAll(programmeOf(options), url, players, say))];
  if (training && !('ok' in training)) {
    say(`Waiting for the training ${training.id}, whose snapshots are judged next.`);
    const snapshots = await training.snapshots();
    say(`${rooms} rooms on its ${snapshots.length} snapshots.`);
    if (snapshots.length > 0) played.push(...(await playAll(gamesOfSnapshots(snapshots, options), url, players, say)));
  }
  return {
    judgments: played.reduce((sum, { judgments }) => sum + judgments, 0),
    codes: played.map(({ code }) => code),
  };
}

/**
 * Seconds of training between snapshots on a server of the crowd's own. A class sees one in twenty, by when a Boltzmann machine
 * writes nearly as well as it ever will, and there would be no learning to see.
 */
const SNAPSHOT_SECONDS = 2;

/** Rooms that are open at once. */
const AT_ONCE = 4;

async function playAll(
  games: readonly PlannedGame[],
  url: string,
  players: number,
  say: (line: string) => void,
): Promise<readonly GameResult[]> {
  const waiting = [...games];
  const results: GameResult[] = [];
  const play = async (): Promise<void> => {
    for (let game = waiting.shift(); game !== undefined; game = waiting.shift()) {
      const { mode, settings, mindOf } = game;
      const result = await playGame({
        url,
        settings,
        players: Array.from({ length: players }, (_, i) => ({
          nickname: `crowd ${String(i + 1).padStart(2, '0')}`,
          mind: mindOf(i),
        })),
      });
      results.push(result);
      const { code, judgments, refused } = result;
      const not = refused.length > 0 ? `, ${refused.length} refused (${refused[0]!.code})` : '';
      say(`Room ${code}, ${mode}: ${judgments} judgments${not}.`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, games.length) }, play));
  return results;
}

/** Waits until a data set can be played. @throws CrowdError where it never will */
async function playable(url: string, name: string, say: (line: string) => void): Promise<void> {
  const deadline = performance.now() + 600_000;
  for (let told = false; ; told = true) {
    const info = await about(url);
    const dataset = info.datasets.find((each) => each.name === name);
    if (!dataset)
      throw new CrowdError(
        `The server at ${url} has no data set "${name}"; choose one of ${info.datasets.map((each) => each.name).join(', ')}.`,
      );
    if (dataset.playable && info.preparing === null) return;
    if (info.preparing === null || performance.now() > deadline)
      throw new CrowdError(
        `The pictures of "${name}" can't be played: ${dataset.reals} genuine ones and ${dataset.models} models are there; fetch the data set and train a model first, or play strokes.`,
      );
    if (!told) say(info.preparing.en);
    await pause(500);
  }
}

async function about(url: string): Promise<ServerInfo> {
  try {
    return (await (await fetch(`${url}api/info`)).json()) as ServerInfo;
  } catch {
    throw new CrowdError(
      `No server of this game answers at ${url}; start one with \`uncanny serve\`, or leave --url out.`,
    );
  }
}

function addressOf(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new CrowdError(`An address such as http://localhost:3000 is expected after --url but "${text}" came.`);
  return text.endsWith('/') ? text : `${text}/`;
}

async function ownServer(options: DemoArguments, say: (line: string) => void): Promise<string> {
  const dataDir = options.data ?? mkdtempSync(path.join(tmpdir(), 'uncanny-crowd-'));
  const server = await startServer({
    port: options.port,
    host: '127.0.0.1',
    basePath: '/',
    trustProxy: false,
    dataDir: path.resolve(dataDir),
    modelsDir: pathsFor().modelsDir,
    suppliedDir: options.dataDir ? path.resolve(options.dataDir) : null,
    clientDir: path.join(projectRoot(), 'dist', 'client'),
    snapshotSeconds: SNAPSHOT_SECONDS,
    logLevel: process.env['LOG_LEVEL'] ?? 'warn',
    say,
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    void server.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const url = `http://localhost:${server.port}/`;
  say(`A server on the data folder ${dataDir}: ${url}`);
  return url;
}
