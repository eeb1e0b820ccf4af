import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'gan',
  rung: 10,
  title: { en: 'Adversarial networks', ko: '적대적 생성망' },
  line: {
    en: 'A forger and a judge learn from each other. The forger never sees a real picture; it only hears what the judge thinks.',
    ko: '위조꾼과 감정가가 서로에게서 배웁니다. 위조꾼은 진품을 본 적이 없고, 감정가의 생각만 전해 듣습니다.',
  },
  parts: [
    { en: 'A walk between two codes', ko: '두 코드 사이 걷기' },
    { en: 'The duel in two dimensions', ko: '2차원의 겨루기' },
    { en: 'A new judge for the finished forger', ko: '다 배운 위조꾼에게 새 감정가' },
  ],
  tries: [
    {
      en: 'Walk from one code to another and look for a place where it stops being a digit.',
      ko: '한 코드에서 다른 코드로 걸어가며 숫자가 아니게 되는 곳이 있는지 찾아보세요.',
    },
    {
      en: 'Run the duel until all eight clumps are reached, then switch the collapse on.',
      ko: '겨루기를 돌려 여덟 무리에 모두 닿게 한 뒤, 붕괴를 켜 보세요.',
    },
    { en: 'Train a new judge against the finished forger.', ko: '다 배운 위조꾼을 상대로 새 감정가를 가르쳐 보세요.' },
  ],
  notices: [
    {
      en: 'The walk has no holes: every code was asked for in training.',
      ko: '걷는 길에 빈 곳이 없습니다. 학습할 때 모든 코드로 그려 보게 했기 때문입니다.',
    },
    {
      en: 'Collapsed, the forger puts everything in one place and hops to another when the judge catches on: nobody asked for variety.',
      ko: '붕괴하면 위조꾼은 모두 한곳에 몰아넣다가 들키면 다른 곳으로 옮겨 갑니다. 아무도 다양성을 요구하지 않았습니다.',
    },
    {
      en: 'Back under fair rules it spreads again, sometimes at once, sometimes only after hundreds of rounds.',
      ko: '규칙을 되돌리면 다시 퍼지는데, 곧바로일 때도 있고 수백 판이 지나서일 때도 있습니다.',
    },
  ],
  say: [
    {
      en: 'No likelihood on this rung. Quality is measured by a second network whose only work is to tell real from made.',
      ko: '이 단에는 가능도가 없습니다. 진짜와 만든 것을 가르는 일만 하는 둘째 신경망이 품질을 잽니다.',
    },
    {
      en: 'In two dimensions: the light is what the judge believes, red are forgeries. Red follows the light, the light flees from red.',
      ko: '2차원에서 빛은 감정가의 믿음, 붉은 점은 위작입니다. 붉은 점은 빛을 좇고, 빛은 붉은 점을 피해 달아납니다.',
    },
    {
      en: 'At the end the judge is right half of the time: the game is even.',
      ko: '끝에는 감정가가 절반만 맞힙니다. 비긴 것입니다.',
    },
    {
      en: 'Now we let the forger move forty times for each move of the judge. It finds the one weakest spot and puts everything there: mode collapse.',
      ko: '이제 감정가가 한 번 움직일 때 위조꾼은 마흔 번 움직이게 합니다. 가장 약한 한 곳을 찾아 모두 거기에 몰아넣습니다. 모드 붕괴입니다.',
    },
    {
      en: 'The shipped model is kept from that by a penalty on how steep the judge may be.',
      ko: '함께 들어 있는 모델은 감정가가 너무 가팔라지지 않도록 벌점을 두어 이를 막습니다.',
    },
  ],
};
