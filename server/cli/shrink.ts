import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { readCheckpoint, writeCheckpoint } from '../ml/checkpoints/checkpoint-file.ts';
import { findCheckpoint } from '../ml/checkpoints/registry.ts';
import { shrunk } from '../ml/checkpoints/shrink.ts';
import { pathsFor } from './paths.ts';

export function register(program: Command): void {
  program
    .command('shrink')
    .description("Round a network's weights to half precision: half the file, another model")
    .argument('<checkpoint>', 'a name such as mnist/vae, an id, or a path (`uncanny models` lists them)')
    .requiredOption('--out <file>', 'where the smaller checkpoint is written')
    .option('--data <folder>', 'data folder with runs (default: UNCANNY_DATA or ./data)')
    .action(shrink);
}

async function shrink(ref: string, options: { readonly out: string; readonly data?: string }): Promise<void> {
  const { path } = await findCheckpoint(ref, pathsFor(options.data));
  const checkpoint = await readCheckpoint(path);
  const { header, tensors } = shrunk(checkpoint.header, checkpoint.tensors);
  const { id } = await writeCheckpoint(options.out, header, tensors);
  const [before, after] = [(await stat(path)).size, (await stat(options.out)).size];
  process.stdout.write(
    `${options.out}: ${id}, ${after} bytes where ${checkpoint.id} has ${before}. Score it with \`uncanny evaluate ${options.out} --record\`.\n`,
  );
}
