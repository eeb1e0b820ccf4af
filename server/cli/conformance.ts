import type { Command } from 'commander';
import { compare, listAreas, type ConformanceResult } from '../conformance/run.ts';
import { pathsFor } from './paths.ts';

interface ConformanceCommand {
  readonly json?: boolean;
  readonly data?: string;
  readonly dataDir?: string;
}

export function register(program: Command): void {
  program
    .command('conformance')
    .description('Run every published number through the code: source, published, ours, difference')
    .argument('[areas...]', 'files of rows to run; without them, all')
    .option('--json', 'one JSON array on standard output')
    .option('--data <folder>', 'data folder with cached downloads (default: UNCANNY_DATA or ./data)')
    .option('--data-dir <folder>', 'folder that already holds data set files')
    .action(conformance);
}

async function conformance(wanted: string[], options: ConformanceCommand): Promise<void> {
  const areas = await listAreas();
  const unknown = wanted.find((name) => !areas.some(({ area }) => area === name));
  if (unknown !== undefined) {
    process.stderr.write(`Expected one of ${areas.map(({ area }) => area).join(', ')}, found '${unknown}'.\n`);
    process.exitCode = 1;
    return;
  }
  const { cacheDir } = pathsFor(options.data);
  const context = { cacheDir, ...(options.dataDir ? { dataDir: options.dataDir } : {}) };
  const chosen = areas.filter(({ area }) => wanted.length === 0 || wanted.includes(area));
  const results: ConformanceResult[] = [];
  for await (const result of compare(chosen, context)) {
    results.push(result);
    if (!options.json) process.stdout.write(`${line(result)}\n`);
  }
  const wrong = results.filter(({ agrees }) => agrees === false).length;
  const leftOut = results.filter((result) => result.leftOut !== null).length;
  if (options.json) process.stdout.write(`${JSON.stringify(results, null, 1)}\n`);
  process.stderr.write(`${results.length - wrong - leftOut} agree, ${wrong} differ, ${leftOut} left out.\n`);
  process.exit(wrong > 0 ? 1 : 0); // native thread pools would keep the process alive
}

function line(result: ConformanceResult): string {
  const { name, source, published, leftOut } = result;
  if (leftOut !== null) return `left out  ${name} [${source}]: ${leftOut}`;
  const { ours, difference, agrees, tolerance } = result;
  const digits = Math.max(0, Math.ceil(-Math.log10(tolerance)) + 2);
  const numbers = `published ${published}, ours ${ours.toFixed(Math.min(12, digits))}, difference ${difference.toExponential(1)}`;
  return `${agrees ? 'agrees  ' : 'DIFFERS '}  ${name} [${source}]: ${numbers}`;
}
