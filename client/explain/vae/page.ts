import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'vae',
  rung: 8,
  title: { en: 'Variational autoencoder', ko: '변분 오토인코더' },
  line: {
    en: 'A picture becomes a small cloud of codes. Two forces shape the cloud: say enough to redraw the picture, and cost little.',
    ko: '그림은 작은 코드 구름이 됩니다. 두 힘이 구름을 빚습니다. 그림을 되살릴 만큼은 말하되, 값은 적게 치를 것.',
  },
  parts: [
    { en: 'Two bars that pull on each other', ko: '서로 당기는 두 막대' },
    { en: 'A walk over the codes', ko: '코드 위의 산책' },
  ],
  tries: [
    {
      en: 'Slide beta from end to end and watch the two bars and the picture.',
      ko: '베타를 끝에서 끝까지 밀면서 두 막대와 그림을 지켜보세요.',
    },
    {
      en: 'Move the hold by hand: try to make both bars short.',
      ko: '쥐는 힘을 손으로 움직여, 두 막대를 모두 짧게 만들어 보세요.',
    },
    {
      en: 'Walk over the plane of a class and look for a hole.',
      ko: '한 클래스의 평면을 돌아다니며 구멍을 찾아보세요.',
    },
  ],
  notices: [
    {
      en: 'One bar shrinks only while the other grows: their sum has a lowest point, and beta moves it.',
      ko: '한 막대가 줄면 다른 막대가 늡니다. 합이 가장 낮은 곳이 있고, 베타가 그곳을 옮깁니다.',
    },
    {
      en: 'With a large beta the code is let go, and the picture becomes the average of its class.',
      ko: '베타가 크면 코드를 놓아 버리고, 그림은 그 클래스의 평균이 됩니다.',
    },
    {
      en: 'At beta 1 the lowest point is where the encoder itself stands: it was trained to find it.',
      ko: '베타가 1일 때 가장 낮은 곳은 인코더가 서 있는 바로 그 자리입니다. 그렇게 배웠기 때문입니다.',
    },
  ],
  say: [
    {
      en: 'An autoencoder gives each picture a point. A VAE gives it a cloud, so the decoder must be right in a neighbourhood.',
      ko: '오토인코더는 그림마다 점을 하나 줍니다. VAE는 구름을 주므로, 디코더는 그 둘레에서도 맞아야 합니다.',
    },
    {
      en: 'Clouds could flee from each other and stay apart. The KL term is a rubber band that pulls all of them to the middle.',
      ko: '구름들은 서로 멀리 달아날 수도 있습니다. KL 항은 모두를 가운데로 당기는 고무줄입니다.',
    },
    {
      en: 'Both bars are nats, so they can be added: the sum bounds how surprising the picture is to the model.',
      ko: '두 막대의 단위는 모두 냇(nat)이라 더할 수 있습니다. 그 합은 모델이 그림을 보고 놀라는 정도의 상한입니다.',
    },
    {
      en: 'Since everything near the middle decodes to something, sampling is easy: draw a code, decode it.',
      ko: '가운데 부근은 어디든 그림이 되므로 뽑기가 쉽습니다. 코드를 뽑아 되살리면 됩니다.',
    },
    {
      en: 'The price is softness: the decoder shows the mean of all pictures that a code could stand for.',
      ko: '대가는 흐릿함입니다. 디코더는 코드가 뜻할 수 있는 모든 그림의 평균을 보여 줍니다.',
    },
  ],
};
