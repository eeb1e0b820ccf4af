import { z } from 'zod';
import type { GeneratorPlugin } from '../../generator.ts';

export const config = z.object({
  perClass: z
    .boolean()
    .describe('One Gaussian for each class, instead of one for all | 클래스마다 따로 (끄면 전체에 하나)'),
  rank: z
    .int()
    .min(1)
    .max(1024)
    .describe(
      'Directions in which pixels vary together; the rest is noise of each pixel alone | 픽셀이 함께 변하는 방향의 수 (나머지는 픽셀별 잡음)',
    ),
  shrinkage: z
    .number()
    .min(0)
    .max(1)
    .describe(
      'Share taken from the covariances between pixels; for few images | 픽셀 사이 공분산을 줄이는 비율 (이미지가 적을 때)',
    ),
});
export type GaussianConfig = z.infer<typeof config>;

export const plugin: GeneratorPlugin<GaussianConfig> = {
  name: 'gaussian',
  rung: 2,
  title: { en: 'Gaussian', ko: '가우시안' },
  idea: {
    en: 'Remembers the average picture and which pixels are bright together; draws from that one bell curve.',
    ko: '평균 그림과 어떤 픽셀들이 함께 밝아지는지를 기억하고, 그 종 모양 분포 하나에서 뽑습니다.',
  },
  giveaway: {
    en: 'A blur with grain: strokes fade in and out, because one bell curve cannot say "either here or there".',
    ko: '흐릿하고 거친 얼룩: 종 모양 하나로는 "여기 아니면 저기"를 말할 수 없어 획이 번집니다.',
  },
  source: 'Bishop 2006, Pattern Recognition and Machine Learning, 2.3 and 12.2.4 (factor analysis)',
  conditional: true,
  config,
  presets: {
    classroom: { perClass: true, rank: 24, shrinkage: 0 },
    full: { perClass: true, rank: 64, shrinkage: 0 },
  },
  async create(shape, settings, seed) {
    const { GaussianModel } = await import('./model.ts');
    return new GaussianModel(shape, settings, seed);
  },
};
