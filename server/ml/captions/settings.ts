import { z } from 'zod';

/** Settings of every model that learns from captions and keeps, of several candidates, the one its scorer likes best. */
export const captionSettings = {
  dropCaptions: z
    .number()
    .min(0)
    .max(1)
    .describe('Share of training images shown without their caption | 설명문 없이 학습하는 이미지의 비율'),
  doubt: z
    .number()
    .min(0)
    .max(0.15)
    .describe(
      'Share of the images on either side of a border between two words of which neither is said | 두 낱말의 경계 양쪽에서 아무 말도 붙이지 않는 이미지의 비율',
    ),
  scorerSteps: z.int().min(1).max(1_000_000).describe('Training steps of the scorer | 채점기의 학습 단계 수'),
  scorerRate: z.number().min(0).max(0.1).describe('Peak learning rate of the scorer | 채점기의 최대 학습률'),
  candidates: z
    .int()
    .min(1)
    .max(64)
    .describe(
      'Pictures drawn for each prompt, of which the scorer keeps one | 문장마다 그려서 채점기가 하나를 고르는 후보 수',
    ),
};
