import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'diffusion',
  rung: 11,
  title: { en: 'Diffusion', ko: '확산 모델' },
  line: {
    en: 'Learn to take noise away. Then start from nothing but noise, and take it away a little at a time.',
    ko: '잡음을 걷어 내는 법을 배웁니다. 그런 다음 잡음뿐인 곳에서 시작해 조금씩 걷어 냅니다.',
  },
  parts: [
    { en: 'A real picture, drowned and guessed', ko: '진짜 그림을 잠기게 하고 알아맞히기' },
    { en: 'From noise to a picture', ko: '잡음에서 그림으로' },
  ],
  tries: [
    {
      en: 'Drown a real picture in noise until the model no longer knows which digit it was.',
      ko: '진짜 그림을 잡음에 잠기게 해 모델이 어떤 숫자인지 모르게 되는 곳을 찾아보세요.',
    },
    {
      en: 'Scrub through the sampler and find the moment when the digit is decided.',
      ko: '표본을 뽑는 길을 오가며 숫자가 정해지는 순간을 찾아보세요.',
    },
    {
      en: 'Take two steps only; then thirty. Then turn guidance up to 8.',
      ko: '두 걸음만에, 다음엔 서른 걸음에 뽑아 보세요. 그리고 유도를 8까지 올려 보세요.',
    },
  ],
  notices: [
    {
      en: 'Under heavy noise the guess is a grey average: of all digits, or of the class it was told.',
      ko: '잡음이 심하면 추측은 잿빛 평균입니다. 모든 숫자의, 또는 알려 준 숫자의 평균입니다.',
    },
    {
      en: 'Large things are settled first, edges last: each noise level has its own question.',
      ko: '큰 모양이 먼저, 가장자리는 나중에 정해집니다. 잡음의 세기마다 묻는 것이 다릅니다.',
    },
    {
      en: 'Guidance makes a class unmistakable and all its pictures alike.',
      ko: '유도를 올리면 숫자는 또렷해지고 그림들은 서로 닮아 갑니다.',
    },
  ],
  say: [
    {
      en: 'Adding noise is easy and needs no model. Here it goes on a real picture until nothing is left.',
      ko: '잡음을 더하기는 쉽고 모델도 필요 없습니다. 진짜 그림에 아무것도 남지 않을 때까지 더해 봅니다.',
    },
    {
      en: 'The model is trained on one question: here is a noisy picture and how noisy it is, what was the clean one? Its best answer is an average.',
      ko: '모델이 배우는 것은 질문 하나입니다. 잡음 낀 그림과 그 세기를 줄 테니 깨끗한 그림은 무엇이었을까? 가장 좋은 답은 평균입니다.',
    },
    {
      en: 'To draw, start from pure noise, ask, go a little towards the answer, and ask again with less noise.',
      ko: '그릴 때는 순수한 잡음에서 시작해 묻고, 답 쪽으로 조금 가고, 잡음이 줄어든 곳에서 다시 묻습니다.',
    },
    {
      en: 'Left is where the sampler stands, right what the model expects. Watch the expectation go from fog to a decision.',
      ko: '왼쪽은 지금 있는 곳, 오른쪽은 모델이 기대하는 그림입니다. 안개에서 결정으로 바뀌는 것을 보세요.',
    },
    {
      en: 'Steps cost time. Guidance asks twice, with and without the class, and exaggerates the difference.',
      ko: '걸음마다 시간이 듭니다. 유도는 숫자를 알려 줄 때와 아닐 때 두 번 물어 그 차이를 부풀립니다.',
    },
  ],
};
