import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'gaussian',
  rung: 2,
  title: { en: 'Gaussian', ko: '가우시안' },
  line: {
    en: 'One bell curve over all pictures at once: an average, and the directions in which pictures differ from it.',
    ko: '모든 그림을 종 모양 분포 하나로 나타냅니다. 평균 그림이 있고, 그림들은 몇 가지 방향으로 평균에서 벗어납니다.',
  },
  parts: [
    { en: 'In two dimensions', ko: '2차원에서' },
    { en: 'In 784 dimensions', ko: '784차원에서' },
  ],
  tries: [
    {
      en: 'Drag one point far away and watch the ellipse stretch after it.',
      ko: '점 하나를 멀리 끌어 보세요. 타원이 따라 늘어납니다.',
    },
    {
      en: 'Move the points into two separate clumps.',
      ko: '점들을 두 무리로 갈라 놓아 보세요.',
    },
    {
      en: 'Slide the first direction of a digit from end to end, then several at once.',
      ko: '숫자의 첫째 방향을 끝에서 끝까지 밀어 보고, 여러 방향을 함께 밀어 보세요.',
    },
  ],
  notices: [
    {
      en: 'With two clumps the curve is highest between them, where there is no point at all.',
      ko: '무리가 둘이면 점이 하나도 없는 그 사이에서 확률이 가장 높습니다.',
    },
    {
      en: 'A slid digit is a sum of ghosts: strokes fade in and out, none of them moves.',
      ko: '밀어 본 숫자는 흐릿한 그림들의 합입니다. 획은 옮겨 가지 않고 나타났다 사라집니다.',
    },
    {
      en: 'That is why its forgeries are grey where ink should be either there or not.',
      ko: '그래서 위작은 있거나 없어야 할 곳이 잿빛으로 번집니다.',
    },
  ],
  say: [
    {
      en: 'A generative model is a probability for every picture. The simplest smooth one is a bell curve.',
      ko: '생성 모델은 모든 그림에 확률을 매기는 것입니다. 가장 단순하고 매끄러운 것이 종 모양 분포입니다.',
    },
    {
      en: 'In two dimensions we can see it: the best curve has the mean and the covariance of the points. No search is needed.',
      ko: '2차원에서는 눈에 보입니다. 가장 알맞은 분포의 평균과 공분산은 점들의 평균과 공분산 그 자체라서 찾아 헤맬 필요가 없습니다.',
    },
    {
      en: 'A picture of 28 by 28 is one point in 784 dimensions. The same two numbers become an average picture and 784 directions.',
      ko: '28 × 28 그림은 784차원의 점 하나입니다. 같은 두 값이 이제 평균 그림과 784개의 방향이 됩니다.',
    },
    {
      en: 'Slide the strongest directions: this is everything the model knows about a three.',
      ko: '가장 센 방향들을 밀어 보세요. 이것이 모델이 3에 대해 아는 전부입니다.',
    },
    {
      en: 'It cannot say "either here or there", because a bell curve has one hill. What would you do with two clumps?',
      ko: '언덕이 하나뿐이라 "여기 아니면 저기"라고 말하지 못합니다. 무리가 둘이면 어떻게 하면 좋을까요?',
    },
  ],
};
