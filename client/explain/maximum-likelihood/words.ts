import type { Vocabulary } from '../words.ts';

export const words = {
  surfaceLine: {
    en: 'Every place is one setting of the model; the brighter, the likelier the data. Drag A and B.',
    ko: '자리 하나가 모델의 설정 하나이고, 밝을수록 데이터가 그럴듯합니다. A와 B를 끌어 보세요.',
  },
  surfaceLabel: { en: 'Log-likelihood over both means', ko: '두 평균에 따른 로그 가능도' },
  handle: { en: 'Setting {{name}}', ko: '설정 {{name}}' },
  theta1: { en: 'θ₁, mean of one half', ko: 'θ₁, 한쪽 절반의 평균' },
  theta2: { en: 'θ₂', ko: 'θ₂' },
  data: { en: 'The data, and what A and B expect', ko: '데이터, 그리고 A와 B의 예상' },
  dataLabel: { en: 'Data points and two densities', ko: '데이터 점과 두 밀도' },
  point: { en: 'Data point {{n}}', ko: '데이터 점 {{n}}' },
  likelihoodOf: { en: 'Log-likelihood of {{name}}', ko: '{{name}}의 로그 가능도' },
  times: { en: 'The likelier of the two', ko: '둘 가운데 더 그럴듯한 쪽' },
  factor: { en: '{{name}}, {{n}} times', ko: '{{name}}, {{n}}배' },
  equal: { en: 'Both make these data equally likely', ko: '둘이 똑같이 그럴듯합니다' },
  climb: { en: 'Climb from A', ko: 'A에서 오르기' },
  byEm: { en: 'EM', ko: 'EM' },
  bySlope: { en: 'Slope', ko: '기울기' },
  rate: { en: 'Step size of the slope', ko: '기울기의 걸음 크기' },
  steps: { en: 'Steps', ko: '걸음' },
  reached: { en: '{{way}} reaches the summit in', ko: '{{way}}, 꼭대기까지' },
  count: { en: '{{n}} steps', ko: '{{n}}걸음' },
  climbing: { en: 'on the way', ko: '오르는 중' },
  curve: { en: 'Log-likelihood along both paths', ko: '두 길을 따라 본 로그 가능도' },
} satisfies Vocabulary;
