import { DatasetError, type Dataset } from '../ml/dataset.ts';
import { loadDataset } from '../ml/datasets/index.ts';
import { fullCovarianceBits } from '../ml/generators/gaussian/fullCovariance.ts';
import { viterbi, type Chain } from '../ml/generators/hmm/chain.ts';
import { forwardBackward } from '../ml/generators/hmm/passes.ts';
import { plugin as histogram } from '../ml/generators/histogram/index.ts';
import type { OwnMeasure } from '../ml/checkpoint.ts';
import { NotHere, type ConformanceContext, type ConformanceRow } from './row.ts';

const umbrella: Chain = {
  states: 2,
  initial: Float64Array.of(0.5, 0.5),
  transitions: Float64Array.of(0.7, 0.3, 0.3, 0.7),
};
/** Log probability of each day's evidence in either state: umbrella, umbrella, none, umbrella, umbrella. */
const days = (): Float64Array => Float64Array.of(0.9, 0.2, 0.9, 0.2, 0.1, 0.8, 0.9, 0.2, 0.9, 0.2).map(Math.log);
const UMBRELLA = 'the umbrella world, five days (Russell & Norvig)';

/** MNIST where it has been fetched or lies in a folder: nothing is downloaded for a comparison. @throws NotHere */
async function mnist({ cacheDir, dataDir }: ConformanceContext): Promise<Dataset> {
  try {
    return await loadDataset('mnist', { cacheDir, offline: true, ...(dataDir && { dataDir }) });
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    throw new NotHere('MNIST is not on this machine; name its folder with --data-dir, or train a model on it first.');
  }
}

let table: Promise<Readonly<Record<string, OwnMeasure>>> | undefined;

/** A 256-bin table of every pixel, all classes together, on the test images. */
function tableOnMnist(context: ConformanceContext): Promise<Readonly<Record<string, OwnMeasure>>> {
  return (table ??= countOnMnist(context));
}

async function countOnMnist(context: ConformanceContext): Promise<Readonly<Record<string, OwnMeasure>>> {
  const { train, test, classes } = await mnist(context);
  const { height, width, channels } = train;
  const model = await histogram.create({ height, width, channels, classes: classes.length }, histogram.presets.full, 0);
  for await (const _ of model.fit(train));
  return model.measure!({ train, test });
}

export const rows: ConformanceRow[] = [
  {
    name: 'HMM: log-likelihood by the scaled forward pass',
    source: UMBRELLA,
    published: '-3.3725',
    compute: async () => (await forwardBackward(umbrella, days(), 1)).logLikelihoods[0]!,
  },
  {
    name: 'HMM: log-probability of the Viterbi path',
    source: UMBRELLA,
    published: '-4.4590',
    compute: () => viterbi(umbrella, days()).logProbability,
  },
  {
    name: 'HMM: states of the Viterbi path, read as digits',
    source: UMBRELLA,
    published: '00100',
    compute: () => Number([...viterbi(umbrella, days()).path].join('')),
  },
  {
    name: 'table of each pixel, add-1 smoothing, MNIST test: nats an image',
    source: 'numbers to check in the plan of the generators',
    published: '918.24',
    compute: async (context) => -(await tableOnMnist(context))['logLikelihood']!.value,
  },
  {
    name: 'table of each pixel, add-1 smoothing, MNIST test: bits a dimension',
    source: 'numbers to check in the plan of the generators',
    published: '1.6897',
    compute: async (context) => (await tableOnMnist(context))['bitsPerDimension']!.value,
  },
  {
    name: 'one Gaussian, uniform dequantisation, MNIST test: bits a dimension',
    source: 'numbers to check in the plan of the generators',
    published: '5.285',
    tolerance: 0.001, // a unit of the last digit: the draw of the noise that was published is not known
    async compute(context) {
      const data = await mnist(context);
      return (await fullCovarianceBits(data.train, data.test, {}))!.value;
    },
  },
];
