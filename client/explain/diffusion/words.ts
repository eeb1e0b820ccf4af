import type { Vocabulary } from '../words.ts';

export const words = {
  forwardLine: {
    en: 'Left: a held-out picture under noise. Right: what the shipped model believes was there.',
    ko: '왼쪽은 학습에 쓰지 않은 그림에 잡음을 더한 것, 오른쪽은 모델이 짐작한 원래 그림입니다.',
  },
  noisy: { en: 'Under noise', ko: '잡음 낀 그림' },
  guessed: { en: 'What the model expects', ko: '모델이 기대하는 그림' },
  original: { en: 'The picture itself', ko: '원래 그림' },
  noise: { en: 'Noise', ko: '잡음' },
  sigma: { en: 'σ = {{sigma}}', ko: 'σ = {{sigma}}' },
  none: { en: 'almost none', ko: '거의 없음' },
  drowned: { en: 'nothing but noise', ko: '잡음뿐' },
  tell: { en: 'Tell it the class', ko: '어떤 숫자인지 알려 주기' },
  tellHint: {
    en: 'Then it need only guess how this one is written.',
    ko: '알려 주면 어떻게 쓴 글씨인지만 짐작하면 됩니다.',
  },
  another: { en: 'Another picture', ko: '다른 그림' },
  otherNoise: { en: 'Other noise', ko: '다른 잡음' },
  backLine: {
    en: 'The way of the sampler. Scrub through it; change what it may do.',
    ko: '표본을 뽑는 길입니다. 앞뒤로 오가 보고, 조건을 바꾸어 보세요.',
  },
  stands: { en: 'Where it stands', ko: '지금 있는 곳' },
  time: { en: 'Step', ko: '걸음' },
  stepOf: { en: '{{i}} of {{n}}', ko: '{{n}} 가운데 {{i}}' },
  steps: { en: 'Steps', ko: '걸음 수' },
  guidance: { en: 'Guidance', ko: '유도' },
  digit: { en: 'Class', ko: '클래스' },
  any: { en: 'none', ko: '없음' },
  solver: { en: 'Solver', ko: '해법' },
  euler: { en: 'Euler, one look a step', ko: '오일러, 걸음마다 한 번' },
  heun: { en: 'Heun, two looks a step', ko: '호인, 걸음마다 두 번' },
  looks: {
    en: 'Noise levels looked at (guidance asks twice at some)',
    ko: '들여다본 횟수 (유도는 일부에서 두 번 묻습니다)',
  },
  strip: { en: 'What the model expects at every step', ko: '걸음마다 모델이 기대하는 그림' },
} satisfies Vocabulary;
