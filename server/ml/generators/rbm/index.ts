import { z } from 'zod';
import type { GeneratorPlugin } from '../../generator.ts';

export const config = z.object({
  perClass: z
    .boolean()
    .describe(
      'Biases of each class, so that a class can be asked for | 클래스마다 편향을 따로 두어 클래스를 고를 수 있게 함',
    ),
  hidden: z.int().min(1).max(4096).describe('Hidden units | 은닉 유닛의 수'),
  persistent: z
    .boolean()
    .describe(
      'Chains go on from step to step (PCD) instead of starting at the data each time (CD) | 사슬을 매번 데이터에서 시작하지 않고 이어 감 (PCD, 끄면 CD)',
    ),
  chains: z.int().min(1).max(4096).describe('Persistent chains | 이어 가는 사슬의 수'),
  gibbsSteps: z.int().min(1).max(100).describe('Gibbs steps of every update (k) | 한 단계의 깁스 반복 횟수 (k)'),
  steps: z.int().min(1).max(10_000_000).describe('Training steps | 학습 단계 수'),
  batch: z.int().min(1).max(1024).describe('Images in a training step | 한 단계의 이미지 수'),
  learningRate: z.number().min(0).max(1).describe('Peak learning rate | 최대 학습률'),
  weightDecay: z
    .number()
    .min(0)
    .max(1)
    .describe(
      'Pull of the weights towards 0, as a share of the learning rate | 가중치를 0으로 당기는 정도 (학습률 대비)',
    ),
  emaDecay: z
    .number()
    .min(0)
    .max(0.99999)
    .describe('Decay of the moving average of the weights | 가중치 이동 평균의 감쇠율'),
  sampleSteps: z
    .int()
    .min(1)
    .max(100_000)
    .describe(
      'Gibbs steps of a sample, the first half while the machine is switched on | 그림 하나를 뽑는 깁스 반복 횟수 (앞의 절반은 서서히 켜는 동안)',
    ),
});
export type RbmConfig = z.infer<typeof config>;

const full: RbmConfig = {
  perClass: true,
  hidden: 500,
  persistent: true,
  chains: 100,
  gibbsSteps: 1,
  steps: 12_000,
  batch: 100,
  learningRate: 0.2,
  weightDecay: 0,
  emaDecay: 0.999,
  sampleSteps: 200,
};

export const plugin: GeneratorPlugin<RbmConfig> = {
  name: 'rbm',
  rung: 5,
  title: { en: 'Boltzmann machine', ko: '볼츠만 머신' },
  idea: {
    en: 'Pixels and hidden units vote for each other by flipping coins, back and forth, until a picture settles.',
    ko: '픽셀과 은닉 유닛이 동전을 던지며 서로에게 표를 주고받다 보면 그림이 자리를 잡습니다.',
  },
  giveaway: {
    en: 'Strokes with gaps, frayed ends and stray spots: each pixel is settled by votes, with no plan for the whole stroke.',
    ko: '획이 끊기고 끝이 해지며 점이 흩어집니다. 픽셀마다 표로 정해질 뿐 획 전체의 계획이 없습니다.',
  },
  source: 'Smolensky 1986; Hinton 2002 (CD); Tieleman 2008 (PCD); Melchior, Fischer & Wiskott 2016 (centring)',
  conditional: true,
  config,
  presets: {
    classroom: { ...full, hidden: 200, steps: 4000, emaDecay: 0.99, sampleSteps: 100 },
    full,
  },
  async create(shape, settings, seed) {
    const { Rbm } = await import('./rbm.ts');
    return new Rbm(shape, settings, seed);
  },
};
