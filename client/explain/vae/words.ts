import type { Vocabulary } from '../words.ts';

export const words = {
  tradeLine: {
    en: 'A real picture that the model never saw. Its cloud of codes is held loosely or tightly; beta says how dear a nat of code is.',
    ko: '모델이 본 적 없는 진짜 그림입니다. 코드 구름을 느슨하게 또는 단단히 쥡니다. 베타는 코드 한 냇의 값입니다.',
  },
  original: { en: 'Real', ko: '진짜' },
  redrawn: { en: 'Redrawn', ko: '되살린 그림' },
  reconstruction: { en: 'Reconstruction: nats to put the picture right', ko: '재구성: 그림을 바로잡는 데 드는 냇' },
  kl: { en: 'KL: nats that the code says', ko: 'KL: 코드가 말하는 냇' },
  bars: { en: 'Parts of the bound', ko: '하한의 두 부분' },
  sum: { en: 'Reconstruction + beta x KL', ko: '재구성 + 베타 x KL' },
  elbo: { en: 'Negative ELBO (beta 1)', ko: '음의 ELBO (베타 1)' },
  nats: { en: 'nats', ko: '냇' },
  beta: { en: 'Beta', ko: '베타' },
  cheap: { en: 'codes are cheap', ko: '코드가 쌈' },
  dear: { en: 'codes are dear', ko: '코드가 비쌈' },
  hold: { en: 'Hold on the code', ko: '코드를 쥐는 힘' },
  loose: { en: 'let go: the prior', ko: '놓음: 사전 분포' },
  tight: { en: 'tighter than the encoder', ko: '인코더보다 단단히' },
  best: { en: 'Best hold for this beta', ko: '이 베타에 가장 좋은 쥐기' },
  curve: { en: 'What each hold costs in all', ko: '쥐는 힘마다 드는 값' },
  holdAxis: { en: 'hold: -1 prior, 0 encoder, 1 tighter', ko: '쥐는 힘: -1 사전 분포, 0 인코더, 1 더 단단히' },
  another: { en: 'Another picture', ko: '다른 그림' },
  planeLine: {
    en: 'A plane through the prior of a class: a unit is one standard deviation. Dots are codes of real pictures.',
    ko: '한 클래스의 사전 분포를 지나는 평면이고, 눈금 하나가 표준편차 하나입니다. 점은 진짜 그림의 코드입니다.',
  },
  planeTitle: { en: 'Codes of class {{label}}', ko: '클래스 {{label}}의 코드' },
  drawn: { en: 'Drawn from the prior', ko: '사전 분포에서 뽑은 그림' },
  draw: { en: 'Draw again', ko: '다시 뽑기' },
} satisfies Vocabulary;
