import { momentsOfRows, rowsOfTable } from '../../features/rows.ts';
import { requireTables, type MetricPlugin } from '../../metric.ts';
import { NORMAL_95 } from '../../numeric/jackknife.ts';
import { factorOf, frechetDistance } from './distance.ts';
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
    'Heusel et al. 2017 (called FID where the features are Inception-v3 ones); interval: influence of each image of both sets',
  async score({ samples, reals, signal }) {
    requireTables({ samples, reals }, 3);
    const [x, y] = [samples, reals].map((table) => rowsOfTable(table.features, table.n, table.dimensions)) as [
      ReturnType<typeof rowsOfTable>,
      ReturnType<typeof rowsOfTable>,
    ];
    const [a, b] = [await momentsOfRows(x, signal), await momentsOfRows(y, signal)];
    const factors = [await factorOf(a), await factorOf(b)] as const;
    const value = await frechetDistance(a, b, factors);
    const error = await frechetStandardError(x, a, y, b, factors, signal);
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
