import { requireTables, type MetricPlugin } from '../../metric.ts';
import { shareInterval } from '../../pairs/interval.ts';
import { pairMeasuresOf } from '../../pairs/ofTables.ts';

export const plugin: MetricPlugin = {
  name: 'recall',
  title: { en: 'Recall', ko: '재현율' },
  idea: {
    en: 'Share of real images that lie among samples: is every kind of image made?',
    ko: '생성 이미지들 사이에 놓인 실제 이미지의 비율, 곧 온갖 종류가 다 나오는지를 봅니다.',
  },
  better: 'higher',
  source: 'Kynkäänniemi et al. 2019, k = 5, strictly below the radius; interval: block jackknife of both sets',
  async score(input) {
    requireTables(input, 3);
    const estimate = (await pairMeasuresOf(input)).recall;
    return { value: estimate.value, ...shareInterval(estimate, input.reals.n), n: input.samples.n, notes: [] };
  },
};
