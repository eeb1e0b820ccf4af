import type { Vocabulary } from '../words.ts';

export const words = {
  writeLine: {
    en: 'The chain of the shipped model proposes next rows with their probabilities. Choose one, or let it choose by chance.',
    ko: '함께 들어 있는 모델의 사슬이 다음 줄을 확률과 함께 내놓습니다. 하나를 고르거나 운에 맡겨 보세요.',
  },
  written: { en: 'The picture so far', ko: '지금까지 쓴 그림' },
  next: { en: 'Next row', ko: '다음 줄' },
  choose: { en: 'State {{state}}, {{share}}', ko: '상태 {{state}}, {{share}}' },
  others: { en: 'and {{n}} more, {{share}} together', ko: '그 밖에 {{n}}가지, 모두 {{share}}' },
  row: { en: 'Row', ko: '줄' },
  rowOf: { en: '{{t}} of {{n}}', ko: '{{n}} 가운데 {{t}}' },
  chance: { en: 'Probability of this path so far', ko: '지금까지 온 길의 확률' },
  oneIn: { en: '1 in {{n}}', ko: '{{n}}분의 1' },
  done: { en: 'Written to the end.', ko: '끝까지 썼습니다.' },
  stepRow: { en: 'Next row by chance', ko: '다음 줄을 운에 맡기기' },
  pathLine: {
    en: 'Which states most probably wrote this picture? Left the picture, in the middle what its states expect, right the path.',
    ko: '어떤 상태들이 이 그림을 썼을까요? 왼쪽이 그림, 가운데가 상태들이 예상하는 모습, 오른쪽이 그 길입니다.',
  },
  real: { en: 'Real picture', ko: '진짜 그림' },
  expected: { en: 'What its states expect', ko: '상태들이 예상하는 모습' },
  states: { en: 'Path: a column for each shape of a band', ko: '길: 열 하나가 띠 안의 모양 하나' },
  line: { en: 'Row under the finger', ko: '살펴볼 줄' },
  another: { en: 'Another picture', ko: '다른 그림' },
  band: { en: 'Band', ko: '띠' },
  shape: { en: 'Shape', ko: '모양' },
  moves: { en: 'Steps that stayed, went on, skipped a band', ko: '머문 걸음, 나아간 걸음, 띠를 건너뛴 걸음' },
  logProbability: { en: 'Log-probability of picture and path', ko: '그림과 길의 로그 확률' },
  nats: { en: 'nats', ko: '냇(nat)' },
} satisfies Vocabulary;
