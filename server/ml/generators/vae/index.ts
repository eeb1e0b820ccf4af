import { z } from 'zod';
import type { GeneratorPlugin } from '../../generator.ts';

export const config = z.object({
  latent: z.int().min(1).max(256).describe('Numbers in the code of a picture | 그림 하나를 나타내는 코드의 길이'),
  beta: z
    .number()
    .min(0)
    .max(100)
    .describe(
      'Weight of the KL part: more makes codes tidier and pictures softer | KL 항의 가중치: 클수록 코드가 정돈되고 그림이 흐려짐',
    ),
  details: z
    .int()
    .min(0)
    .max(16)
    .default(0)
    .describe(
      'Numbers more for each 4 x 4 patch, given the code; 0 is the plain VAE | 코드가 정해진 뒤 4 x 4 조각마다 더하는 숫자의 수, 0이면 기본 VAE',
    ),
  channels: z
    .int()
    .min(16)
    .max(128)
    .multipleOf(16)
    .describe('Channels at the finer resolution | 고해상도 층의 채널 수'),
  binarise: z
    .boolean()
    .default(false)
    .describe(
      'Learn from pictures of black and white dots, drawn anew each time with grey as the chance of white | 매번 회색 값을 확률로 삼아 새로 뽑은 흑백 점 그림으로 학습',
    ),
  steps: z.int().min(1).max(1_000_000).describe('Training steps | 학습 단계 수'),
  batch: z.int().min(1).max(1024).describe('Images in a training step | 한 단계의 이미지 수'),
  learningRate: z.number().min(0).max(0.1).describe('Peak learning rate of AdamW | AdamW 최대 학습률'),
  emaDecay: z
    .number()
    .min(0)
    .max(0.99999)
    .describe('Decay of the moving average of the weights | 가중치 이동 평균의 감쇠율'),
});
export type VaeConfig = z.infer<typeof config>;

const full: VaeConfig = {
  latent: 24,
  beta: 1,
  details: 4,
  channels: 32,
  binarise: true,
  steps: 12_000,
  batch: 32,
  learningRate: 2e-3,
  emaDecay: 0.999,
};

export const plugin: GeneratorPlugin<VaeConfig> = {
  name: 'vae',
  rung: 8,
  title: { en: 'Variational autoencoder', ko: '변분 오토인코더' },
  idea: {
    en: 'Squeezes each picture into a cloud of codes and back; any code from the middle then decodes to a picture.',
    ko: '그림을 코드의 구름으로 압축했다가 되살립니다. 가운데에서 뽑은 코드는 모두 그림이 됩니다.',
  },
  giveaway: {
    en: 'Soft: it paints the average of what the code could mean, so edges blur and thin strokes fade.',
    ko: '흐릿합니다. 코드가 뜻할 수 있는 그림들의 평균을 그리므로 가장자리가 번지고 가는 획이 옅어집니다.',
  },
  source: 'Kingma & Welling 2014; Higgins et al. 2017 (beta); Sønderby et al. 2016 (two levels of codes)',
  conditional: true,
  config,
  presets: {
    classroom: {
      ...full,
      details: 0,
      channels: 16,
      binarise: false,
      steps: 1200,
      batch: 64,
      emaDecay: 0.99,
    },
    full,
  },
  async create(shape, settings, seed) {
    const { Vae } = await import('./vae.ts');
    return new Vae(shape, settings, seed);
  },
};
