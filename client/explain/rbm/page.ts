import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'rbm',
  rung: 5,
  title: { en: 'Boltzmann machine', ko: '볼츠만 머신' },
  line: {
    en: 'Pixels and hidden units vote for each other with coins, back and forth: a picture is where they settle for a while.',
    ko: '픽셀과 은닉 유닛이 동전을 던져 서로에게 표를 줍니다. 한동안 자리를 잡은 모습이 곧 그림입니다.',
  },
  parts: [
    { en: 'The running chain', ko: '돌아가는 사슬' },
    { en: 'What the hidden units look for', ko: '은닉 유닛이 찾는 것' },
  ],
  tries: [
    {
      en: 'Run the chain, then change the class while it runs and watch one digit turn into another.',
      ko: '사슬을 돌리다가 도중에 클래스를 바꾸어 한 숫자가 다른 숫자로 변하는 것을 보세요.',
    },
    {
      en: 'Draw into the picture with a finger while the chain runs.',
      ko: '사슬이 도는 동안 손가락으로 그림에 획을 그어 보세요.',
    },
    {
      en: 'Turn the strength of the votes down until the picture melts, then up again.',
      ko: '표의 세기를 그림이 녹을 때까지 낮추었다가 다시 높여 보세요.',
    },
  ],
  notices: [
    {
      en: 'The picture never stands still: a machine does not have an answer, it visits likely ones.',
      ko: '그림은 결코 멈추지 않습니다. 머신은 답을 가진 것이 아니라 그럴듯한 답들을 돌아다닙니다.',
    },
    {
      en: 'A scribble that fits is kept, one that does not is voted away within a few steps.',
      ko: '어울리는 낙서는 남고, 어울리지 않는 낙서는 몇 걸음 만에 표결로 지워집니다.',
    },
    {
      en: 'Each filter wants ink in one place and none beside it: pieces of strokes, found without being told.',
      ko: '필터마다 잉크를 바라는 자리와 그 옆의 비울 자리가 있습니다. 아무도 알려 주지 않은 획의 조각입니다.',
    },
  ],
  say: [
    {
      en: 'So far every pixel or row was drawn once. Here everything is drawn again and again, each side given the other.',
      ko: '지금까지는 픽셀이나 줄을 한 번씩 뽑았습니다. 여기서는 양쪽이 서로를 보며 몇 번이고 다시 뽑습니다.',
    },
    {
      en: 'A hidden unit adds up the pixels under its filter and flips a coin. Then each pixel adds up the units that are on, and flips its own.',
      ko: '은닉 유닛은 필터 아래의 픽셀을 더해 동전을 던집니다. 그다음 픽셀마다 켜진 유닛을 더해 자기 동전을 던집니다.',
    },
    {
      en: 'Low energy means that many agree. The chain spends its time where the energy is low, and there the pictures are.',
      ko: '에너지가 낮다는 것은 많은 유닛이 뜻을 같이한다는 말입니다. 사슬은 에너지가 낮은 곳에 머물고, 그곳에 그림이 있습니다.',
    },
    {
      en: 'Learning: lower the energy of real pictures, raise it for what the machine dreams by itself, until the two look alike.',
      ko: '학습은 진짜 그림의 에너지를 낮추고 머신이 혼자 꾸는 꿈의 에너지를 높이는 일입니다. 둘이 비슷해질 때까지 합니다.',
    },
    {
      en: 'How probable a picture is, nobody can compute exactly: the sum has 2 to the power of 500 terms. It has to be estimated.',
      ko: '그림 하나의 확률은 아무도 정확히 계산하지 못합니다. 더할 항이 2의 500제곱 개라서 어림할 수밖에 없습니다.',
    },
  ],
};
