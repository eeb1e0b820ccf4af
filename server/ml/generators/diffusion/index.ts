import { z } from 'zod';
import type { GeneratorPlugin } from '../../generator.ts';

export const config = z.object({
  channels: z
    .int()
    .min(16)
    .max(128)
    .multipleOf(16)
    .describe(
      'Channels at the finer resolution; twice as many at the coarser one | 고해상도 층의 채널 수 (저해상도 층은 두 배)',
    ),
  heads: z.int().min(1).max(8).describe('Attention heads in the middle block | 가운데 블록의 어텐션 헤드 수'),
  steps: z.int().min(1).max(1_000_000).describe('Training steps | 학습 단계 수'),
  batch: z.int().min(1).max(1024).describe('Images in a training step | 한 단계의 이미지 수'),
  learningRate: z.number().min(0).max(0.1).describe('Peak learning rate of AdamW | AdamW 최대 학습률'),
  emaDecay: z
    .number()
    .min(0)
    .max(0.99999)
    .describe('Decay of the moving average of the weights | 가중치 이동 평균의 감쇠율'),
  spread: z
    .number()
    .min(0)
    .max(128)
    .describe(
      'Grey levels by which pure black and white are pushed outwards in training, so that clipping restores them | 완전한 검정과 흰색을 바깥으로 미는 정도 (잘라내면 복원됨)',
    ),
  dropLabels: z
    .number()
    .min(0)
    .max(1)
    .describe('Share of training images shown without their class | 클래스 없이 학습하는 이미지의 비율'),
  noiseMean: z
    .number()
    .min(-3)
    .max(3)
    .default(-0.4)
    .describe(
      'Middle of the noise seen in training, as ln(sigma): low for detail, high for form | 학습에서 보는 잡음의 중심 ln(sigma): 낮으면 세부, 높으면 형태를 배움',
    ),
  noiseDeviation: z
    .number()
    .min(0.1)
    .max(4)
    .default(1.3)
    .describe('Spread of ln(sigma) in training | 학습 잡음 ln(sigma)의 표준 편차'),
  sampler: z
    .enum(['distilled', 'heun', 'euler'])
    .describe(
      'How pictures are drawn: by the distilled student in few leaps, or along the probability flow by a solver of second or first order | 그리는 방법: 증류된 학생의 몇 번 도약, 또는 확률 흐름을 2차 또는 1차 해법으로 따라가기',
    ),
  samplerSteps: z.int().min(2).max(200).describe('Noise levels visited when sampling | 생성할 때 거치는 잡음 단계 수'),
  churn: z
    .number()
    .min(0)
    .max(80)
    .default(0)
    .describe(
      'Noise put back at each step over the number of steps: it mends earlier mistakes; 0 follows the flow alone | 단계마다 되돌려 넣는 잡음의 양: 앞선 실수를 고침. 0이면 흐름만 따라감',
    ),
  distilSteps: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(0)
    .describe('Training steps of the student after those of the model | 모델 학습 뒤 학생의 학습 단계 수'),
  leaps: z
    .int()
    .min(1)
    .max(4)
    .default(4)
    .describe(
      'Leaps of the student from noise to picture; in drawing no more than it was trained with | 학생이 잡음에서 그림까지 도약하는 횟수. 그릴 때는 학습한 횟수를 넘지 않게',
    ),
  guidance: z
    .number()
    .min(0)
    .max(8)
    .describe(
      'Classifier-free guidance: 0 is the plain model, more is purer and less varied | 분류기 없는 유도: 0은 원래 모델, 클수록 또렷하지만 다양성이 줄어듦',
    ),
});
export type DiffusionConfig = z.infer<typeof config>;

const full: DiffusionConfig = {
  channels: 32,
  heads: 4,
  steps: 14_000,
  batch: 64,
  learningRate: 1.5e-3,
  emaDecay: 0.9995,
  spread: 24,
  dropLabels: 0.1,
  noiseMean: -0.4,
  noiseDeviation: 1.3,
  sampler: 'heun',
  samplerSteps: 20,
  churn: 5,
  distilSteps: 0,
  leaps: 1,
  guidance: 0.5,
};

export const plugin: GeneratorPlugin<DiffusionConfig> = {
  name: 'diffusion',
  rung: 11,
  title: { en: 'Diffusion', ko: '확산 모델' },
  idea: {
    en: 'Learns to remove noise; starts from pure noise and removes it step by step.',
    ko: '잡음을 지우는 법을 배운 뒤, 순수한 잡음에서 시작해 조금씩 지워 나갑니다.',
  },
  giveaway: {
    en: 'Strokes are clean but may join where no pen would: a loop that does not close, a stray branch.',
    ko: '획은 깨끗하지만 펜이라면 잇지 않을 곳이 이어지거나, 고리가 닫히지 않고, 엉뚱한 가지가 생깁니다.',
  },
  source: 'Ho, Jain & Abbeel 2020 (DDPM); Karras, Aittala, Aila & Laine 2022 (EDM); Ho & Salimans 2022 (guidance)',
  conditional: true,
  config,
  presets: {
    classroom: {
      ...full,
      channels: 16,
      steps: 1600,
      emaDecay: 0.995,
      samplerSteps: 12,
      learningRate: 2e-3,
    },
    full,
  },
  async create(shape, settings, seed) {
    const { Diffusion } = await import('./diffusion.ts');
    return new Diffusion(shape, settings, seed);
  },
};
