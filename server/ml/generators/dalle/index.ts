import { z } from 'zod';
import { captionSettings } from '../../captions/settings.ts';
import type { GeneratorPlugin } from '../../generator.ts';
import { config as dvaeConfig, plugin as dvae } from '../dvae/index.ts';

export const config = dvaeConfig.extend({
  ...captionSettings,
  guidance: z
    .number()
    .min(0)
    .max(8)
    .describe(
      'How far the tokens are pushed towards the caption: 0 is the plain transformer | 토큰을 설명문 쪽으로 미는 정도: 0은 원래 트랜스포머',
    ),
});
export type DalleConfig = z.infer<typeof config>;

const full: DalleConfig = {
  ...(dvae.presets.full as z.infer<typeof dvaeConfig>),
  scorerSteps: 3000,
  scorerRate: 2e-3,
  dropCaptions: 0.1,
  guidance: 1,
  candidates: 16,
  doubt: 0.07,
};

export const plugin: GeneratorPlugin<DalleConfig> = {
  name: 'dalle',
  rung: 12,
  title: { en: 'Text to image by tokens', ko: '토큰으로 글에서 그림으로' },
  idea: {
    en: 'Writes the picture as tokens after the words of the caption, one after the other, and keeps the best of several.',
    ko: '설명문의 낱말 다음에 그림의 토큰을 하나씩 이어 쓰고, 여러 장 가운데 가장 알맞은 것을 고릅니다(달리의 방식).',
  },
  giveaway: {
    en: 'Tiles: where one token was drawn badly a stroke breaks or doubles, and all after it must make the best of it.',
    ko: '타일입니다. 토큰 하나를 잘못 뽑으면 획이 끊기거나 겹치고, 뒤따르는 토큰은 거기에 맞출 수밖에 없습니다.',
  },
  source:
    'Ramesh et al. 2021 (DALL-E); Radford et al. 2021 (CLIP); Jang, Gu & Poole 2017 (Gumbel-softmax); Castro et al. 2019 (Morpho-MNIST)',
  conditional: true,
  prompts: true,
  config,
  presets: {
    classroom: {
      ...full,
      ...(dvae.presets.classroom as z.infer<typeof dvaeConfig>),
      steps: 400,
      priorSteps: 800,
      scorerSteps: 200,
      candidates: 1, // four made the class wait nine seconds for its pictures
    },
    full,
  },
  async create(shape, settings, seed) {
    const { Dalle } = await import('./dalle.ts');
    return new Dalle(shape, settings, seed);
  },
};
