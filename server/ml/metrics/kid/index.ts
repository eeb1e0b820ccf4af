import { requireTables, type MetricPlugin } from '../../metric.ts';
import { NORMAL_95 } from '../../numeric/jackknife.ts';
import { pairMeasuresOf } from '../../pairs/ofTables.ts';
import { SUBSET_SIZE } from './subsets.ts';

export const plugin: MetricPlugin = {
  name: 'kid',
  title: { en: 'Kernel distance', ko: '커널 거리' },
  idea: {
    en: 'Are samples more like one another than like real images? Without bias: 0 on average for a perfect model.',
    ko: '생성 이미지가 실제 이미지보다 저희끼리 더 닮았는지 봅니다. 편향이 없어 완벽한 모델은 평균 0입니다.',
  },
  better: 'lower',
  source:
    'Binkowski et al. 2018 (called KID where the features are Inception-v3 ones); interval: block jackknife of both sets, and the spread of the subsets',
  async score(input) {
    requireTables(input, 3);
    const { mean, size, error } = (await pairMeasuresOf(input)).kid;
    const notes =
      size < SUBSET_SIZE ? [`Subsets are of ${size} images, not ${SUBSET_SIZE}: there are no more of one side.`] : [];
    return { value: mean, low: mean - NORMAL_95 * error, high: mean + NORMAL_95 * error, n: input.samples.n, notes };
  },
};
