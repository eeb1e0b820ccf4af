import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'dalle',
  rung: 12,
  title: { en: 'Text to image by tokens', ko: '토큰으로 글에서 그림으로' },
  line: {
    en: 'A picture is a sentence in a language of 49 tokens, written down after the words that asked for it.',
    ko: '그림은 토큰 49개로 된 문장이고, 시킨 말 바로 뒤에 이어서 적어 내려갑니다.',
  },
  parts: [
    { en: 'Written token by token', ko: '토큰을 하나씩 적기' },
    { en: 'The candidates, as the scorer ranks them', ko: '채점기가 매긴 후보의 순위' },
  ],
  tries: [
    {
      en: 'Run the tokens and stop as soon as you know which digit it will be.',
      ko: '토큰을 하나씩 적게 하다가, 어떤 숫자인지 알겠으면 멈춰 보세요.',
    },
    {
      en: 'Look at the candidate that the scorer put last, and say what is wrong with it.',
      ko: '채점기가 꼴찌로 둔 후보를 보고, 무엇이 잘못되었는지 말해 보세요.',
    },
    {
      en: 'Ask for something that no digit has, such as a colour.',
      ko: '숫자에는 없는 것, 이를테면 색깔을 시켜 보세요.',
    },
  ],
  notices: [
    {
      en: 'Nothing is ever taken back: a token drawn badly stays, and the rest must make the best of it.',
      ko: '한번 적은 토큰은 고치지 못합니다. 잘못 뽑은 토큰이 있으면 나머지가 거기에 맞출 수밖에 없습니다.',
    },
    {
      en: 'Empty ground is written with many different tokens: which black it is tells the next token what lies near.',
      ko: '빈 바탕도 여러 가지 토큰으로 적습니다. 어떤 검정인지가 가까이에 무엇이 있는지를 다음 토큰에 알려 줍니다.',
    },
    {
      en: 'Some candidates miss the words; a scorer that has learned to read pictures puts those last.',
      ko: '말을 놓친 후보도 있습니다. 그림을 읽도록 배운 채점기가 그런 것을 뒤로 보냅니다.',
    },
  ],
  say: [
    {
      en: 'We know models that write text: they draw the next word, again and again. Here the next words are pieces of a picture.',
      ko: '글을 쓰는 모델은 다음 낱말을 뽑고 또 뽑습니다. 여기서는 그 다음 낱말이 그림 조각입니다.',
    },
    {
      en: 'The pieces come from the discrete VAE two rungs below: a codebook of patches, 49 of them in a picture.',
      ko: '조각은 두 칸 아래의 이산 VAE에서 왔습니다. 코드북의 조각 49개가 그림 한 장입니다.',
    },
    {
      en: 'The prompt is just the beginning of the sentence. One transformer reads all of it.',
      ko: '시킨 말은 문장의 앞부분일 뿐입니다. 트랜스포머 하나가 처음부터 끝까지 읽습니다.',
    },
    {
      en: 'It is drawn several times, and a second model, trained to tell which caption belongs to which picture, keeps the best.',
      ko: '여러 번 그린 다음, 어느 설명이 어느 그림의 것인지 가려내도록 배운 둘째 모델이 가장 나은 것을 고릅니다.',
    },
    {
      en: 'Compare it with the next rung, which revises the whole picture at every step.',
      ko: '단계마다 그림 전체를 고쳐 그리는 다음 칸과 견주어 보세요.',
    },
  ],
};
