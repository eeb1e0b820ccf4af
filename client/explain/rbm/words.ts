import type { Vocabulary } from '../words.ts';

export const words = {
  chainLine: {
    en: 'The shipped machine, {{hidden}} hidden units, its real weights in 8 bits, computed here in the page. Draw on the picture.',
    ko: '함께 들어 있는 머신입니다. 은닉 유닛 {{hidden}}개의 진짜 가중치를 8비트로 받아 이 페이지에서 계산합니다. 그림 위에 그어 보세요.',
  },
  pixels: { en: 'Pixels', ko: '픽셀' },
  hidden: { en: 'Hidden units: bright ones are on', ko: '은닉 유닛: 밝은 것이 켜진 유닛' },
  step: { en: 'One step there and back', ko: '한 번 오가기' },
  show: { en: 'Show', ko: '보기' },
  chances: { en: 'Chances', ko: '확률' },
  bits: { en: 'Coins', ko: '동전' },
  strength: { en: 'Strength of the votes', ko: '표의 세기' },
  melted: { en: 'melted', ko: '녹음' },
  frozen: { en: 'frozen', ko: '얼어붙음' },
  energy: { en: 'Energy of the picture', ko: '그림의 에너지' },
  energyNote: { en: 'nats, up to a constant; lower is likelier', ko: '냇(nat), 상수를 뺀 값. 낮을수록 그럴듯함' },
  steps: { en: 'Steps', ko: '걸음' },
  on: { en: 'Units on', ko: '켜진 유닛' },
  overTime: { en: 'Energy, step by step', ko: '걸음마다의 에너지' },
  filtersLine: {
    en: 'Filters of units: ink wanted (brass), ink unwanted (oxblood). First those that are on now and push hardest.',
    ko: '유닛의 필터입니다. 잉크를 바라는 곳(황동색)과 바라지 않는 곳(핏빛). 지금 켜져서 가장 세게 미는 유닛부터 보여 줍니다.',
  },
  filter: { en: 'Filter', ko: '필터' },
  unit: { en: 'Unit {{n}}', ko: '유닛 {{n}}' },
  refresh: { en: 'Those on now', ko: '지금 켜진 유닛으로' },
  bias: { en: 'Its bias under this class', ko: '이 클래스에서의 편향' },
  votes: { en: 'Votes it gets from the picture', ko: '그림에서 받는 표' },
  chance: { en: 'Chance that it is on', ko: '켜질 확률' },
} satisfies Vocabulary;
