import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { BenchRow } from './bench/row.ts';

interface BenchModule {
  readonly run: (options: { dataDir?: string; model?: string; log: (line: string) => void }) => Promise<BenchRow[]>;
}

const folder = new URL('./bench/', import.meta.url);
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** `uncanny bench <name>`: measures, compares side by side in one run, prints ratios. */
export function register(program: Command): void {
  program
    .command('bench')
    .description('measure speed, memory and quality on this machine')
    .argument('[name]', 'which one; without it, their names')
    .option('--json', 'one JSON array on standard output')
    .option('--data-dir <folder>', 'folder with data set files')
    .option('--model <checkpoint>', 'the model that two-sample asks about')
    .action(async (name: string | undefined, options: { json?: boolean; dataDir?: string; model?: string }) => {
      const names = await benchNames();
      if (!name || !names.includes(name)) {
        process.stderr.write(
          `Expected one of ${names.join(', ')}${name ? `, found '${name}'` : ''}. Try: npm run bench ${names[0]}\n`,
        );
        process.exitCode = name ? 1 : 0;
        return;
      }
      const module = (await import(new URL(`${name}${extension}`, folder).href)) as BenchModule;
      const log = (line: string): void => void process.stderr.write(`${line}\n`);
      log(
        `${name}: ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`,
      );
      const rows = await module.run({
        ...(options.dataDir ? { dataDir: options.dataDir } : {}),
        ...(options.model ? { model: options.model } : {}),
        log,
      });
      process.stdout.write(options.json ? `${JSON.stringify(rows, null, 1)}\n` : `${table(rows)}\n`);
      process.exit(0); // native thread pools would keep the process alive
    });
}

async function benchNames(): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(fileURLToPath(folder))) {
    const name = /^([a-z-]+)\.(?:ts|js)$/.exec(entry)?.[1];
    if (!name || name === 'row') continue;
    found.push(name);
  }
  return [...new Set(found)].sort();
}

function table(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.name,
    number(row.value),
    row.unit,
    row.against === undefined ? '' : `against ${row.against}`,
    row.ratio === undefined ? '' : `ratio ${row.ratio.toFixed(2)}`,
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) =>
      row
        .map((cell, i) => (i === 1 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const number = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(4));
