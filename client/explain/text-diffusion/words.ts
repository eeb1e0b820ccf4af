import type { Vocabulary } from '../words.ts';

export const words = {
  titleLine: {
    en: 'Six pictures of one sentence. The large one is the first of them, on its way.',
    ko: '한 문장으로 그린 그림 여섯 장입니다. 큰 그림은 그 첫째 장이 만들어지는 과정입니다.',
  },
  guidance: { en: 'Guidance', ko: '유도' },
  guidanceLess: { en: 'a hint', ko: '귀띔' },
  guidanceMore: { en: 'shouted', ko: '고함' },
  steps: { en: 'Steps', ko: '단계 수' },
  way: { en: 'Step on the way', ko: '거쳐 온 단계' },
  wayOf: { en: '{{k}} of {{n}}', ko: '{{n}} 중 {{k}}' },
  noise: { en: 'Noise left', ko: '남은 잡음' },
  noiseUnit: { en: 'standard deviations of the pictures', ko: '그림의 표준편차를 1로 할 때' },
  behind: { en: 'What the network sees behind the noise', ko: '신경망이 잡음 뒤에서 보는 그림' },
  six: { en: 'Six pictures of the sentence', ko: '그 문장으로 그린 여섯 장' },
  ladderLine: {
    en: 'Each column starts from the same noise. Down the rows only the guidance grows.',
    ko: '한 열은 같은 잡음에서 시작합니다. 아래로 갈수록 유도만 세집니다.',
  },
  rowOf: { en: 'Guidance {{g}}', ko: '유도 {{g}}' },
} satisfies Vocabulary;
