import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { SingleBar } from 'cli-progress';
import { Option } from 'commander';
import type { Command } from 'commander';
import { findCheckpoint } from '../ml/checkpoints/registry.ts';
import { loadDataset } from '../ml/datasets/index.ts';
import { CheckpointError, type PresetName } from '../ml/generator.ts';
import { trainRun } from '../ml/training/run.ts';
import type { TrainEvent } from '../ml/training/run.ts';
import { lastRunFolder, newRunFolder } from '../ml/training/runs.ts';
import { pathsFor, type Paths } from './paths.ts';
import { collect, wholeNumber } from './parts/options.ts';
import { writeGrid } from './parts/pictures.ts';

interface TrainOptions {
  readonly dataset: string;
  readonly preset: PresetName;
  readonly seed: number;
  readonly resume?: boolean;
  readonly from?: string;
  readonly set?: Record<string, string>;
  readonly dataDir?: string;
  readonly data?: string;
  readonly out?: string;
  readonly ship?: boolean;
  readonly snapshots: number;
  readonly offline?: boolean;
}

export function register(program: Command): void {
  program
    .command('train')
    .description('Train a generator, or the classifier whose features judge generators')
    .argument('<generator>', 'name of a generator, or "classifier"')
    .requiredOption('--dataset <name>', 'data set to learn')
    .addOption(
      new Option('--preset <name>', 'classroom: minutes; full: as good as what ships')
        .choices(['classroom', 'full'])
        .default('full'),
    )
    .option('--seed <n>', 'seed of everything random', wholeNumber, 0)
    .option(
      '--resume',
      'continue the last run of this kind exactly where it stopped, with --set changing settings from there on',
    )
    .addOption(
      new Option(
        '--from <checkpoint>',
        'begin a run where a model stands (mnist/diffusion, an id, a path), with --set giving it more steps; of it only the weights are known',
      ).conflicts('resume'),
    )
    .option('--set <key=value>', 'change one setting of the preset (repeatable)', collect)
    .option('--data-dir <folder>', 'folder that already holds the data set (for "folder": the images)')
    .option('--data <folder>', 'data folder: runs and downloads (default: UNCANNY_DATA or ./data)')
    .option('--out <folder>', 'folder of this run (default: <data>/runs/<data set>-<generator>-s<seed>-<n>)')
    .option('--ship', 'also put the finished model into models/')
    .option('--snapshots <seconds>', 'seconds between snapshots', wholeNumber, 60)
    .option('--offline', 'never touch the network')
    .action(train);
}

async function train(generator: string, options: TrainOptions): Promise<void> {
  const paths = pathsFor(options.data);
  const stop = new AbortController();
  process.once('SIGINT', () => {
    process.stderr.write('\nStopping after this step and keeping a checkpoint; Ctrl-C again quits at once.\n');
    stop.abort();
    process.once('SIGINT', () => process.exit(130));
  });
  const dataset = await loadDataset(options.dataset, {
    cacheDir: paths.cacheDir,
    dataDir: options.dataDir,
    offline: options.offline,
    signal: stop.signal,
  });
  const folderOf = options.resume ? lastRunFolder : newRunFolder;
  const outDir = options.out ?? (await folderOf(paths.runsDir, dataset.name, generator, options.seed));
  process.stdout.write(
    `${options.resume ? 'Continuing' : 'Training'} ${generator} on ${dataset.name} (${dataset.train.n} images) in ${outDir}\n`,
  );
  if (options.from) await beginFrom(options.from, generator, outDir, paths);
  const display = new Display(outDir);
  let last: Extract<TrainEvent, { type: 'checkpoint' }> | null = null;
  try {
    for await (const event of trainRun({
      generator,
      dataset,
      preset: options.preset,
      overrides: options.set ?? {},
      seed: options.seed,
      outDir,
      resume: options.resume ?? options.from !== undefined,
      signal: stop.signal,
      snapshotSeconds: options.snapshots,
    })) {
      await display.show(event);
      if (event.type === 'checkpoint') last = event;
    }
  } finally {
    display.stop();
  }
  if (!last) return void process.stdout.write('Nothing left to train: the run had reached its end.\n');
  const { header, id } = last;
  process.stdout.write(
    `${header.step === header.totalSteps ? 'Finished' : 'Stopped'} at step ${header.step} of ${header.totalSteps}: ${last.path} (${id})\n`,
  );
  if (options.ship && header.step === header.totalSteps) {
    const target = path.join(paths.modelsDir, dataset.name, `${generator}.safetensors`);
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(last.path, target);
    process.stdout.write(`Shipped as ${target}\n`);
  }
  // Whoever aborted wants a status that says so.
  if (stop.signal.aborted) process.exitCode = 130;
}

/** Lays a checkpoint into a run's folder as what to resume from. @throws CheckpointError where it is another generator's */
async function beginFrom(ref: string, generator: string, outDir: string, paths: Paths): Promise<void> {
  const { path: file, header } = await findCheckpoint(ref, paths);
  if (header.generator !== generator) {
    throw new CheckpointError(
      `${ref} is a ${header.generator}, so a ${generator} can't begin there; give one of its own kind.`,
    );
  }
  await mkdir(outDir, { recursive: true });
  await copyFile(file, path.join(outDir, 'resume.safetensors'));
}

/** A bar where there is a terminal, a line every half minute where there is not. */
class Display {
  readonly #folder: string;
  readonly #bar = process.stdout.isTTY
    ? new SingleBar({
        format: '{bar} {percentage}% | step {value}/{total} | {left} left | {speed} images/s | {losses}',
        hideCursor: true,
      })
    : null;
  #started = false;
  #nextLine = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async show(event: TrainEvent): Promise<void> {
    if (event.type === 'grid')
      return writeGrid(path.join(this.#folder, `grid-${String(event.step).padStart(6, '0')}.png`), event, 10);
    if (event.type === 'checkpoint') return;
    const about = {
      left: duration(event.secondsLeft),
      speed: event.imagesPerSecond.toFixed(0),
      losses: lossesText(event.losses),
    };
    if (this.#bar) {
      if (!this.#started) this.#bar.start(event.totalSteps, event.step, about);
      this.#started = true;
      this.#bar.update(event.step, about);
    } else if (performance.now() >= this.#nextLine || event.step === event.totalSteps) {
      this.#nextLine = performance.now() + 30_000;
      process.stdout.write(
        `step ${event.step}/${event.totalSteps} | ${about.left} left | ${about.speed} images/s | ${about.losses}\n`,
      );
    }
  }

  stop(): void {
    this.#bar?.stop();
  }
}

const lossesText = (losses: Readonly<Record<string, number>>): string =>
  Object.entries(losses)
    .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
    .join(' ');

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole >= 3600
    ? `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
    : whole >= 60
      ? `${Math.floor(whole / 60)} min ${whole % 60} s`
      : `${whole} s`;
}
