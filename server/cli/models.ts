import type { Command } from 'commander';
import { scoresTable } from './models/scores-table.ts';
import { listCheckpoints } from '../ml/checkpoints/registry.ts';
import type { CheckpointEntry } from '../ml/checkpoints/registry.ts';
import { pathsFor } from './paths.ts';

export function register(program: Command): void {
  program
    .command('models')
    .description('List checkpoints: those that ship and those of your runs')
    .option('--json', 'as JSON')
    .option('--markdown', 'the recorded scores as a table for a document')
    .option('--data <folder>', 'data folder (default: UNCANNY_DATA or ./data)')
    .action(async ({ json, markdown, data }: { json?: boolean; markdown?: boolean; data?: string }) => {
      const entries = await listCheckpoints(pathsFor(data), (error) => process.stderr.write(`${error.message}\n`));
      if (markdown) return void process.stdout.write(scoresTable(entries));
      process.stdout.write(json ? `${JSON.stringify(entries, null, 2)}\n` : table(entries));
    });
}

function table(entries: readonly CheckpointEntry[]): string {
  if (entries.length === 0)
    return 'There are no checkpoints yet; make one with `uncanny train vae --dataset strokes --preset classroom`.\n';
  const rows = entries.map(({ ref, id, header }) => [
    ref,
    id,
    header.generator,
    header.dataset,
    `${header.step}/${header.totalSteps}`,
    `${(header.trainedSeconds / 60).toFixed(1)} min`,
    quality(header),
  ]);
  const all = [['name', 'id', 'model', 'data set', 'step', 'trained', 'score'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function quality({ scores, losses }: CheckpointEntry['header']): string {
  if (scores) return `FD ${scores.frechet.value.toFixed(1)} (n ${scores.frechet.n}, floor ${scores.floor.toFixed(1)})`;
  const accuracy = losses['testAccuracy'];
  return accuracy === undefined ? '' : `${(100 * accuracy).toFixed(2)} % right`;
}
