import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'autoencoder',
  rung: 7,
  title: { en: 'Autoencoder', ko: '오토인코더' },
  line: {
    en: 'A picture squeezed into a few numbers and back. The numbers make a space; most of it has never been lived in.',
    ko: '그림을 숫자 몇 개로 압축했다가 되살립니다. 그 숫자들이 공간을 이루는데, 그 공간은 대부분 비어 있습니다.',
  },
  parts: [
    { en: 'Two spaces of codes', ko: '두 코드 공간' },
    { en: 'Codes to draw from', ko: '어디서 코드를 뽑을까' },
  ],
  tries: [
    {
      en: 'Drag the point of the plain autoencoder from one colour to another, slowly.',
      ko: '변분이 아닌 오토인코더의 점을 한 색에서 다른 색까지 천천히 끌어 보세요.',
    },
    {
      en: 'Do the same with the variational one, as far out as you like.',
      ko: '변분 오토인코더의 점도 멀리까지 마음껏 끌어 보세요.',
    },
    {
      en: 'Draw codes from anywhere, then from where codes are.',
      ko: '아무 곳에서나 코드를 뽑아 보고, 코드가 있는 곳에서도 뽑아 보세요.',
    },
  ],
  notices: [
    {
      en: 'Between clouds the plain decoder paints no digit: red is where the classifier can read none with confidence.',
      ko: '구름 사이에서 변분이 아닌 디코더는 숫자가 아닌 것을 그립니다. 빨간 곳은 분류기도 자신 있게 읽지 못하는 자리입니다.',
    },
    {
      en: 'The variational one was taught that every code near the middle must be a digit of its class.',
      ko: '변분 오토인코더는 가운데 부근의 모든 코드가 그 클래스의 숫자가 되도록 배웠습니다.',
    },
    {
      en: 'The plain decoder is not worse at copying; it only was never asked about the places between.',
      ko: '변분이 아닌 디코더가 되살리기를 못하는 것이 아닙니다. 사이의 자리를 물어본 적이 없을 뿐입니다.',
    },
  ],
  say: [
    {
      en: 'Squeeze a picture through a narrow door and ask for it back: what passes is what matters.',
      ko: '그림을 좁은 문으로 통과시킨 뒤 되돌려 달라고 합니다. 통과한 것이 곧 중요한 것입니다.',
    },
    {
      en: 'With straight lines only this is principal components. With curves it copies far better through the same door.',
      ko: '직선만 쓰면 주성분 분석입니다. 굽은 함수를 쓰면 같은 문으로도 훨씬 잘 되살립니다.',
    },
    {
      en: 'Is it a generator? Pick numbers of your own and decode them. Usually you fall into a hole.',
      ko: '이것이 생성 모델일까요? 아무 숫자나 골라 되살려 보면 대개 구멍에 빠집니다.',
    },
    {
      en: 'Afterwards one can measure where codes lie and draw only there. That is a repair, not part of the training.',
      ko: '나중에 코드가 어디 있는지 재서 그곳에서만 뽑을 수 있습니다. 하지만 이것은 수선일 뿐, 학습의 일부가 아닙니다.',
    },
    {
      en: 'What if we asked, during training, that the space have no holes? That is the next rung.',
      ko: '학습할 때부터 공간에 구멍이 없게 해 달라고 하면 어떨까요? 그것이 다음 단계입니다.',
    },
  ],
};
