import { z } from 'zod';
import type { GeneratorPlugin } from '../../generator.ts';

export const config = z.object({
  codes: z.int().min(2).max(512).describe('Entries of the codebook | 코드북의 항목 수'),
  channels: z
    .int()
    .min(16)
    .max(64)
    .multipleOf(16)
    .describe('Channels of encoder and decoder at half resolution | 절반 해상도에서 인코더와 디코더의 채널 수'),
  steps: z
    .int()
    .min(1)
    .max(1_000_000)
    .describe('Training steps of encoder and decoder | 인코더와 디코더의 학습 단계 수'),
  batch: z.int().min(1).max(1024).describe('Images in a training step | 한 단계의 이미지 수'),
  learningRate: z
    .number()
    .min(0)
    .max(0.1)
    .describe('Peak learning rate of encoder and decoder | 인코더와 디코더의 최대 학습률'),
  klWeight: z
    .number()
    .min(0)
    .max(10)
    .describe(
      "Weight of the KL of each token's distribution to uniform: more says less about the picture | 토큰 분포와 균등 분포의 KL 가중치: 클수록 그림에 대한 정보가 줄어듦",
    ),
  balanceWeight: z
    .number()
    .min(0)
    .max(10)
    .describe('Weight that keeps all of the codebook in use | 코드북 전체를 고루 쓰게 하는 가중치'),
  coldest: z
    .number()
    .min(0.01)
    .max(2)
    .describe('Temperature of the softened draws at the end; it starts at 1 | 부드러운 추출의 최종 온도(1에서 시작)'),
  width: z
    .int()
    .min(8)
    .max(512)
    .multipleOf(8)
    .describe('Width of the prior over tokens | 토큰 사전 분포 신경망의 너비'),
  layers: z.int().min(1).max(12).describe('Layers of the prior | 사전 분포 신경망의 층 수'),
  heads: z.int().min(1).max(8).describe('Attention heads; a divisor of the width | 어텐션 헤드 수(너비의 약수)'),
  priorSteps: z.int().min(1).max(1_000_000).describe('Training steps of the prior | 사전 분포의 학습 단계 수'),
  priorRate: z.number().min(0).max(0.1).describe('Peak learning rate of the prior | 사전 분포의 최대 학습률'),
  emaDecay: z
    .number()
    .min(0)
    .max(0.99999)
    .describe('Decay of the moving average of the weights | 가중치 이동 평균의 감쇠율'),
  temperature: z
    .number()
    .min(0.01)
    .max(5)
    .describe(
      'Temperature of the tokens drawn: below 1 safer, above 1 wilder | 토큰을 뽑는 온도: 1보다 작으면 안전하게, 크면 거칠게',
    ),
  topP: z
    .number()
    .min(0.01)
    .max(1)
    .describe('Tokens are drawn from the likeliest that hold this share | 이 확률 몫을 차지하는 상위 토큰에서만 뽑음'),
});
export type DvaeConfig = z.infer<typeof config>;

const full: DvaeConfig = {
  codes: 64,
  channels: 16,
  steps: 1500,
  batch: 64,
  learningRate: 3e-3,
  klWeight: 0.03,
  balanceWeight: 0.06,
  coldest: 0.0625,
  width: 96,
  layers: 3,
  heads: 4,
  priorSteps: 4000,
  priorRate: 2e-3,
  emaDecay: 0.998,
  temperature: 1,
  topP: 1,
};

export const plugin: GeneratorPlugin<DvaeConfig> = {
  name: 'dvae',
  rung: 9,
  title: { en: 'Discrete VAE with a prior', ko: '이산 VAE와 사전 분포' },
  idea: {
    en: 'Writes each picture as a grid of tokens from a small codebook, then learns which token follows which.',
    ko: '그림을 작은 코드북의 토큰 격자로 적은 다음, 어떤 토큰 뒤에 어떤 토큰이 오는지 배웁니다.',
  },
  giveaway: {
    en: 'Built of tiles: each stroke piece is crisp, but pieces written far apart may not belong to one figure.',
    ko: '타일로 지었습니다. 획 조각은 또렷하지만, 멀리 떨어진 조각끼리 한 글자를 이루지 못하기도 합니다.',
  },
  source:
    'Jang, Gu & Poole 2017 (Gumbel-softmax); Ramesh et al. 2021 (DALL-E, first two stages); van den Oord et al. 2017',
  conditional: true,
  config,
  presets: {
    classroom: { ...full, codes: 32, steps: 500, width: 64, layers: 2, priorSteps: 1200, emaDecay: 0.99 },
    full,
  },
  async create(shape, settings, seed) {
    const { Dvae } = await import('./dvae.ts');
    return new Dvae(shape, settings, seed);
  },
};
