import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measureArrays } from '../../ml/evaluate/arrays.ts';
import { rowsOfTable, type RowSource } from '../../ml/features/rows.ts';
import type { FeatureTable } from '../../ml/metric.ts';
import { frechetDistance } from '../../ml/metrics/frechet/distance.ts';
import { drawSubsets, SUBSET_SIZE, type Subset } from '../../ml/metrics/kid/subsets.ts';
import { listMetrics } from '../../ml/metrics/index.ts';
import { momentsOf } from '../../ml/numeric/moments.ts';
import { measurePairs } from '../../ml/pairs/measure.ts';
import { rngFor } from '../../ml/random.ts';
import { pythonWith, runPython } from './beside/python.ts';
import type { BenchRow } from './row.ts';

const N = 10_000;
/** Features of Inception-v3; ours have 128. */
const LARGE = 2048;
const OWN = 128;
const CLASSES = 10;

interface Timed {
  readonly value: number;
  readonly seconds: number;
}

interface Theirs {
  readonly versions: string;
  readonly frechet: Timed;
  readonly kid: Timed;
  readonly prdc: Timed;
}

/**
 * The measures of 10,000 x 2,048 features beside numpy and scipy on the same numbers in the same run, the whole command, and
 * every score with its interval at the size it has here.
 */
export async function run({ log }: { log: (line: string) => void }): Promise<BenchRow[]> {
  const [samples, reals] = [features('samples', LARGE, 1.1), features('reals', LARGE, 1)];
  const subsets = drawSubsets(N, N, 0);
  const frechet = await timed(async () =>
    frechetDistance(await momentsOf(samples.features, N, LARGE), await momentsOf(reals.features, N, LARGE)),
  );
  log(`Frechet distance: ${frechet.value.toFixed(4)} in ${frechet.seconds.toFixed(1)} s`);
  const [x, y] = [rowsOf(samples), rowsOf(reals)];
  let sum = 0;
  const pairs = await timed(async () => {
    const { kid, precision, recall, density, coverage } = await measurePairs(x, y, { seed: 0 });
    sum = precision.value + recall.value + density.value + coverage.value;
    return kid.mean;
  });
  log(`kernel distance, precision, recall, density, coverage: ${pairs.seconds.toFixed(1)} s`);
  const all = await timed(async () => (await measureArrays(y, x, null)).fid);
  const theirs = await withNumpy(samples, reals, subsets, log);
  const size = `${N.toLocaleString('en')} x ${LARGE.toLocaleString('en')}`;
  const together = theirs ? { value: theirs.kid.value, seconds: theirs.kid.seconds + theirs.prdc.seconds } : undefined;
  return [
    ...besides(`Frechet distance, ${size}`, frechet, theirs?.frechet, theirs?.versions),
    ...besides(`kernel distance, precision, recall, density and coverage, ${size}`, pairs, together, theirs?.versions),
    ...(theirs
      ? [{ name: 'sum of the last four: difference', value: Math.abs(sum - theirs.prdc.value), unit: '' }]
      : []),
    { name: `everything with intervals, ${size}`, value: all.seconds, unit: 's' },
    ...(await scores()),
  ];
}

const rowsOf = ({ features, n, dimensions }: FeatureTable): RowSource => rowsOfTable(features, n, dimensions);

function besides(name: string, ours: Timed, theirs?: Timed, versions?: string): BenchRow[] {
  const row: BenchRow = { name, value: ours.seconds, unit: 's' };
  if (!theirs) return [row];
  const difference = Math.abs(ours.value / theirs.value - 1);
  return [
    { ...row, against: `${versions}: ${theirs.seconds.toFixed(2)} s`, ratio: ours.seconds / theirs.seconds },
    { name: `${name}: relative difference of the values`, value: difference, unit: '' },
  ];
}

/** Each score with its interval, at the size of this project's own features. */
async function scores(): Promise<BenchRow[]> {
  const input = { samples: features('samples', OWN, 1.1), reals: features('reals', OWN, 1), seed: 0 };
  const rows: BenchRow[] = [];
  for (const metric of await listMetrics()) {
    const { seconds } = await timed(async () => (await metric.score(input)).value);
    rows.push({ name: `${metric.name} with interval, ${N.toLocaleString('en')} x ${OWN}`, value: seconds, unit: 's' });
  }
  return rows;
}

async function withNumpy(
  samples: FeatureTable,
  reals: FeatureTable,
  subsets: readonly Subset[],
  log: (line: string) => void,
): Promise<Theirs | null> {
  const python = pythonWith(['numpy', 'scipy.linalg']);
  if (!python) {
    log('No Python with numpy and scipy found (set PYTHON to one): only our own times.');
    return null;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'uncanny-metrics-'));
  try {
    const files = ['samples', 'reals', 'subsets'].map((name) => path.join(folder, name)) as [string, string, string];
    await writeFile(files[0], Buffer.from(samples.features.buffer));
    await writeFile(files[1], Buffer.from(reals.features.buffer));
    const drawn = Int32Array.from(subsets.flatMap(([a, b]) => [...a, ...b]));
    await writeFile(files[2], Buffer.from(drawn.buffer));
    const args = [files[0], files[1], String(N), String(LARGE), files[2], String(SUBSET_SIZE)];
    return (await runPython(python, 'metrics-numpy.py', args)) as Theirs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Correlated features whose variances fall off, as those of networks do, and predictions of ten classes. */
function features(key: string, d: number, scale: number): FeatureTable {
  const rng = rngFor('bench', 'metrics', key);
  const values = new Float32Array(N * d);
  for (let i = 0; i < N; i++) {
    const common = rng.normal();
    for (let j = 0; j < d; j++) values[i * d + j] = (scale * (rng.normal() + 0.5 * common)) / (1 + j / 100);
  }
  const probabilities = Float32Array.from({ length: N * CLASSES }, (_, i) =>
    Math.floor(i / CLASSES) % CLASSES === i % CLASSES ? 0.91 : 0.01,
  );
  return { n: N, dimensions: d, features: values, classes: CLASSES, probabilities };
}

async function timed(measure: () => Promise<number>): Promise<Timed> {
  const start = performance.now();
  const value = await measure();
  return { value, seconds: (performance.now() - start) / 1000 };
}
