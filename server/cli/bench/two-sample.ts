import { findCheckpoint } from '../../ml/checkpoints/registry.ts';
import { loadDataset } from '../../ml/datasets/index.ts';
import { openGenerator } from '../../ml/generators/open.ts';
import { drawWithoutReplacement } from '../../ml/numeric/permutation.ts';
import { shareInterval } from '../../ml/pairs/interval.ts';
import { rngFor } from '../../ml/random.ts';
import { TWO_SAMPLE, twoSampleTest } from '../../ml/two-sample/test.ts';
import { pathsFor } from '../paths.ts';
import type { BenchRow } from './row.ts';

/**
 * How well a network learns to tell a model's samples from held-out images, beside how well the same network tells training
 * images from held-out ones, which is what chance and its own overfitting amount to.
 */
export async function run({
  dataDir,
  model = 'mnist/diffusion',
  log,
}: {
  dataDir?: string;
  model?: string;
  log: (line: string) => void;
}): Promise<BenchRow[]> {
  const paths = pathsFor();
  const entry = await findCheckpoint(model, paths);
  const { header, generator } = await openGenerator(entry.path);
  const { test, train } = await loadDataset(header.dataset, { cacheDir: paths.cacheDir, ...(dataDir && { dataDir }) });
  const n = Math.min(TWO_SAMPLE.perSide, test.n);
  const told = stepwise(log);
  const { images } = await generator.sample({ n, seed: 0, onProgress: (done) => told('drawing samples', done / n) });
  generator.dispose();
  const rows: BenchRow[] = [];
  const size = test.height * test.width * test.channels;
  const others = drawWithoutReplacement(train.n, Math.min(n, train.n), rngFor('two-sample', 'training images'));
  const learned = new Uint8Array(others.length * size);
  others.forEach((row, i) => learned.set(train.images.subarray(row * size, (row + 1) * size), i * size));
  for (const [what, side] of [
    [`samples of ${entry.ref}`, images],
    ['training images', learned],
  ] as const) {
    const start = performance.now();
    const { accuracy, n: held } = await twoSampleTest(side, test.images, header.shape, {
      seed: 0,
      onProgress: (fraction) => told(`learning to tell ${what} from held-out images`, fraction),
    });
    const error = Math.sqrt((accuracy * (1 - accuracy)) / held);
    const { low, high } = shareInterval({ value: accuracy, error }, held);
    log(`${what}: ${accuracy.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)}), ${held} held out`);
    rows.push(
      { name: `${what} told from held-out images`, value: accuracy, unit: `of ${held}` },
      { name: `${what}: training and asking`, value: (performance.now() - start) / 1000, unit: 's' },
    );
  }
  return rows;
}

/** Logs each tenth of a long step once. */
function stepwise(log: (line: string) => void): (what: string, fraction: number) => void {
  let last = '';
  return (what, fraction) => {
    const line = `${what}: ${Math.floor(10 * fraction) * 10} %`;
    if (line !== last) log(line);
    last = line;
  };
}
