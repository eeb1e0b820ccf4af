import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'text-diffusion',
  rung: 13,
  title: { en: 'Text to image by diffusion', ko: '확산 모델로 글에서 그림으로' },
  line: {
    en: 'Words become a vector, and the vector bends every step from noise to picture.',
    ko: '말을 벡터로 바꾸고, 그 벡터가 잡음에서 그림으로 가는 모든 단계의 방향을 잡아 줍니다.',
  },
  parts: [
    { en: 'From noise to what you said', ko: '잡음에서 말한 그림으로' },
    { en: 'The same noise, guided more and more', ko: '같은 잡음, 점점 센 유도' },
  ],
  tries: [
    {
      en: 'Ask for a thin seven, then slide the guidance from nothing to its end.',
      ko: '가는 7을 그리게 한 다음, 유도를 0에서 끝까지 밀어 보세요.',
    },
    {
      en: 'Scrub through the steps and say at which one you would know the digit.',
      ko: '단계를 앞뒤로 넘기며, 몇 단계에서 숫자를 알아볼 수 있는지 맞혀 보세요.',
    },
    {
      en: 'Ask the same thing in the other language, then ask for a colour.',
      ko: '같은 말을 다른 언어로 해 보고, 색깔도 시켜 보세요.',
    },
  ],
  notices: [
    {
      en: 'Without guidance the words are a hint that is often missed; with a little they are kept; with far too much the picture breaks apart.',
      ko: '유도가 없으면 말은 자주 놓치는 귀띔일 뿐입니다. 조금 있으면 말을 지키고, 지나치면 그림이 부서집니다.',
    },
    {
      en: 'What it is gets settled in the first steps, how it looks in the last.',
      ko: '무엇인지는 처음 몇 단계에서, 어떻게 생겼는지는 마지막 단계에서 정해집니다.',
    },
    {
      en: 'Some combinations were kept from training, and the words still compose.',
      ko: '일부 조합은 학습에서 빼 두었는데도, 낱말들은 잘 어울려 그려집니다.',
    },
  ],
  say: [
    {
      en: 'So far we could ask for a class. Now we ask in words, and the words go into the network at every step.',
      ko: '지금까지는 종류만 고를 수 있었습니다. 이제는 말로 시키고, 그 말이 모든 단계에서 신경망에 들어갑니다.',
    },
    {
      en: 'The model was shown pictures with captions. Nobody wrote them: we measured how thick, how slanted and how large each digit is.',
      ko: '모델은 설명이 붙은 그림을 보며 배웠습니다. 설명은 사람이 쓴 것이 아니라, 숫자마다 굵기와 기울기와 크기를 재어 붙인 것입니다.',
    },
    {
      en: 'One picture in ten came without its caption, so the same network also knows what pictures look like in general.',
      ko: '열에 하나는 설명 없이 보여 주었기에, 같은 신경망이 일반적인 그림도 압니다.',
    },
    {
      en: 'Guidance is the difference between the two, exaggerated: more of what the words add.',
      ko: '유도란 이 둘의 차이를 부풀린 것입니다. 말이 보태는 것을 더 보태는 것이지요.',
    },
    {
      en: 'We can check obedience, because everything we ask for can be measured. The bars on the board do just that.',
      ko: '시킨 것을 모두 잴 수 있으니, 말을 얼마나 잘 듣는지도 확인할 수 있습니다. 점수판이 바로 그것을 보여 줍니다.',
    },
  ],
};
