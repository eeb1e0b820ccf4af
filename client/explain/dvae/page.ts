import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'dvae',
  rung: 9,
  title: { en: 'Discrete VAE and its prior', ko: '이산 VAE와 사전 분포' },
  line: {
    en: 'A picture written as a grid of tokens from a small codebook, and a prior that has learned how such grids go on.',
    ko: '그림을 작은 코드북의 토큰 격자로 적습니다. 그런 격자가 어떻게 이어지는지는 사전 분포가 배웁니다.',
  },
  parts: [
    { en: 'A picture as tokens', ko: '토큰으로 적은 그림' },
    { en: 'The prior writes', ko: '사전 분포가 쓰기' },
  ],
  tries: [
    {
      en: 'Pick a token in the middle of a stroke and put another code in its place.',
      ko: '획 한가운데의 토큰을 골라 다른 코드로 바꿔 보세요.',
    },
    {
      en: 'Pick a token near the top and let the prior write everything after it, several times.',
      ko: '위쪽 토큰을 고르고 그다음부터 사전 분포가 쓰게 해 보세요. 여러 번 해 보세요.',
    },
    {
      en: 'Let the prior write from nothing, first cold, then hot.',
      ko: '아무것도 주지 말고 쓰게 하되, 처음에는 차갑게, 다음에는 뜨겁게 해 보세요.',
    },
  ],
  notices: [
    {
      en: 'One token changes one patch and little around it: the grid is a drawing in tiles.',
      ko: '토큰 하나를 바꾸면 그 조각과 바로 둘레만 바뀝니다. 격자는 타일로 그린 그림입니다.',
    },
    {
      en: 'The prior goes on with the stroke that it finds: what was given decides what can follow.',
      ko: '사전 분포는 눈앞의 획을 이어 갑니다. 주어진 것이 다음에 올 것을 정합니다.',
    },
    {
      en: 'Cold it repeats the safest digit; hot it breaks strokes apart.',
      ko: '차가우면 가장 안전한 숫자만 되풀이하고, 뜨거우면 획이 끊어집니다.',
    },
  ],
  say: [
    {
      en: 'A VAE gives each picture a few real numbers. Here each patch gets one word from a small dictionary instead.',
      ko: 'VAE는 그림마다 실수 몇 개를 줍니다. 여기서는 조각마다 작은 사전의 낱말 하나를 줍니다.',
    },
    {
      en: 'Choosing a word has no slope, so training softens the choice: Gumbel noise and a temperature that falls towards a hard choice.',
      ko: '낱말을 고르는 일에는 기울기가 없습니다. 그래서 굼벨 잡음과 차츰 식는 온도로 선택을 부드럽게 만들어 배웁니다.',
    },
    {
      en: 'Now a picture is a text of 49 tokens, and a text can be continued: a transformer learns which token follows which.',
      ko: '이제 그림은 토큰 49개짜리 글이고, 글은 이어 쓸 수 있습니다. 어떤 토큰 뒤에 무엇이 오는지 트랜스포머가 배웁니다.',
    },
    {
      en: 'Two models share the work: the codebook knows what strokes look like, the prior knows what digits are.',
      ko: '두 모델이 일을 나눕니다. 코드북은 획의 생김새를 알고, 사전 분포는 숫자가 무엇인지 압니다.',
    },
    {
      en: 'Put words of a caption before the picture tokens, and the same machine draws what it is told. That is the first DALL-E.',
      ko: '그림 토큰 앞에 설명 글의 낱말을 놓으면 같은 기계가 시키는 대로 그립니다. 그것이 첫 DALL-E입니다.',
    },
  ],
};
