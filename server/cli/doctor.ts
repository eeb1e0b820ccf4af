import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Command } from 'commander';
import { pathsFor, type Paths } from './paths.ts';

/** What one look found: `bad` stops the main job, `note` costs something, `good` is as it should be. */
interface Finding {
  readonly state: 'good' | 'note' | 'bad';
  readonly what: string;
  readonly sentence: string;
}

/** Free space below which a class could fill the disk in one lesson of training. Bytes. */
const LOW_SPACE = 1024 ** 3;

/** `uncanny doctor`: looks at everything the program needs and says in one sentence each what is wrong and what to do. */
export function register(program: Command): void {
  program
    .command('doctor')
    .description('look at this machine and say what would go wrong, and what to do')
    .option('--port <number>', 'port to look at', '3000')
    .option('--data <folder>', 'data folder (default: UNCANNY_DATA or ./data)')
    .option('--data-dir <folder>', 'folder with data set files')
    .option('--json', 'one JSON array on standard output')
    .action(async (options: { port: string; data?: string; dataDir?: string; json?: boolean }) => {
      const paths = pathsFor(options.data);
      const findings: Finding[] = [
        nodeVersion(),
        ...folder(paths),
        await port(Number(options.port)),
        await sqlite(),
        await engine(),
        ...(await models(paths)),
        ...(await datasets(paths, options.dataDir)),
      ];
      if (options.json) process.stdout.write(`${JSON.stringify(findings, null, 1)}\n`);
      else
        for (const { state, what, sentence } of findings)
          process.stdout.write(`${MARK[state]}  ${what.padEnd(12)}  ${sentence}\n`);
      process.exit(findings.some((finding) => finding.state === 'bad') ? 1 : 0); // native thread pools would keep the process alive
    });
}

const MARK = { good: 'ok  ', note: 'note', bad: 'BAD ' } as const;

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = major > 20 || (major === 20 && minor >= 19);
  return {
    state: fits ? 'good' : 'bad',
    what: 'Node',
    sentence: fits
      ? `${process.versions.node}`
      : `20.19 or newer is needed, this is ${process.versions.node}; install a newer one.`,
  };
}

function folder({ dataDir }: Paths): Finding[] {
  const probe = path.join(dataDir, `.doctor-${process.pid}`);
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(probe, 'can be written');
    rmSync(probe);
  } catch (error) {
    return [
      {
        state: 'bad',
        what: 'data folder',
        sentence: `${dataDir} can't be written (${message(error)}); choose another with --data.`,
      },
    ];
  }
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const gigabytes = `${(free / 1024 ** 3).toFixed(1)} GB free`;
  return [
    { state: 'good', what: 'data folder', sentence: dataDir },
    free < LOW_SPACE
      ? {
          state: 'note',
          what: 'disk',
          sentence: `Only ${gigabytes} for ${dataDir}; training keeps checkpoints there, make some room.`,
        }
      : { state: 'good', what: 'disk', sentence: gigabytes },
  ];
}

function port(number: number): Promise<Finding> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) =>
      resolve({
        state: 'note',
        what: 'port',
        sentence: `Port ${number} can't be had (${message(error)}); stop what uses it or serve with --port.`,
      }),
    );
    server.listen(number, () =>
      server.close(() => resolve({ state: 'good', what: 'port', sentence: `${number} is free` })),
    );
  });
}

async function sqlite(): Promise<Finding> {
  try {
    const { default: Sqlite } = await import('better-sqlite3');
    const database = new Sqlite(':memory:');
    const version = database.prepare('select sqlite_version()').pluck().get() as string;
    database.close();
    return { state: 'good', what: 'SQLite', sentence: version };
  } catch (error) {
    return {
      state: 'bad',
      what: 'SQLite',
      sentence: `Its module does not load (${message(error)}); delete node_modules and start again with a C++ toolchain present.`,
    };
  }
}

async function engine(): Promise<Finding> {
  const { startEngine } = await import('../ml/engine/index.ts');
  const lines: string[] = [];
  const { backendName } = await startEngine({ log: (line) => lines.push(line) });
  return backendName === 'native'
    ? { state: 'good', what: 'engine', sentence: 'native: training runs at full speed' }
    : {
        state: 'note',
        what: 'engine',
        sentence: lines.join(' ') || `Training runs on the slower ${backendName} backend.`,
      };
}

async function models(paths: Paths): Promise<Finding[]> {
  const { listCheckpoints } = await import('../ml/checkpoints/registry.ts');
  const entries = await listCheckpoints(paths);
  const shipped = entries.filter((entry) => entry.run === null && entry.header.kind === 'generator');
  if (shipped.length === 0) {
    return [
      {
        state: 'bad',
        what: 'models',
        sentence: `No shipped model in ${paths.modelsDir}; the checkout is not whole, clone it again.`,
      },
    ];
  }
  return [
    {
      state: 'good',
      what: 'models',
      sentence: shipped
        .map(({ header }) => `${header.dataset}/${header.generator}`)
        .sort()
        .join(', '),
    },
  ];
}

async function datasets(paths: Paths, dataDir: string | undefined): Promise<Finding[]> {
  const { listDatasets } = await import('../ml/datasets/index.ts');
  const found: Finding[] = [];
  for (const plugin of await listDatasets()) {
    if (plugin.name === 'folder') continue; // has nothing of its own to look for
    const available = await plugin.isAvailable({ cacheDir: paths.cacheDir, ...(dataDir ? { dataDir } : {}) });
    found.push({
      state: available ? 'good' : 'note',
      what: plugin.name,
      sentence: available
        ? 'here'
        : 'Not here yet; it is fetched when somebody asks for it, or put its files into a folder and name that with --data-dir.',
    });
  }
  return found;
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));
