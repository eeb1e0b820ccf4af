import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { writeAtomic } from '../ml/checkpoints/atomic.ts';
import { writePool } from '../ml/checkpoints/pool.ts';
import { findCheckpoint } from '../ml/checkpoints/registry.ts';
import { loadDataset } from '../ml/datasets/index.ts';
import { PromptError } from '../ml/generator.ts';
import type { Samples } from '../ml/generator.ts';
import { findGenerator } from '../ml/generators/index.ts';
import { openGenerator } from '../ml/generators/open.ts';
import type { OpenGenerator } from '../ml/generators/open.ts';
import { nearestTraining } from '../ml/training/nearest.ts';
import { encodeNpy } from './parts/npy.ts';
import { collect, wholeNumber } from './parts/options.ts';
import { writeGrid } from './parts/pictures.ts';
import { pathsFor } from './paths.ts';

interface SampleOptions {
  readonly n: number;
  readonly seed: number;
  readonly first: number;
  readonly out: string;
  readonly class?: number;
  readonly prompt?: string;
  readonly set?: Record<string, string>;
  readonly data?: string;
  readonly dataDir?: string;
  readonly offline?: boolean;
}

export function register(program: Command): void {
  program
    .command('sample')
    .description('Draw pictures from a checkpoint')
    .argument('<checkpoint>', 'a name such as mnist/vae, an id, or a path (`uncanny models` lists them)')
    .requiredOption('--out <file>', 'samples.npy, pool.safetensors.br, grid.png, or a folder for one PNG each')
    .option('--n <count>', 'number of pictures', wholeNumber, 100)
    .option('--seed <n>', 'seed; picture i depends on the checkpoint, the seed and i alone', wholeNumber, 1)
    .option('--first <i>', 'index of the first picture', wholeNumber, 0)
    .option('--class <k>', 'one class for all', wholeNumber)
    .option('--prompt <words>', 'what to draw, in English or Korean, where the model reads words')
    .option('--set <key=value>', 'change a setting that matters when sampling, e.g. guidance=1 (repeatable)', collect)
    .option('--data <folder>', 'data folder: runs and downloads (default: UNCANNY_DATA or ./data)')
    .option('--data-dir <folder>', "folder that already holds the data set (for a pool's nearest training images)")
    .option('--offline', 'never touch the network')
    .action(sample);
}

async function sample(ref: string, options: SampleOptions): Promise<void> {
  const paths = pathsFor(options.data);
  const entry = await findCheckpoint(ref, paths);
  if (options.prompt !== undefined && !(await findGenerator(entry.header.generator)).prompts)
    throw new PromptError(`${entry.ref} reads no words; leave out --prompt, or ask for a class with --class.`);
  const opened = await openGenerator(entry.path, options.set);
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: '{bar} {value}/{total} | {eta} s left', stream: process.stderr })
    : null;
  bar?.start(options.n, 0);
  const { n, seed, first, class: label, prompt } = options;
  let samples: Samples;
  try {
    samples = await opened.generator.sample({
      n,
      seed,
      firstIndex: first,
      label,
      prompt,
      onProgress: (done) => bar?.update(done),
    });
  } finally {
    bar?.stop();
  }
  await write(samples, opened, options);
  opened.generator.dispose();
  process.stdout.write(`${n} pictures of ${entry.ref} (${opened.id}) in ${options.out}\n`);
}

async function write(
  { images, labels }: Samples,
  { header, id }: OpenGenerator,
  options: SampleOptions,
): Promise<void> {
  const { height, width, channels } = header.shape;
  const { n, seed, first: firstIndex, out } = options;
  if (out.endsWith('.npy')) return writeAtomic(out, encodeNpy(images, [n, height, width, channels]));
  if (out.endsWith('.png')) return writeGrid(out, { images, n, height, width, channels }, Math.ceil(Math.sqrt(n)));
  if (out.endsWith('.safetensors.br')) {
    const { cacheDir } = pathsFor(options.data);
    const dataset = await loadDataset(header.dataset, { cacheDir, dataDir: options.dataDir, offline: options.offline });
    const nearestTrain = dataset.hash === header.datasetHash ? await nearestTraining(images, dataset.train) : null;
    if (!nearestTrain)
      process.stderr.write(
        `The data set here is not the one ${id} was trained on: nearest training images are left out.\n`,
      );
    return writePool(out, {
      checkpointId: id,
      seed,
      firstIndex,
      height,
      width,
      channels,
      images,
      labels,
      nearestTrain,
    });
  }
  await mkdir(out, { recursive: true });
  const size = height * width * channels;
  for (let i = 0; i < n; i++) {
    const name = `${String(firstIndex + i).padStart(6, '0')}${labels ? `-class${labels[i]}` : ''}.png`;
    await writeGrid(
      path.join(out, name),
      { images: images.subarray(i * size, (i + 1) * size), n: 1, height, width, channels },
      1,
    );
  }
}
