import { SingleBar } from 'cli-progress';
import { Option, type Command } from 'commander';
import { measureArrays, type ArrayMeasures } from '../ml/evaluate/arrays.ts';
import { openNpy, type NpyRows } from '../ml/features/npy/open.ts';
import type { Range } from '../ml/evaluate/pictures.ts';
import { rowsOfTable, type RowSource } from '../ml/features/rows.ts';
import { MetricError, type FeatureTable } from '../ml/metric.ts';
import { numberFrom, wholeNumber } from './parts/options.ts';
import { pathsFor } from './paths.ts';

interface MetricsCommand {
  readonly real: string;
  readonly fake: string;
  readonly logits?: string;
  readonly k: number;
  readonly kidSubsets: number;
  readonly kidSize: number;
  readonly seed: number;
  readonly extrapolate?: boolean;
  readonly extractor?: string;
  readonly preset?: string;
  readonly resize?: number;
  readonly filter?: string;
  readonly scale?: string;
  readonly output?: string;
  readonly logitsOutput?: string;
  readonly range: Range;
  readonly data?: string;
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
    .option(
      '--extractor <network>',
      "read pictures, N x H x W x C, with a data set's classifier, an .onnx file or a TensorFlow.js folder",
    )
    .option('--preset <name>', 'how that network wants pictures: inception-v3, dinov2, none')
    .option('--resize <pixels>', 'side of the square that pictures are resized to', numberFrom(1))
    .option('--filter <name>', 'bilinear-tf1, bilinear, bilinear-antialias, bicubic, nearest')
    .option('--scale <name>', '0..1, -1..1, 0..255, inception, imagenet')
    .option('--output <name>', 'output of the network that holds the features (default: the first)')
    .option('--logits-output <name>', 'output that holds class scores, for the Inception Score')
    .addOption(
      new Option('--range <range>', 'what pictures of floats run over').choices(['0..1', '0..255']).default('0..1'),
    )
    .option('--data <folder>', 'data folder with cached features (default: UNCANNY_DATA or ./data)')
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
  const onProgress = ({ what, fraction }: { what: string; fraction: number }): void => {
    // Into a pipe only once the files are known to be good: what is wrong with them is then one line.
    if (!bar.isActive && (process.stderr.isTTY || !/^Reading .*(features|logits)$/.test(what)))
      bar.start(100, 0, { what });
    if (bar.isActive) bar.update(Math.round(100 * fraction), { what });
  };
  const opened = new Opened();
  let measures: ArrayMeasures & Labelled;
  try {
    const { label, extractor, real, fake, logits } = await sourcesOf(options, opened, onProgress, stop.signal);
    const { k, kidSubsets, kidSize, seed, extrapolate = false } = options;
    const settings = { k, kidSubsets, kidSize, seed, extrapolate, onProgress, signal: stop.signal };
    measures = { label, extractor, ...(await measureArrays(real, fake, logits, settings)) };
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = 130;
    return;
  } finally {
    bar.stop();
    await opened.close();
  }
  process.stdout.write(options.json ? `${JSON.stringify(measures)}\n` : `${tableOf(measures)}\n`);
}

/** Files that are read while measuring. */
class Opened {
  readonly #files: NpyRows[] = [];

  async open(file: string): Promise<NpyRows> {
    const rows = await openNpy(file);
    this.#files.push(rows);
    return rows;
  }

  /** @throws MetricError where the array has not one row of numbers an image */
  async rows(file: string, what: string): Promise<NpyRows> {
    const rows = await this.open(file);
    if (rows.shape.length === 2) return rows;
    throw new MetricError(
      `${file} should hold ${what}, one row an image, but has the shape ${rows.shape.join(' x ')}; ${rows.shape.length > 2 ? 'name an --extractor for pictures' : 'give an N x D array'}.`,
    );
  }

  async close(): Promise<void> {
    for (const rows of this.#files) await rows.close();
  }
}

interface Sources extends Labelled {
  readonly real: RowSource;
  readonly fake: RowSource;
  readonly logits: RowSource | null;
}

/** Features as the files hold them, or read from pictures. */
async function sourcesOf(
  options: MetricsCommand,
  opened: Opened,
  onProgress: (progress: { what: string; fraction: number }) => void,
  signal: AbortSignal,
): Promise<Sources> {
  const given = options.logits === undefined ? null : await opened.rows(options.logits, 'logits');
  if (options.extractor === undefined) {
    const unused = (['preset', 'resize', 'filter', 'scale', 'output', 'logitsOutput'] as const).find(
      (key) => options[key],
    );
    if (unused)
      throw new MetricError(`${unused} is for pictures, but no --extractor is named; add one or leave it out.`);
    const real = await opened.rows(options.real, 'features');
    const fake = await opened.rows(options.fake, 'features');
    return { label: 'Frechet distance (features: as given)', extractor: null, real, fake, logits: given };
  }
  const { openExtractor } = await import('../ml/features/extractors/open.ts');
  const { featuresOfPictures } = await import('../ml/evaluate/pictures.ts');
  const paths = pathsFor(options.data);
  const extractor = await openExtractor({ ...options, name: options.extractor }, paths.modelsDir);
  try {
    const read = async (file: string, side: string): Promise<FeatureTable> =>
      featuresOfPictures(extractor, await opened.open(file), {
        range: options.range,
        cacheDir: paths.cacheDir,
        signal,
        onProgress: (fraction) => onProgress({ what: `Reading the ${side} pictures`, fraction }),
      });
    const [real, fake] = [await read(options.real, 'real'), await read(options.fake, 'fake')];
    const rowsOf = ({ features, n, dimensions }: FeatureTable): RowSource => rowsOfTable(features, n, dimensions);
    // A softmax of logarithms of probabilities gives them back.
    const scores = fake.probabilities.map((p) => Math.log(Math.max(p, Number.MIN_VALUE)));
    const { id, hash, convention, inception } = extractor;
    return {
      label: inception ? 'FID' : `Frechet distance (features: ${id})`,
      extractor: { id, sha256: hash, convention },
      real: rowsOf(real),
      fake: rowsOf(fake),
      logits: given ?? (fake.classes > 1 ? rowsOfTable(scores, fake.n, fake.classes) : null),
    };
  } finally {
    await extractor.dispose();
  }
}

/** What the number under `fid` may be called, and by which network its features were made. */
interface Labelled {
  readonly label: string;
  readonly extractor: { readonly id: string; readonly sha256: string; readonly convention: string } | null;
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
