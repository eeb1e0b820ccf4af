import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { measureArrays, type ArrayMeasures } from '../ml/evaluate/arrays.ts';
import { openNpy, type NpyRows } from '../ml/features/npy/open.ts';
import { MetricError } from '../ml/metric.ts';
import { numberFrom, wholeNumber } from './parts/options.ts';

interface MetricsCommand {
  readonly real: string;
  readonly fake: string;
  readonly logits?: string;
  readonly k: number;
  readonly kidSubsets: number;
  readonly kidSize: number;
  readonly seed: number;
  readonly extrapolate?: boolean;
  readonly json?: boolean;
}

export function register(program: Command): void {
  program
    .command('metrics')
    .description('Score two arrays of features: FID, KID, Inception Score, precision, recall, density, coverage')
    .requiredOption('--real <file.npy>', 'features of real images, N x D')
    .requiredOption('--fake <file.npy>', 'features of samples by the same network, M x D')
    .option('--logits <file.npy>', 'class scores of samples before softmax, for the Inception Score, M x K')
    .option('--k <n>', 'which neighbour the balls of precision and recall reach to', numberFrom(1), 5)
    .option('--kid-subsets <n>', 'subsets of the kernel distance', numberFrom(1), 100)
    .option('--kid-size <n>', 'images of each side in a subset', numberFrom(2), 1000)
    .option('--seed <n>', 'of the subsets, and of the groups that intervals leave out', wholeNumber, 0)
    .option('--extrapolate', 'also the Frechet distance at infinite n, from 15 sizes')
    .option('--json', 'one JSON object on standard output')
    .action(metrics);
}

async function metrics(options: MetricsCommand): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new DOMException('Stopped.', 'AbortError')));
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {what}',
    stream: process.stderr,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 5000, // into a log only now and then
  });
  const opened: NpyRows[] = [];
  let measures: ArrayMeasures & Labelled;
  try {
    const rowsIn = async (file: string, what: string): Promise<NpyRows> => {
      const rows = await openNpy(file);
      opened.push(rows);
      if (rows.shape.length === 2) return rows;
      throw new MetricError(
        `${file} should hold ${what}, one row an image, but has the shape ${rows.shape.join(' x ')}; give an N x D array.`,
      );
    };
    const real = await rowsIn(options.real, 'features');
    const fake = await rowsIn(options.fake, 'features');
    const logits = options.logits === undefined ? null : await rowsIn(options.logits, 'logits');
    measures = {
      label: 'Frechet distance (features: as given)',
      extractor: null,
      ...(await measureArrays(real, fake, logits, {
        k: options.k,
        kidSubsets: options.kidSubsets,
        kidSize: options.kidSize,
        seed: options.seed,
        extrapolate: options.extrapolate ?? false,
        onProgress: ({ what, fraction }) => {
          // Into a pipe only once the files are known to be good: what is wrong with them is then one line.
          if (!bar.isActive && (process.stderr.isTTY || !what.startsWith('Reading'))) bar.start(100, 0, { what });
          if (bar.isActive) bar.update(Math.round(100 * fraction), { what });
        },
        signal: stop.signal,
      })),
    };
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = 130;
    return;
  } finally {
    bar.stop();
    for (const rows of opened) await rows.close();
  }
  process.stdout.write(options.json ? `${JSON.stringify(measures)}\n` : `${tableOf(measures)}\n`);
}

/** What the number under `fid` may be called, and by which network its features were made. */
interface Labelled {
  readonly label: string;
  readonly extractor: { readonly id: string; readonly sha256: string } | null;
}

/** A few lines for a person. */
function tableOf({ intervals, n, settings, notes, ...measures }: ArrayMeasures & Labelled): string {
  const line = (name: string, value: number | null, range: readonly [number, number] | null, more = ''): string[] => {
    if (value === null || range === null) return [];
    const digits = Math.max(0, Math.min(6, 4 - Math.floor(Math.log10(Math.max(1e-9, Math.abs(value))))));
    return [
      `  ${name.padEnd(20)} ${value.toFixed(digits)} (${range.map((end) => end.toFixed(digits)).join(' to ')})${more}`,
    ];
  };
  const { kid, inception_score: score } = measures;
  return [
    `${n.fake} fake against ${n.real} real, ${n.features} features, 95 % intervals; fid is the ${measures.label}`,
    ...line('fid', measures.fid, intervals.fid),
    ...line('fid at infinite n', measures.fid_infinity, intervals.fid_infinity),
    ...line(
      'kid',
      kid.mean,
      intervals.kid,
      `, ${settings.kid_subsets} subsets of ${settings.kid_size}, std ${kid.std.toExponential(2)}`,
    ),
    ...line(
      'inception score',
      score?.mean ?? null,
      intervals.inception_score,
      `, ${settings.is_splits} splits, std ${score?.std.toFixed(4)}`,
    ),
    ...line('precision', measures.precision, intervals.precision, `, k = ${settings.k}`),
    ...line('recall', measures.recall, intervals.recall),
    ...line('density', measures.density, intervals.density),
    ...line('coverage', measures.coverage, intervals.coverage),
    ...notes.map((note) => `  ${note}`),
  ].join('\n');
}
