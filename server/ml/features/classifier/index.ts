import { z } from 'zod';
import type { ImageShape, PresetName } from '../../generator.ts';
import type { Classifier } from './classifier.ts';

export const config = z.object({
  channels: z.int().min(16).max(64).multipleOf(16).describe('Channels at the finer resolution | 고해상도 층의 채널 수'),
  steps: z.int().min(1).max(1_000_000).describe('Training steps | 학습 단계 수'),
  batch: z.int().min(1).max(1024).describe('Images in a training step | 한 단계의 이미지 수'),
  learningRate: z.number().min(0).max(0.1).describe('Peak learning rate of AdamW | AdamW 최대 학습률'),
  emaDecay: z
    .number()
    .min(0)
    .max(0.99999)
    .describe('Decay of the moving average of the weights | 가중치 이동 평균의 감쇠율'),
  shift: z
    .number()
    .min(0)
    .max(8)
    .describe('Largest shift of a training image, pixels | 학습 이미지의 최대 이동 (픽셀)'),
  rotate: z
    .number()
    .min(0)
    .max(45)
    .describe('Largest rotation of a training image, degrees | 학습 이미지의 최대 회전 (도)'),
});
export type ClassifierConfig = z.infer<typeof config>;

const full: ClassifierConfig = {
  channels: 32,
  steps: 2000,
  batch: 128,
  learningRate: 3e-3,
  emaDecay: 0.995,
  shift: 2,
  rotate: 8,
};

/** The classifier whose features judge generators; trained by a run like any generator, but it makes no pictures. */
export const plugin = {
  name: 'classifier',
  config,
  presets: { classroom: { ...full, steps: 500, emaDecay: 0.98 }, full } satisfies Record<PresetName, ClassifierConfig>,
  async create(shape: ImageShape, settings: ClassifierConfig, seed: number): Promise<Classifier> {
    const { Classifier: Model } = await import('./classifier.ts');
    return new Model(shape, settings, seed);
  },
};
