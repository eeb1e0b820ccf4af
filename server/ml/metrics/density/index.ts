import { requireTables, type MetricPlugin } from '../../metric.ts';
import { normalInterval } from '../../pairs/interval.ts';
import { pairMeasuresOf } from '../../pairs/ofTables.ts';

export const plugin: MetricPlugin = {
  name: 'density',
  title: { en: 'Density', ko: '밀도' },
  idea: {
    en: 'How thickly real images lie around each sample; 1 on average for a perfect model, and more is possible.',
    ko: '생성 이미지 주변에 실제 이미지가 얼마나 빽빽한지 봅니다. 완벽한 모델은 평균 1이고 1을 넘을 수도 있습니다.',
  },
  better: 'higher',
  source: 'Naeem et al. 2020, k = 5, strictly below the radius; interval: block jackknife of both sets',
  async score(input) {
    requireTables(input, 3);
    const estimate = (await pairMeasuresOf(input)).density;
    return { value: estimate.value, ...normalInterval(estimate, 0), n: input.samples.n, notes: [] };
  },
};
