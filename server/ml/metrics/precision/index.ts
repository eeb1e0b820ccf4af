import { requireTables, type MetricPlugin } from '../../metric.ts';
import { shareInterval } from '../../pairs/interval.ts';
import { pairMeasuresOf } from '../../pairs/ofTables.ts';

export const plugin: MetricPlugin = {
  name: 'precision',
  title: { en: 'Precision', ko: '정밀도' },
  idea: {
    en: 'Share of samples that lie among real images: is each one plausible?',
    ko: '실제 이미지들 사이에 놓인 생성 이미지의 비율, 곧 하나하나가 그럴듯한지를 봅니다.',
  },
  better: 'higher',
  source: 'Kynkäänniemi et al. 2019, k = 5, strictly below the radius; interval: block jackknife of both sets',
  async score(input) {
    requireTables(input, 3);
    const estimate = (await pairMeasuresOf(input)).precision;
    return { value: estimate.value, ...shareInterval(estimate, input.samples.n), n: input.samples.n, notes: [] };
  },
};
