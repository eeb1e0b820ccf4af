import { requireTables, type MetricPlugin } from '../../metric.ts';
import { drawWithoutReplacement } from '../../numeric/permutation.ts';
import { rngFor } from '../../random.ts';
import { inceptionInterval, inceptionScore } from './score.ts';

const SPLITS = 10;
const REPLICATES = 1000;

export const plugin: MetricPlugin = {
  name: 'inception-score',
  title: { en: 'Inception Score', ko: '인셉션 점수' },
  idea: {
    en: 'Is each sample clearly of one class, and are all classes there? From 1 to the number of classes.',
    ko: '생성 이미지 하나하나가 뚜렷한 클래스인지, 모든 클래스가 고루 나오는지 봅니다. 1부터 클래스 수까지입니다.',
  },
  better: 'higher',
  source: 'Salimans et al. 2016, ten splits; interval: bootstrap of the images within each split, centred',
  async score({ samples, reals, seed, signal }) {
    requireTables({ samples, reals }, SPLITS);
    signal?.throwIfAborted();
    const { probabilities, classes, n } = samples;
    const order = drawWithoutReplacement(n, n, rngFor(seed, 'inception-score', 'order'));
    const { mean, deviation } = inceptionScore(probabilities, classes, order, SPLITS);
    const rng = rngFor(seed, 'inception-score', 'resample');
    const interval = inceptionInterval(probabilities, classes, order, SPLITS, REPLICATES, rng);
    const notes = [`Over ${SPLITS} splits the score has a standard deviation of ${deviation.toFixed(3)}.`];
    return { value: mean, ...interval, n, notes };
  },
};
