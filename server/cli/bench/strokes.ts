import { loadDataset } from '../../ml/datasets/index.ts';
import { drawMany } from '../../ml/datasets/strokes/index.ts';
import { startEngine } from '../../ml/engine/index.ts';
import { plugin as classifierPlugin } from '../../ml/features/classifier/index.ts';
import { pathsFor } from '../paths.ts';
import type { BenchRow } from './row.ts';

/** The share of MNIST's test set that a classifier trained on strokes alone has to read rightly. */
const ASKED = 0.95;
const SEED = 0;

/**
 * How fast the procedural hand draws, and whether it passes for handwriting: the project's classifier is trained on
 * `strokes` alone, which never saw MNIST, and then reads MNIST's test set.
 */
export async function run(options: { dataDir?: string; log(line: string): void }): Promise<BenchRow[]> {
  const { dataDir, log } = options;
  const { cacheDir } = pathsFor();
  const mnist = await loadDataset('mnist', { cacheDir, dataDir }); // first: without it, the rest would be for nothing
  const speed = await imagesPerSecond();
  log(`drawing: ${speed.toFixed(0)} images/s on one thread`);

  const strokes = await loadDataset('strokes', { cacheDir });
  const { backendName } = await startEngine({ log });
  const { height, width, channels } = strokes.train;
  const config = classifierPlugin.presets.full;
  const shape = { height, width, channels, classes: strokes.classes.length };
  const classifier = await classifierPlugin.create(shape, config, SEED);
  log(
    `training the classifier on strokes alone: ${config.steps} steps of ${config.batch} images, ${backendName} backend`,
  );
  const began = performance.now();
  for await (const { step, losses } of classifier.fit(strokes.train)) {
    if (step % 200 !== 0) continue;
    const left = ((performance.now() - began) / 1000 / step) * (config.steps - step);
    log(`step ${step}: cross entropy ${losses.crossEntropy!.toFixed(4)}, ${left.toFixed(0)} s left`);
  }
  const seconds = (performance.now() - began) / 1000;
  const onStrokes = await classifier.accuracy(strokes.test);
  const onMnist = await classifier.accuracy(mnist.test);
  classifier.dispose();
  return [
    { name: 'strokes drawn', value: speed, unit: 'images/s' },
    { name: 'classifier training', value: seconds, unit: 's' },
    { name: 'strokes test set read rightly', value: 100 * onStrokes, unit: '%' },
    {
      name: 'MNIST test set read rightly, trained on strokes alone',
      value: 100 * onMnist,
      unit: '%',
      against: `${100 * ASKED} % asked for`,
      ratio: onMnist / ASKED,
    },
  ];
}

async function imagesPerSecond(): Promise<number> {
  await drawMany('warm-up', 3000);
  const n = 15_000;
  const began = performance.now();
  await drawMany('bench', n);
  return (n / (performance.now() - began)) * 1000;
}
