import { requireTables, type MetricPlugin } from '../../metric.ts';
import { NORMAL_95 } from '../../numeric/jackknife.ts';
import { momentsOf } from '../../numeric/moments.ts';
import { rngFor } from '../../random.ts';
import { frechetDistance } from './distance.ts';
import { frechetStandardError } from './interval.ts';

export const plugin: MetricPlugin = {
  name: 'frechet',
  title: { en: 'Frechet distance', ko: '프레셰 거리' },
  idea: {
    en: 'How far mean and spread of the samples lie from those of real images, in the features of a network.',
    ko: '신경망 특징 공간에서 생성 이미지의 평균과 퍼짐이 실제 이미지와 얼마나 다른지 잽니다.',
  },
  better: 'lower',
  source:
    'Heusel et al. 2017 (called FID where the features are Inception-v3 ones); interval: block jackknife of both sets',
  async score({ samples, reals, seed, signal }) {
    requireTables({ samples, reals }, 3);
    const a = await momentsOf(samples.features, samples.n, samples.dimensions);
    const b = await momentsOf(reals.features, reals.n, reals.dimensions);
    const value = Math.max(0, await frechetDistance(a, b));
    const rng = rngFor(seed, 'frechet');
    const error = await frechetStandardError(samples.features, a, reals.features, b, rng, signal);
    const notes =
      samples.n === reals.n
        ? []
        : [`The distance depends on n: ${samples.n} samples against ${reals.n} reals; compare at equal n only.`];
    return {
      value,
      low: Math.max(0, value - NORMAL_95 * error),
      high: value + NORMAL_95 * error,
      n: samples.n,
      notes,
    };
  },
};
