import path from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { startServer } from '../main.ts';
import { pathsFor, projectRoot } from './paths.ts';

interface ServeArguments {
  readonly port: number;
  readonly host: string;
  readonly data?: string;
  readonly dataDir?: string;
  readonly basePath: string;
  readonly trustProxy?: boolean;
}

/** `uncanny serve`: the game, until it is told to stop. */
export function register(program: Command): void {
  program
    .command('serve')
    .description('serve the game to this machine and its network')
    .option('--port <number>', 'port to listen on (or PORT)', portNumber, portNumber(process.env['PORT'] ?? '3000'))
    .option('--host <address>', 'address to listen on; 127.0.0.1 keeps it to this machine', '0.0.0.0')
    .option('--data <folder>', 'where rooms, judgments and runs are kept (default: UNCANNY_DATA or ./data)')
    .option('--data-dir <folder>', 'folder that already holds data set files, looked at before any download')
    .option('--base-path <path>', 'path under which a proxy serves this, such as /uncanny/', '/')
    .option('--trust-proxy', 'take addresses of clients from X-Forwarded-For; only behind a proxy that sets it')
    .action(serve);
}

async function serve(options: ServeArguments): Promise<void> {
  const began = performance.now();
  const root = projectRoot();
  const paths = pathsFor(options.data);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const server = await startServer({
    port: options.port,
    host: options.host,
    basePath: `/${options.basePath.split('/').filter(Boolean).join('/')}/`.replace('//', '/'),
    trustProxy: options.trustProxy ?? false,
    dataDir: paths.dataDir,
    modelsDir: paths.modelsDir,
    suppliedDir: options.dataDir ? path.resolve(options.dataDir) : null,
    clientDir: path.join(root, 'dist', 'client'),
    logLevel: process.env['LOG_LEVEL'] ?? 'warn',
    say,
  });
  say('');
  say(`Uncanny is ready after ${((performance.now() - began) / 1000).toFixed(1)} s. Open one of these:`);
  for (const address of server.addresses) say(`  ${address}`);
  say('Phones in the same network take the first. Ctrl-C stops; open rooms go on at the next start.');
  if (!options.dataDir && !(await server.hasPictures('mnist'))) {
    say(
      'Playing on strokes, the built-in hand; MNIST and its kin can be fetched on the host page, or named with --data-dir.',
    );
  }
  stopOnSignal(async () => {
    say('Stopping: everybody is told, everything is on disk, rooms go on at the next start.');
    await server.stop();
  });
}

/** The first signal stops in good order, the second at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

function portNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) {
    throw new InvalidArgumentError(`A port from 0 (any free one) to 65535 is expected, found '${text}'.`);
  }
  return value;
}
