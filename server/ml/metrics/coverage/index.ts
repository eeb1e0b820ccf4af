import { requireTables, type MetricPlugin } from '../../metric.ts';
import { shareInterval } from '../../pairs/interval.ts';
import { pairMeasuresOf } from '../../pairs/ofTables.ts';

export const plugin: MetricPlugin = {
  name: 'coverage',
  title: { en: 'Coverage', ko: '포괄도' },
  idea: {
    en: 'Share of real images that have a sample as near as their own neighbours.',
    ko: '자기 이웃만큼 가까운 곳에 생성 이미지가 있는 실제 이미지의 비율입니다.',
  },
  better: 'higher',
  source: 'Naeem et al. 2020, k = 5, strictly below the radius; interval: block jackknife of both sets',
  async score(input) {
    requireTables(input, 3);
    const estimate = (await pairMeasuresOf(input)).coverage;
    return { value: estimate.value, ...shareInterval(estimate, input.reals.n), n: input.samples.n, notes: [] };
  },
};
