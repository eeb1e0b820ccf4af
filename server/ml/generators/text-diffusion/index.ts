import { z } from 'zod';
import { captionSettings } from '../../captions/settings.ts';
import type { GeneratorPlugin } from '../../generator.ts';
import { config as diffusionConfig, plugin as diffusion } from '../diffusion/index.ts';

export const config = diffusionConfig.omit({ dropLabels: true, churn: true, distilSteps: true, leaps: true }).extend({
  sampler: z
    .enum(['heun', 'euler'])
    .describe('Solver of the probability flow: second or first order | 확률 흐름 방정식의 해법 (2차 또는 1차)'),
  words: z.int().min(16).max(256).multipleOf(16).describe('Width of the caption encoder | 설명문 인코더의 너비'),
  ...captionSettings,
});
export type TextDiffusionConfig = z.infer<typeof config>;

const {
  dropLabels,
  churn: _,
  distilSteps: __,
  leaps: ___,
  ...network
} = diffusion.presets.full as z.infer<typeof diffusionConfig>;
const full: TextDiffusionConfig = {
  ...network,
  // A caption speaks of size and thickness, and those are settled at high noise.
  noiseMean: 0.2,
  noiseDeviation: 1.5,
  words: 64,
  dropCaptions: dropLabels,
  doubt: 0.07,
  scorerSteps: 3000,
  scorerRate: 2e-3,
  candidates: 8,
  sampler: 'heun',
  samplerSteps: 12,
  guidance: 1.5,
};

export const plugin: GeneratorPlugin<TextDiffusionConfig> = {
  name: 'text-diffusion',
  rung: 13,
  title: { en: 'Text to image by diffusion', ko: '확산 모델로 글에서 그림으로' },
  idea: {
    en: 'Reads a caption into a vector, and lets it guide every step from noise to picture, as Imagen does.',
    ko: '설명문을 벡터로 읽어, 잡음에서 그림으로 가는 모든 단계를 이끌게 합니다(이마젠의 방식).',
  },
  giveaway: {
    en: 'Does what it is told almost too well: thin is very thin, thick is very thick, and one seven looks like the next.',
    ko: '시킨 대로 지나치게 잘합니다. 가늘면 아주 가늘고 굵으면 아주 굵으며, 같은 말에는 비슷한 그림이 나옵니다.',
  },
  source:
    'Saharia et al. 2022 (Imagen); Ho & Salimans 2022 (guidance); Karras et al. 2022 (EDM); Castro et al. 2019 (Morpho-MNIST)',
  conditional: true,
  prompts: true,
  config,
  presets: {
    classroom: {
      ...full,
      channels: 16,
      steps: 1600,
      emaDecay: 0.995,
      samplerSteps: 10,
      learningRate: 2e-3,
      scorerSteps: 200,
      candidates: 1,
    },
    full,
  },
  async create(shape, settings, seed) {
    const { TextDiffusion } = await import('./text-diffusion.ts');
    return new TextDiffusion(shape, settings, seed);
  },
};
