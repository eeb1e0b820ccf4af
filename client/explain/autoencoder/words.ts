import type { Vocabulary } from '../words.ts';

export const words = {
  planesLine: {
    en: 'Each small picture is what the decoder makes of that place. Dots are codes of real pictures; red marks where no digit can be read.',
    ko: '작은 그림은 디코더가 그 자리에서 그린 것입니다. 점은 진짜 그림의 코드이고, 빨간 곳에서는 숫자를 읽을 수 없습니다.',
  },
  plain: { en: 'Autoencoder, all classes', ko: '오토인코더, 모든 클래스' },
  variational: { en: 'Variational, class {{label}}', ko: '변분 오토인코더, 클래스 {{label}}' },
  handle: { en: 'Code to decode', ko: '되살릴 코드' },
  decoded: { en: 'Decoded', ko: '되살린 그림' },
  read: { en: 'read as {{label}}, {{sure}} sure', ko: '읽은 숫자 {{label}}, 확신 {{sure}}' },
  holes: { en: 'Holes: places read with less than 90 %', ko: '구멍: 90 % 미만으로 읽힌 자리' },
  dots: { en: 'Dots of real pictures', ko: '진짜 그림의 점' },
  digit: { en: 'Class of the variational one', ko: '변분 오토인코더의 클래스' },
  noVariational: {
    en: 'A VAE of the same pictures would stand here; train one to compare.',
    ko: '같은 그림을 배운 VAE가 있으면 여기에 나란히 놓입니다. 학습해서 비교해 보세요.',
  },
  drawLine: {
    en: 'The same decoder, fed in two ways. Under each picture: what the classifier reads, and how sure it is.',
    ko: '같은 디코더에 두 가지로 코드를 넣습니다. 그림 아래는 분류기가 읽은 것과 그 확신입니다.',
  },
  anywhere: { en: 'Anywhere in the box of all codes', ko: '모든 코드를 담은 상자 안 아무 곳' },
  fitted: { en: 'From a Gaussian fitted to the codes of each class', ko: '클래스별 코드에 맞춘 가우시안' },
  again: { en: 'Draw again', ko: '다시 뽑기' },
  sureAnywhere: { en: 'Mean confidence, anywhere', ko: '평균 확신, 아무 곳' },
  sureFitted: { en: 'Mean confidence, fitted', ko: '평균 확신, 맞춘 분포' },
} satisfies Vocabulary;
