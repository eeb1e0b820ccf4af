import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import type { ServerInfo } from '../../shared/protocol/http.ts';
import { startServer } from '../main.ts';
import { CrowdError, pause, playGame } from './crowd/game.ts';
import { characterOf, simulatedMind } from './crowd/mind.ts';
import { numberFrom, wholeNumber } from './parts/options.ts';
import { pathsFor, projectRoot } from './paths.ts';

export interface DemoOptions {
  readonly rooms: number;
  readonly players: number;
  readonly lots: number;
  readonly dataset: string;
  readonly seed: number;
  /** Longest time before a decision, ms. */
  readonly think: number;
}

interface DemoArguments extends DemoOptions {
  readonly url?: string;
  readonly port: number;
  readonly data?: string;
  readonly dataDir?: string;
}

/** `uncanny demo-crowd`: whole games by simulated players, so that there is a board to look at. */
export function register(program: Command): void {
  program
    .command('demo-crowd')
    .description('simulated players play whole games through real sockets; their judgments are marked as simulated')
    .option('--url <address>', 'a server that runs; without it one is started on a fresh folder and goes on running')
    .option('--rooms <n>', 'games, of one picture for all and of own pictures in turn', numberFrom(1), 3)
    .option('--players <n>', 'players in each', numberFrom(1), 30)
    .option('--lots <n>', 'pictures for each player', numberFrom(2), 12)
    .option('--dataset <name>', 'pictures to judge', 'strokes')
    .option('--seed <n>', 'of the players', wholeNumber, 0)
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
  { rooms, players, lots, dataset, seed, think }: DemoOptions,
  say: (line: string) => void,
): Promise<{ readonly judgments: number; readonly codes: readonly string[] }> {
  await playable(url, dataset, say);
  say(`${rooms} rooms of ${players} simulated players, ${lots} pictures each, on ${dataset}.`);
  const codes: string[] = [];
  let judgments = 0;
  const waiting = Array.from({ length: rooms }, (_, room) => room);
  const play = async (): Promise<void> => {
    for (let room = waiting.shift(); room !== undefined; room = waiting.shift()) {
      const number = room;
      const result = await playGame({
        url,
        settings: { dataset, lots, dealing: number % 2 === 0 ? 'same' : 'own' },
        players: Array.from({ length: players }, (_, i) => ({
          nickname: `crowd ${String(i + 1).padStart(2, '0')}`,
          mind: simulatedMind(characterOf(seed, number, i), think, seed, number, i),
        })),
      });
      codes.push(result.code);
      judgments += result.judgments;
      const refused =
        result.refused.length > 0 ? `, ${result.refused.length} refused (${result.refused[0]!.code})` : '';
      say(`Room ${result.code}: ${result.judgments} judgments${refused}.`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, rooms) }, play));
  return { judgments, codes };
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
