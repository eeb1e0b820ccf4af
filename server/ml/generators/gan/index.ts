import { z } from 'zod';
import type { GeneratorPlugin } from '../../generator.ts';

export const config = z.object({
  latent: z.int().min(1).max(512).describe('Numbers in the noise a picture is made from | 그림을 만드는 잡음의 길이'),
  channels: z
    .int()
    .min(16)
    .max(128)
    .multipleOf(16)
    .describe('Channels at the finer resolution, both networks | 고해상도 층의 채널 수 (두 망 모두)'),
  loss: z.enum(['relativistic', 'nonsaturating']).describe('What the two networks play for | 두 망이 겨루는 목표'),
  gamma: z
    .number()
    .min(0)
    .max(100)
    .describe(
      'Weight of the gradient penalties R1 and R2: 0 invites collapse | 기울기 벌점 R1, R2의 가중치: 0이면 붕괴하기 쉬움',
    ),
  penaltyEvery: z
    .int()
    .min(1)
    .max(64)
    .describe('Steps between penalties, each then weighing as much more | 벌점을 매기는 간격 (그만큼 크게 매김)'),
  steps: z.int().min(1).max(1_000_000).describe('Training steps | 학습 단계 수'),
  batch: z.int().min(1).max(1024).describe('Images in a training step | 한 단계의 이미지 수'),
  learningRate: z.number().min(0).max(0.1).describe('Peak learning rate of both networks | 두 망의 최대 학습률'),
  emaDecay: z
    .number()
    .min(0)
    .max(0.99999)
    .describe("Decay of the moving average of the generator's weights | 생성망 가중치 이동 평균의 감쇠율"),
});
export type GanConfig = z.infer<typeof config>;

const full: GanConfig = {
  latent: 64,
  channels: 32,
  loss: 'relativistic',
  gamma: 0.2,
  penaltyEvery: 2,
  steps: 3200,
  batch: 64,
  learningRate: 1e-3,
  emaDecay: 0.998,
};

export const plugin: GeneratorPlugin<GanConfig> = {
  name: 'gan',
  rung: 10,
  title: { en: 'Generative adversarial network', ko: '생성적 적대 신경망' },
  idea: {
    en: 'A forger and a critic train against each other until the critic can only guess.',
    ko: '위조꾼과 감정사가 서로 겨루며 배웁니다. 감정사가 찍기만 할 수 있을 때까지.',
  },
  giveaway: {
    en: 'Crisp but with broken anatomy: strokes that stop short, specks, and favourite poses that come back too often.',
    ko: '선명하지만 골격이 어긋납니다. 끊긴 획, 점, 너무 자주 되풀이되는 모양이 보입니다.',
  },
  source: 'Goodfellow et al. 2014; Mescheder, Geiger & Nowozin 2018 (R1); Huang et al. 2024 (R3GAN)',
  conditional: true,
  config,
  presets: { classroom: { ...full, channels: 16, steps: 1500, emaDecay: 0.99 }, full },
  async create(shape, settings, seed) {
    const { Gan } = await import('./gan.ts');
    return new Gan(shape, settings, seed);
  },
};
