import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'histogram',
  rung: 1,
  title: { en: 'Table', ko: '확률표' },
  line: {
    en: 'Write down how often every picture occurs and draw from the list: exact for tiny pictures, hopeless for real ones.',
    ko: '모든 그림이 몇 번 나오는지 적어 두고 그 목록에서 뽑습니다. 아주 작은 그림이라면 정확하지만 진짜 그림에는 어림없습니다.',
  },
  parts: [
    { en: 'All tiny pictures in one table', ko: '아주 작은 그림 전부를 표 하나에' },
    { en: 'Why not one table for real pictures', ko: '진짜 그림에는 왜 표를 쓰지 못할까' },
    { en: 'A small table for each pixel', ko: '픽셀마다 작은 표' },
  ],
  tries: [
    {
      en: 'Slide the number u from 0 to 1 and see which picture it falls on.',
      ko: '수 u를 0에서 1까지 밀며 어떤 그림에 떨어지는지 보세요.',
    },
    {
      en: 'Go from 2 x 2 to 4 x 4, then make the picture larger until the table would not fit into the universe.',
      ko: '2 × 2에서 4 × 4로 바꾸고, 표가 우주에도 다 들어가지 못할 때까지 그림을 키워 보세요.',
    },
    {
      en: 'Choose a pixel in the middle and one at the edge and compare their tables.',
      ko: '가운데 픽셀과 가장자리 픽셀을 골라 표를 견주어 보세요.',
    },
  ],
  notices: [
    {
      en: 'A probability is a length: a frequent picture has a long interval, so a blind draw hits it often.',
      ko: '확률은 길이입니다. 자주 나오는 그림은 구간이 길어서 아무렇게나 뽑아도 자주 걸립니다.',
    },
    {
      en: 'At 4 x 4 nearly the whole table is empty: most pictures were never seen.',
      ko: '4 × 4에서는 표가 거의 다 비어 있습니다. 대부분의 그림은 한 번도 나오지 않았습니다.',
    },
    {
      en: 'A table for each pixel fits easily, and its forgeries are dust: no pixel asks its neighbour.',
      ko: '픽셀마다 표를 두면 쉽게 들어가지만 위작은 먼지가 됩니다. 어떤 픽셀도 옆 픽셀에게 묻지 않습니다.',
    },
  ],
  say: [
    {
      en: 'To generate is to draw from a probability. The plainest probability is a list: each picture and how often it came.',
      ko: '생성이란 확률에서 뽑는 일입니다. 가장 단순한 확률은 그림마다 몇 번 나왔는지 적은 목록입니다.',
    },
    {
      en: 'Shrink a digit to two by two black or white cells and there are sixteen pictures. The list is the whole model.',
      ko: '숫자를 흑백 2 × 2칸으로 줄이면 그림은 열여섯 가지뿐입니다. 목록이 곧 모델 전부입니다.',
    },
    {
      en: 'Lay the probabilities end to end between 0 and 1, throw one random number, and take the picture it lands on.',
      ko: '확률을 0과 1 사이에 죽 늘어놓고 무작위 수 하나를 던져, 떨어진 자리의 그림을 가져옵니다.',
    },
    {
      en: 'Four by four already has 65,536 pictures. A real digit has 256 to the power of 784: a number of 1,889 digits.',
      ko: '4 × 4만 해도 65,536가지입니다. 진짜 숫자 그림은 256의 784제곱, 1,889자리 수만큼 있습니다.',
    },
    {
      en: 'So we must assume something. The crudest assumption is that pixels do not know of each other. Look at the dust.',
      ko: '그래서 무언가를 가정해야 합니다. 가장 거친 가정은 픽셀끼리 서로 모른다는 것입니다. 이 먼지를 보세요.',
    },
    {
      en: 'Every rung above this one is a better assumption.',
      ko: '이 위의 모든 단은 더 나은 가정입니다.',
    },
  ],
};
