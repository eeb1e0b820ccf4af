import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'maximum-likelihood',
  rung: 3.5,
  title: { en: 'Maximum likelihood', ko: '최대 가능도' },
  line: {
    en: 'Which setting of a model makes the data we saw least surprising? Every setting has a likelihood; together they are a landscape to climb.',
    ko: '어떤 설정이어야 우리가 본 데이터가 가장 덜 놀라울까요? 설정마다 가능도가 있고, 그 전체가 오를 수 있는 지형입니다.',
  },
  parts: [{ en: 'The landscape', ko: '지형' }],
  tries: [
    {
      en: 'Drag A until its curve hugs the points, and read how many times likelier than B it is.',
      ko: 'A를 끌어 곡선이 점들에 붙게 하고, B보다 몇 배 그럴듯한지 읽어 보세요.',
    },
    {
      en: 'Climb from A by EM and by slope, from several places.',
      ko: '여러 곳에서 EM과 기울기로 A에서부터 올라 보세요.',
    },
    {
      en: 'Drag one data point far out and watch the summit move.',
      ko: '데이터 점 하나를 멀리 끌면 꼭대기가 어떻게 움직이는지 보세요.',
    },
  ],
  notices: [
    {
      en: 'Both ways end on the same summit; EM needs no step size and takes fewer steps.',
      ko: '두 길은 같은 꼭대기에서 만납니다. EM은 걸음 크기를 정할 필요가 없고 걸음 수도 적습니다.',
    },
    {
      en: 'There are two summits: exchanging the two means changes nothing.',
      ko: '꼭대기는 둘입니다. 두 평균을 서로 바꾸어도 달라지는 것이 없기 때문입니다.',
    },
    {
      en: 'On the diagonal between them both means are equal: a saddle, where a climber hesitates.',
      ko: '그 사이 대각선에서는 두 평균이 같습니다. 안장 모양이라 오르는 이가 머뭇거립니다.',
    },
  ],
  say: [
    {
      en: 'We have points on a line and a model with two numbers, theta one and theta two. Every pair of numbers is one model.',
      ko: '직선 위의 점들과, 수 두 개로 정해지는 모델이 있습니다. 수의 쌍 하나가 모델 하나입니다.',
    },
    {
      en: 'The likelihood of a model is the probability it gives to all the points we saw. A and B are two models: which would you believe?',
      ko: '모델의 가능도는 우리가 본 모든 점에 그 모델이 매기는 확률입니다. A와 B 가운데 어느 쪽을 믿겠습니까?',
    },
    {
      en: 'The product over points is tiny, so we add logarithms. A difference of 10 nats is a factor of twenty-two thousand.',
      ko: '점마다의 확률을 곱하면 너무 작아지므로 로그를 더합니다. 10냇의 차이는 2만 2천 배입니다.',
    },
    {
      en: 'Now let the computer climb: by the slope, or by EM as on the rung before. Same summit.',
      ko: '이제 컴퓨터가 오르게 합시다. 기울기로도, 앞 단의 EM으로도. 꼭대기는 같습니다.',
    },
    {
      en: 'Almost every model after this one is trained by climbing such a landscape, only with millions of thetas.',
      ko: '뒤에 나올 모델도 거의 모두 이런 지형을 오르며 배웁니다. 세타가 수백만 개일 뿐입니다.',
    },
  ],
};
