import type { Vocabulary } from '../words.ts';

export const words = {
  planeLine: {
    en: 'Drag the points. The ellipses are one and two standard deviations of the curve that fits them best.',
    ko: '점을 끌어 보세요. 타원은 점들에 가장 알맞은 분포의 표준편차 1배와 2배입니다.',
  },
  planeLabel: { en: 'Points and the Gaussian that fits them', ko: '점들과 그에 맞춘 가우시안' },
  point: { en: 'Point {{n}}', ko: '점 {{n}}' },
  likelihood: { en: 'Log-likelihood of the points', ko: '점들의 로그 가능도' },
  nats: { en: 'nats a point', ko: '점마다, 냇(nat)' },
  mean: { en: 'Mean', ko: '평균' },
  covariance: { en: 'Covariance', ko: '공분산' },
  add: { en: 'Press an empty place to add a point.', ko: '빈 곳을 누르면 점이 생깁니다.' },
  presets: { en: 'Points', ko: '점들' },
  cloud: { en: 'One cloud', ko: '한 무리' },
  clumps: { en: 'Two clumps', ko: '두 무리' },
  ring: { en: 'A ring', ko: '고리' },
  digitsLine: {
    en: 'The same curve over real digits: the shipped model. Slide along the directions in which its pictures vary most.',
    ko: '진짜 숫자에 맞춘 같은 분포, 함께 들어 있는 모델입니다. 그림이 가장 많이 달라지는 방향들을 밀어 보세요.',
  },
  direction: { en: 'Direction {{n}}', ko: '방향 {{n}}' },
  deviations: { en: '{{n}} standard deviations', ko: '표준편차 {{n}}배' },
  slid: { en: 'The mean, moved along the directions', ko: '방향을 따라 옮긴 평균' },
  meanPicture: { en: 'Mean', ko: '평균' },
  share: { en: 'of all its variance lies in these six directions', ko: '전체 분산 가운데 이 여섯 방향이 차지하는 몫' },
  home: { en: 'Back to the mean', ko: '평균으로' },
  draw: { en: 'Draw from it', ko: '뽑아 보기' },
  drawn: { en: 'Drawn from the whole curve', ko: '분포 전체에서 뽑은 그림' },
  names: {
    en: 'What each direction adds (brass) and takes away (oxblood)',
    ko: '방향마다 더하는 곳(황동색)과 빼는 곳(핏빛)',
  },
} satisfies Vocabulary;
