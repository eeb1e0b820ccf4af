import type { Vocabulary } from '../words.ts';

export const words = {
  planeLine: {
    en: 'Points take the colour of the curve they believe drew them. Drag the points; drag a curve by its centre to give it another start.',
    ko: '점은 자기를 뽑았을 법한 분포의 색을 띱니다. 점을 끌어 보고, 분포의 중심을 끌어 다른 곳에서 시작하게 해 보세요.',
  },
  planeLabel: { en: 'Points, and the Gaussians of the mixture', ko: '점들과 혼합을 이루는 가우시안들' },
  point: { en: 'Point {{n}}', ko: '점 {{n}}' },
  centre: { en: 'Centre of curve {{n}}', ko: '분포 {{n}}의 중심' },
  k: { en: 'Curves (K)', ko: '분포의 수 (K)' },
  e: { en: 'E: points choose', ko: 'E: 점이 고릅니다' },
  m: { en: 'M: curves move', ko: 'M: 분포가 움직입니다' },
  restart: { en: 'Another start', ko: '다른 시작' },
  run: { en: 'Run to the end', ko: '끝까지' },
  stop: { en: 'Pause', ko: '멈춤' },
  likelihood: { en: 'Log-likelihood', ko: '로그 가능도' },
  curve: { en: 'Log-likelihood after each M-step', ko: 'M단계마다의 로그 가능도' },
  steps: { en: 'M-steps', ko: 'M단계' },
  digitsLine: {
    en: '{{n}} held-out digits, each {{d}} numbers: their first principal components. Every curve is shown as the average picture its numbers stand for.',
    ko: '학습에 쓰지 않은 숫자 {{n}}장입니다. 한 장이 숫자 {{d}}개(주성분)이고, 분포마다 그 평균 그림을 그렸습니다.',
  },
  digitsK: { en: 'Curves (K)', ko: '분포의 수 (K)' },
  mostly: { en: 'mostly {{digit}}\n{{percent}}', ko: '주로 {{digit}}\n{{percent}}' },
  means: { en: 'The average picture of each curve', ko: '분포마다의 평균 그림' },
  perPicture: { en: 'nats a picture', ko: '그림마다, 냇(nat)' },
  pure: {
    en: 'of the digits lie with a curve that is mostly their own',
    ko: '자기와 같은 숫자가 많은 분포에 속한 비율',
  },
  members: { en: 'The pictures surest of curve {{n}}', ko: '분포 {{n}}에 가장 확실히 속한 그림' },
  pick: { en: 'Press a curve to see its pictures.', ko: '분포를 누르면 그에 속한 그림이 보입니다.' },
  step: { en: 'One E and M', ko: 'E와 M 한 번' },
  fullLine: {
    en: '{{k}} curves for each class, in {{d}} dimensions, trained on all of the data.',
    ko: '클래스마다 분포 {{k}}개, {{d}}차원에서 전체 데이터로 학습했습니다.',
  },
  fullMeans: {
    en: 'Its curves, by weight; press one to draw from it',
    ko: '무게순으로 본 분포들. 누르면 거기서 뽑습니다',
  },
  drawn: { en: 'Drawn from this curve alone', ko: '이 분포 하나에서 뽑은 그림' },
} satisfies Vocabulary;
