import type { Vocabulary } from '../words.ts';

export const words = {
  walkLine: {
    en: 'A code is 64 random numbers; the shipped forger turns each into a picture. Slide from one to the other.',
    ko: '코드는 무작위 수 64개이고, 함께 들어 있는 위조꾼이 코드마다 그림을 그립니다. 한쪽에서 다른 쪽으로 밀어 보세요.',
  },
  way: { en: 'On the way', ko: '가는 길' },
  ends: { en: 'First code', ko: '첫 코드' },
  endsOther: { en: 'Second code', ko: '둘째 코드' },
  turn: { en: 'Go on to a new code', ko: '새 코드로 계속 가기' },
  picture: { en: 'The picture of the code', ko: '코드의 그림' },
  all: { en: 'All pictures of the walk', ko: '걷는 길의 모든 그림' },
  duelLine: {
    en: 'Ivory: real points, in eight clumps. Red: what the forger makes. Light: where the judge believes points are real. Both learn here, in your browser.',
    ko: '상아색은 여덟 무리의 진짜 점, 붉은색은 위조꾼이 만든 점, 빛은 감정가가 진짜라고 믿는 곳입니다. 둘 다 지금 브라우저에서 배웁니다.',
  },
  duelLabel: { en: 'Real points, made points, and the belief of the judge', ko: '진짜 점, 만든 점, 감정가의 믿음' },
  collapse: { en: 'Let it collapse', ko: '붕괴시키기' },
  collapseHint: {
    en: 'Forty moves of the forger for one of the judge, and no penalty for a steep judge.',
    ko: '감정가가 한 번 움직일 때 위조꾼이 마흔 번 움직이고, 가파른 감정가에 벌점이 없습니다.',
  },
  round: { en: 'Round', ko: '판' },
  reached: { en: 'Clumps reached', ko: '닿은 무리' },
  ofEight: { en: '{{n}} of 8', ko: '8곳 가운데 {{n}}곳' },
  right: { en: 'The judge is right in', ko: '감정가가 맞힌 비율' },
  rightNote: { en: 'of pairs; 50 % is fooled', ko: '짝 가운데. 50 %면 속은 것' },
  curve: { en: 'The judge is right, and clumps reached, over the rounds', ko: '판마다 감정가가 맞힌 비율과 닿은 무리' },
  judgeLine: { en: 'judge right', ko: '감정가가 맞힘' },
  clumpLine: { en: 'share of clumps', ko: '닿은 무리의 비율' },
  round10: { en: 'Ten rounds', ko: '열 판' },
  criticLine: {
    en: 'The shipped forger stands still while a fresh judge learns. Under each picture: how sure it is that the picture is real. None of these was trained on.',
    ko: '위조꾼은 멈추어 있고 새 감정가만 배웁니다. 그림 아래는 진품이라고 믿는 정도이며, 모두 학습에 쓰지 않은 그림입니다.',
  },
  real: { en: 'Real', ko: '진품' },
  fake: { en: 'Forged', ko: '위작' },
  moves: { en: 'Moves of the judge', ko: '감정가의 학습 횟수' },
  teach: { en: 'Five moves', ko: '다섯 번' },
  criticRight: { en: 'Right on unseen pictures', ko: '처음 보는 그림을 맞힌 비율' },
} satisfies Vocabulary;
