import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import type { AutomaticScores, MetricScore } from '../ml/checkpoint.ts';
import { recordScores } from '../ml/checkpoints/checkpoint-file.ts';
import { findCheckpoint } from '../ml/checkpoints/registry.ts';
import { DEFAULT_SAMPLES, evaluateCheckpoint } from '../ml/evaluate/index.ts';
import { collect, wholeNumber } from './parts/options.ts';
import { pathsFor } from './paths.ts';

interface EvaluateCommand {
  readonly n: number;
  readonly seed: number;
  readonly set?: Record<string, string>;
  readonly c2st?: boolean;
  readonly json?: boolean;
  readonly record?: boolean;
  readonly data?: string;
  readonly dataDir?: string;
  readonly offline?: boolean;
}

export function register(program: Command): void {
  program
    .command('evaluate')
    .description(
      'Score a checkpoint: Frechet distance, precision, recall and the other measures, each with its interval',
    )
    .argument('<checkpoint>', 'a name such as mnist/vae, an id, or a path (`uncanny models` lists them)')
    .option('--n <count>', 'number of samples', wholeNumber, DEFAULT_SAMPLES)
    .option('--seed <n>', 'seed of the samples', wholeNumber, 0)
    .option('--set <key=value>', 'change a setting that matters when sampling, e.g. guidance=1 (repeatable)', collect)
    .option('--c2st', 'also train a network to tell samples from held-out images (minutes)')
    .option('--json', 'print the scores as JSON')
    .option('--record', 'keep the scores in the checkpoint')
    .option('--data <folder>', 'data folder: runs, downloads, cached features (default: UNCANNY_DATA or ./data)')
    .option('--data-dir <folder>', 'folder that already holds the data set')
    .option('--offline', 'never touch the network')
    .action(evaluate);
}

async function evaluate(ref: string, options: EvaluateCommand): Promise<void> {
  const paths = pathsFor(options.data);
  const entry = await findCheckpoint(ref, paths);
  if (options.record && options.set) {
    process.stderr.write(
      'Scores under changed settings are not those of the checkpoint: leave out --record or --set.\n',
    );
    process.exitCode = 1;
    return;
  }
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new DOMException('Stopped.', 'AbortError')));
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: '{bar} {percentage}% | {what} | {eta} s left', stream: process.stderr, hideCursor: true })
    : null;
  bar?.start(100, 0, { what: 'Reading the data set' });
  const notes: string[] = [];
  let scores: AutomaticScores;
  try {
    scores = await evaluateCheckpoint(entry.path, {
      n: options.n,
      seed: options.seed,
      overrides: options.set,
      twoSample: options.c2st ?? false,
      modelsDir: paths.modelsDir,
      datasetOptions: { cacheDir: paths.cacheDir, dataDir: options.dataDir, offline: options.offline },
      onProgress: ({ what, fraction }) => bar?.update(Math.round(100 * fraction), { what }),
      onNote: (note) => notes.push(note),
      signal: stop.signal,
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = 130;
    return;
  } finally {
    bar?.stop();
  }
  if (options.record) await recordScores(entry.path, scores);
  process.stdout.write(options.json ? `${JSON.stringify(scores, null, 1)}\n` : `${report(entry.ref, scores, notes)}\n`);
  if (options.record) process.stderr.write(`Recorded in ${entry.path}\n`);
}

/** A few lines for a person. */
function report(ref: string, scores: AutomaticScores, notes: readonly string[]): string {
  const { frechet, inceptionScore, kid, floor, classAccuracy, own, extractor, samples } = scores;
  const interval = ({ value, low, high }: MetricScore, digits: number): string =>
    `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
  return [
    `${ref}: ${samples.n} samples of seed ${samples.seed}, features of classifier ${extractor.id}, 95 % intervals`,
    `  Frechet distance   ${interval(frechet, 2)}, ${(frechet.value / floor).toFixed(2)} x the floor of ${floor.toFixed(2)}`,
    `  Inception Score    ${interval(inceptionScore, 3)}`,
    `  Kernel distance    ${interval(kid, 4)}`,
    ...(
      [
        ['at infinite n', scores.frechetInfinity],
        ['precision', scores.precision],
        ['recall', scores.recall],
        ['density', scores.density],
        ['coverage', scores.coverage],
        ['memorisation', scores.memorisation],
        ['told from reals', scores.twoSample],
      ] as const
    )
      .map(([name, score]) => (score ? [`  ${name.padEnd(18)} ${interval(score, 3)}`] : []))
      .flat(),
    `  class accuracy     ${classAccuracy === null ? 'no classes asked for' : classAccuracy.toFixed(4)}`,
    ...Object.entries(own).map(([name, { value, low, high, unit, n }]) => {
      const range = low === null || high === null ? '' : ` (${low.toPrecision(5)} to ${high.toPrecision(5)})`;
      return `  ${name.padEnd(18)} ${value.toPrecision(5)}${range} ${unit}, n ${n}`;
    }),
    ...notes.map((note) => `  ${note}`),
  ].join('\n');
}
