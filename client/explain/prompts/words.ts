import type { Vocabulary } from '../words.ts';

export const words = {
  prompt: { en: 'Say what to draw', ko: '무엇을 그릴지 말해 보세요' },
  hint: {
    en: 'A class, how thick, how it leans, how large. In English or Korean, in any order; leave out what you like.',
    ko: '종류, 굵기, 기울기, 크기를 말합니다. 한국어나 영어로, 순서는 마음대로, 빼고 싶은 것은 빼도 됩니다.',
  },
  send: { en: 'Draw it', ko: '그리기' },
  again: { en: 'Another draw', ko: '다시 뽑기' },
  examples: { en: 'For example', ko: '예를 들면' },
  understood: { en: 'Understood', ko: '이해한 말' },
  stillShown: { en: 'Not drawn. Below is still', ko: '그리지 않았습니다. 아래는 아직' },
  heldOut: {
    en: 'No training picture had this combination.',
    ko: '학습 그림에는 이 조합이 한 장도 없었습니다.',
  },
  nothing: { en: 'nothing in particular', ko: '특별히 정한 것 없음' },
  kept: { en: 'carry all that was asked', ko: '시킨 것을 모두 지킨 그림' },
  keptOf: { en: '{{right}} of {{all}}', ko: '{{all}}장 중 {{right}}장' },
  measured: { en: 'Measured: {{caption}}', ko: '재어 보니 {{caption}}' },
  yes: { en: 'as asked', ko: '시킨 대로' },
  no: { en: 'not as asked', ko: '시킨 것과 다름' },
} satisfies Vocabulary;
