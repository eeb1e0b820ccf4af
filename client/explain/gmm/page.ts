import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'gmm',
  rung: 3,
  title: { en: 'Mixture of Gaussians', ko: '가우시안 혼합' },
  line: {
    en: 'Several bell curves, each with its share of the pictures. Nobody says which picture belongs to which curve: that is found by taking turns.',
    ko: '종 모양 분포 여럿이 그림을 나누어 맡습니다. 어느 그림이 누구 몫인지는 아무도 모르므로, 번갈아 맞추어 가며 찾습니다.',
  },
  parts: [
    { en: 'E and M, one at a time', ko: 'E와 M, 한 번에 하나씩' },
    { en: 'The same on real digits', ko: '진짜 숫자에서' },
    { en: 'The shipped model', ko: '함께 들어 있는 모델' },
  ],
  tries: [
    {
      en: 'Press E, then M, and again: first the points choose, then the curves move.',
      ko: 'E와 M을 번갈아 눌러 보세요. 점이 고르면 분포가 움직입니다.',
    },
    { en: 'Start over a few times with the same points.', ko: '같은 점으로 몇 번 처음부터 다시 해 보세요.' },
    { en: 'Ask for more curves than there are clumps.', ko: '무리보다 많은 분포를 주어 보세요.' },
  ],
  notices: [
    {
      en: 'The likelihood rises at every step and never falls.',
      ko: '가능도는 단계마다 오르고 결코 내려가지 않습니다.',
    },
    {
      en: 'Where it ends depends on where it began: a hill is found, not always the highest.',
      ko: '어디서 끝나는지는 어디서 시작했는지에 달렸습니다. 언덕을 찾지만 가장 높은 언덕은 아닐 수 있습니다.',
    },
    {
      en: 'On digits a curve becomes a kind of handwriting; between kinds it is still a blur.',
      ko: '숫자에서는 분포 하나가 글씨체 하나가 됩니다. 그 안은 여전히 흐릿합니다.',
    },
  ],
  say: [
    {
      en: 'One bell curve failed on two clumps. So we take several and mix them: first choose a curve by its weight, then draw from it.',
      ko: '종 모양 하나로는 두 무리를 나타낼 수 없었습니다. 그래서 여럿을 섞습니다. 무게에 따라 하나를 고르고, 거기서 뽑습니다.',
    },
    {
      en: 'If we knew who drew each point, fitting would be easy. If we knew the curves, guessing who drew each point would be easy. We know neither.',
      ko: '점마다 누가 뽑았는지 알면 맞추기 쉽고, 분포를 알면 누가 뽑았는지 맞히기 쉽습니다. 우리는 둘 다 모릅니다.',
    },
    {
      en: 'EM takes turns. E: each point divides itself among the curves. M: each curve moves to its share of the points.',
      ko: 'EM은 번갈아 합니다. E에서는 점마다 자기를 분포들에 나누어 주고, M에서는 분포마다 자기 몫의 점으로 옮겨 갑니다.',
    },
    {
      en: 'Every turn raises the likelihood. It stops on a hill, and which hill depends on the start.',
      ko: '한 차례마다 가능도가 오릅니다. 언덕에서 멈추는데, 어느 언덕인지는 시작에 달렸습니다.',
    },
    {
      en: 'On real digits, watch ten grey averages turn into ten ways of writing.',
      ko: '진짜 숫자에서는 잿빛 평균 여럿이 글씨체 여럿으로 바뀌는 것을 보세요.',
    },
  ],
};
