import { z } from 'zod';
import type { GeneratorPlugin } from '../../generator.ts';

export const config = z.object({
  perClass: z
    .boolean()
    .describe('A mixture for each class, instead of one for all | 클래스마다 따로 (끄면 전체에 하나)'),
  components: z.int().min(1).max(200).describe('Gaussians in a mixture (K) | 혼합에 들어가는 가우시안의 수 (K)'),
  covariance: z
    .enum(['full', 'tied', 'diagonal'])
    .describe('Covariance: each its own, one shared, or along the axes | 공분산: 각자, 공유, 또는 축 방향만'),
  dimensions: z
    .int()
    .min(2)
    .max(256)
    .describe('Principal components the mixture lives in | 혼합 모델이 사는 주성분의 수'),
  iterations: z.int().min(1).max(1000).describe('Iterations of EM | EM 반복 횟수'),
  floor: z
    .number()
    .min(0.01)
    .max(1000)
    .describe('Smallest variance allowed in any direction, squared grey levels | 허용하는 최소 분산 (회색값 제곱)'),
  pixelNoise: z
    .boolean()
    .describe('Adds to each pixel the variance that the components leave out | 주성분이 놓친 픽셀별 분산을 더함'),
});
export type GmmConfig = z.infer<typeof config>;

const full: GmmConfig = {
  perClass: true,
  components: 20,
  covariance: 'full',
  dimensions: 50,
  iterations: 50,
  floor: 1,
  pixelNoise: true,
};

export const plugin: GeneratorPlugin<GmmConfig> = {
  name: 'gmm',
  rung: 3,
  title: { en: 'Mixture of Gaussians', ko: '가우시안 혼합' },
  idea: {
    en: 'Sorts the pictures into styles and learns a bell curve for each; draws a style, then a picture of it.',
    ko: '그림을 여러 모양새로 나눠 저마다 종 모양 분포를 배우고, 모양새를 하나 고른 뒤 그림을 뽑습니다.',
  },
  giveaway: {
    en: 'The right shape with ghost strokes: shadows of neighbouring pictures of the same style.',
    ko: '모양은 맞지만 유령 획이 보입니다. 같은 모양새의 이웃 그림들이 그림자처럼 남습니다.',
  },
  source: 'Dempster, Laird & Rubin 1977 (EM); Arthur & Vassilvitskii 2007 (k-means++)',
  conditional: true,
  config,
  presets: {
    classroom: { ...full, components: 5, dimensions: 24, iterations: 15 },
    full,
  },
  async create(shape, settings, seed) {
    const { GmmModel } = await import('./model.ts');
    return new GmmModel(shape, settings, seed);
  },
};
