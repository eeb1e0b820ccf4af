import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'hmm',
  rung: 4,
  title: { en: 'Hidden Markov model', ko: '은닉 마르코프 모델' },
  line: {
    en: 'A picture written row by row by a walker who knows only where it stands, not where it has been.',
    ko: '지금 선 자리만 알고 지나온 길은 모르는 채 걸어가며 그림을 한 줄씩 씁니다.',
  },
  parts: [
    { en: 'Write a picture', ko: '그림 쓰기' },
    { en: 'The path through a real picture', ko: '진짜 그림을 지나는 길' },
  ],
  tries: [
    {
      en: 'Write a picture yourself: choose the next row among those that the chain proposes.',
      ko: '직접 그림을 써 보세요. 사슬이 내놓는 다음 줄 가운데 하나씩 고르면 됩니다.',
    },
    {
      en: 'Let it run several times and watch where a stroke slips.',
      ko: '여러 번 돌려 보며 획이 어디서 어긋나는지 보세요.',
    },
    {
      en: 'Slide over the rows of a real picture and compare each with what its state expects.',
      ko: '진짜 그림의 줄을 훑으며 줄마다 그 상태가 예상하는 모습과 견주어 보세요.',
    },
  ],
  notices: [
    {
      en: 'The next row depends on the present state alone; all of the picture above it is forgotten.',
      ko: '다음 줄은 지금 상태에만 달려 있고, 그 위의 그림은 모두 잊힙니다.',
    },
    {
      en: 'Eight states in a band are eight shapes a row may have: three bits of memory.',
      ko: '띠마다 상태가 여덟이면 줄 모양도 여덟 가지, 기억은 3비트뿐입니다.',
    },
    {
      en: 'Nobody ever told the states what to look like: EM found them from pictures alone.',
      ko: '상태가 어떤 모습이어야 하는지 아무도 알려 주지 않았습니다. EM이 그림만 보고 찾아냈습니다.',
    },
  ],
  say: [
    {
      en: 'A mixture picks a style once for the whole picture. What if it could change its mind on the way down?',
      ko: '혼합 모델은 그림 전체의 모양새를 한 번 고르고 끝입니다. 내려가면서 마음을 바꿀 수 있다면 어떨까요?',
    },
    {
      en: 'A hidden Markov model walks from state to state and writes one row at each. We see the rows, never the states.',
      ko: '은닉 마르코프 모델은 상태에서 상태로 걸으며 한 줄씩 씁니다. 보이는 것은 줄이고, 상태는 보이지 않습니다.',
    },
    {
      en: 'Choose the rows yourself: each proposal comes with its probability, learned from thousands of pictures.',
      ko: '줄을 직접 골라 보세요. 제안마다 수천 장에서 배운 확률이 붙어 있습니다.',
    },
    {
      en: 'The other way round: given a picture, which path of states most probably wrote it? That is the Viterbi path.',
      ko: '거꾸로, 그림이 주어졌을 때 그것을 썼을 가장 그럴듯한 상태의 길은 무엇일까요? 그것이 비터비 경로입니다.',
    },
    {
      en: 'It forgets. A stroke that began on the left comes out on the right a few rows later. Later rungs look at all pixels at once.',
      ko: '그러나 잊습니다. 왼쪽에서 시작한 획이 몇 줄 뒤 오른쪽에서 나옵니다. 다음 단들은 모든 픽셀을 한꺼번에 봅니다.',
    },
  ],
};
