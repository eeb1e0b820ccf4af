import { z } from 'zod';
import type { GeneratorPlugin } from '../../generator.ts';

export const config = z.object({
  latent: z.int().min(1).max(256).describe('Numbers in the code of a picture | 그림 하나를 나타내는 코드의 길이'),
  channels: z
    .int()
    .min(16)
    .max(128)
    .multipleOf(16)
    .describe('Channels at the finer resolution | 고해상도 층의 채널 수'),
  steps: z.int().min(1).max(1_000_000).describe('Training steps | 학습 단계 수'),
  batch: z.int().min(1).max(1024).describe('Images in a training step | 한 단계의 이미지 수'),
  learningRate: z.number().min(0).max(0.1).describe('Peak learning rate of AdamW | AdamW 최대 학습률'),
  emaDecay: z
    .number()
    .min(0)
    .max(0.99999)
    .describe('Decay of the moving average of the weights | 가중치 이동 평균의 감쇠율'),
  density: z
    .enum(['fitted', 'random'])
    .describe(
      'Where codes are drawn: from a Gaussian fitted to the codes of each class, or anywhere in their box | 코드를 뽑는 곳: 클래스별 코드에 맞춘 가우시안, 또는 코드가 놓인 상자 안 아무 곳',
    ),
});
export type AutoencoderConfig = z.infer<typeof config>;

const full: AutoencoderConfig = {
  latent: 16,
  channels: 16,
  steps: 3000,
  batch: 64,
  learningRate: 2e-3,
  emaDecay: 0.998,
  density: 'fitted',
};

export const plugin: GeneratorPlugin<AutoencoderConfig> = {
  name: 'autoencoder',
  rung: 7,
  title: { en: 'Autoencoder', ko: '오토인코더' },
  idea: {
    en: 'Squeezes each picture into a few numbers and back; new pictures come from new numbers, if one knows where to look.',
    ko: '그림을 숫자 몇 개로 압축했다가 되살립니다. 어디를 볼지 안다면 새 숫자에서 새 그림이 나옵니다.',
  },
  giveaway: {
    en: 'Between the codes it has seen lie holes: two digits laid over each other, or strokes that are none.',
    ko: '본 적 있는 코드들 사이에는 구멍이 있습니다. 두 숫자가 겹치거나 획이 아닌 획이 나옵니다.',
  },
  source: 'Hinton & Salakhutdinov 2006; Ghosh et al. 2020 (a density fitted afterwards)',
  conditional: true,
  config,
  presets: { classroom: { ...full, steps: 1200, emaDecay: 0.99 }, full },
  async create(shape, settings, seed) {
    const { Autoencoder } = await import('./autoencoder.ts');
    return new Autoencoder(shape, settings, seed);
  },
};
