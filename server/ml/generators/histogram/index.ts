import { z } from 'zod';
import type { GeneratorPlugin } from '../../generator.ts';

export const config = z.object({
  table: z
    .enum(['pixels', '2 x 2', '3 x 3', '4 x 4'])
    .describe(
      'A table for each pixel alone, or one table of all binary thumbnails of this size | 픽셀마다 표 하나, 또는 이 크기의 흑백 축소판 전체의 표 하나',
    ),
  perClass: z.boolean().describe('A table for each class, instead of one for all | 클래스마다 따로 (끄면 전체에 하나)'),
  bits: z
    .int()
    .min(1)
    .max(8)
    .describe('Bits kept of a grey value: 8 tells all 256 apart | 회색값에서 남기는 비트 수 (8이면 256단계 모두 구별)'),
  smoothing: z
    .number()
    .min(0.001)
    .max(100)
    .describe('Added to every count, so that nothing is impossible | 모든 횟수에 더하는 값 (불가능한 그림이 없도록)'),
});
export type HistogramConfig = z.infer<typeof config>;

const full: HistogramConfig = { table: 'pixels', perClass: false, bits: 8, smoothing: 1 };

export const plugin: GeneratorPlugin<HistogramConfig> = {
  name: 'histogram',
  rung: 1,
  title: { en: 'Table', ko: '확률표' },
  idea: {
    en: 'Counts how often each pixel had each grey value and draws every pixel from its own list, alone.',
    ko: '픽셀마다 어떤 밝기가 몇 번 나왔는지 세어 두고, 픽셀 하나하나를 따로 뽑습니다.',
  },
  giveaway: {
    en: 'Dust: the right amount of ink in the right area, but no pixel knows what its neighbour does.',
    ko: '흩뿌린 먼지: 자리와 잉크의 양은 맞지만, 어떤 픽셀도 옆 픽셀이 무엇을 하는지 모릅니다.',
  },
  source: 'Laplace 1812 (rule of succession); Bishop 2006, Pattern Recognition and Machine Learning, 2.5.1',
  conditional: true,
  config,
  presets: { classroom: { ...full, perClass: true, bits: 4 }, full },
  async create(shape, settings) {
    const { HistogramModel } = await import('./model.ts');
    return new HistogramModel(shape, settings);
  },
};
