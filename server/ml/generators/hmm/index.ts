import { z } from 'zod';
import type { GeneratorPlugin } from '../../generator.ts';

export const config = z.object({
  perClass: z.boolean().describe('A chain for each class, instead of one for all | 클래스마다 따로 (끄면 전체에 하나)'),
  scan: z
    .enum(['rows', 'columns'])
    .describe(
      'What is written one after another: rows from above or columns from the left | 차례로 쓰는 단위: 위에서부터 행, 또는 왼쪽부터 열',
    ),
  emission: z
    .enum(['bernoulli', 'gaussian'])
    .describe(
      'What a state holds of each pixel: a chance of ink, or a grey value and its spread | 상태가 픽셀마다 갖는 것: 잉크가 묻을 확률, 또는 밝기와 그 퍼짐',
    ),
  bands: z
    .int()
    .min(1)
    .max(256)
    .describe('Bands of states from the first line to the last | 첫 줄에서 마지막 줄까지 상태를 나눈 띠의 수'),
  shapes: z
    .int()
    .min(1)
    .max(64)
    .describe(
      'States in a band: shapes that a line may have there | 띠 하나에 있는 상태의 수 (그 자리에서 가능한 줄 모양)',
    ),
  reach: z.int().min(1).max(4).describe('Bands that a step may go on by | 한 번에 건너갈 수 있는 띠의 수'),
  iterations: z.int().min(1).max(1000).describe('Iterations of EM (Baum-Welch) | EM(바움-웰치) 반복 횟수'),
  images: z
    .int()
    .min(2)
    .max(100_000)
    .describe('Images of each class to learn from, at most | 클래스마다 학습에 쓰는 이미지의 최대 수'),
  floor: z
    .number()
    .min(0.01)
    .max(64)
    .describe(
      'Smallest spread of a grey value, or smallest chance in 255ths | 밝기의 최소 퍼짐, 또는 255분의 몇인 최소 확률',
    ),
  noise: z
    .boolean()
    .describe(
      'Draws each pixel of a line, instead of showing what its state expects | 상태의 기댓값 대신 픽셀마다 뽑아서 보여 줌',
    ),
});
export type HmmConfig = z.infer<typeof config>;

const full: HmmConfig = {
  perClass: true,
  scan: 'rows',
  emission: 'bernoulli',
  bands: 28,
  shapes: 8,
  reach: 2,
  iterations: 12,
  images: 3000,
  floor: 0.5,
  noise: false,
};

export const plugin: GeneratorPlugin<HmmConfig> = {
  name: 'hmm',
  rung: 4,
  title: { en: 'Hidden Markov model', ko: '은닉 마르코프 모델' },
  idea: {
    en: 'Writes the picture line by line, remembering only which of a few hidden states it is in.',
    ko: '지금 어떤 은닉 상태에 있는지만 기억하며 그림을 한 줄씩 써 내려갑니다.',
  },
  giveaway: {
    en: 'Strokes that slip sideways from line to line: it knows the last line by its kind only, not by its place.',
    ko: '줄마다 획이 옆으로 어긋납니다. 바로 윗줄을 종류로만 알 뿐 정확한 자리는 모르기 때문입니다.',
  },
  source: 'Baum et al. 1970; Viterbi 1967; Rabiner 1989',
  conditional: true,
  config,
  presets: {
    classroom: { ...full, bands: 14, shapes: 4, images: 500, iterations: 30 },
    full,
  },
  async create(shape, settings, seed) {
    const { HmmModel } = await import('./model.ts');
    return new HmmModel(shape, settings, seed);
  },
};
