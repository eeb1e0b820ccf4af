import type { Vocabulary } from '../words.ts';

export const words = {
  gridLine: {
    en: 'A real picture that the model never saw, read into {{n}} tokens. Pick one, then a code to put in its place.',
    ko: '모델이 본 적 없는 진짜 그림을 토큰 {{n}}개로 읽었습니다. 하나를 고르고, 그 자리에 놓을 코드를 고르세요.',
  },
  original: { en: 'Real', ko: '진짜' },
  decoded: { en: 'Decoded', ko: '되살린 그림' },
  tokens: { en: 'Tokens', ko: '토큰' },
  codebook: { en: 'The codebook', ko: '코드북' },
  codebookLine: {
    en: 'Each code as the mean of the patches it stands for. The black ones differ in what surrounds them.',
    ko: '각 코드가 나타내는 조각들의 평균입니다. 검은 코드들은 둘레에 있는 것이 서로 다릅니다.',
  },
  code: { en: 'Code {{k}}', ko: '코드 {{k}}' },
  place: { en: 'Row {{row}}, column {{column}}', ko: '{{row}}행 {{column}}열' },
  chosen: { en: 'Chosen place', ko: '고른 자리' },
  now: { en: 'Code there', ko: '그 자리의 코드' },
  used: { en: 'Codes in use', ko: '쓰이는 코드 수' },
  usedNote: { en: 'perplexity, of {{n}}', ko: '혼란도, 전체 {{n}}개' },
  another: { en: 'Another picture', ko: '다른 그림' },
  undo: { en: 'As it was read', ko: '읽은 그대로' },
  writeLine: {
    en: 'Token by token, row by row, each drawn in the light of those before it.',
    ko: '한 행씩 토큰을 하나하나, 앞의 토큰들을 보고 다음 것을 뽑습니다.',
  },
  temperature: { en: 'Temperature', ko: '온도' },
  cold: { en: 'safe', ko: '안전하게' },
  hot: { en: 'wild', ko: '거칠게' },
  from: { en: 'Begin with', ko: '시작' },
  nothing: { en: 'nothing', ko: '빈 격자' },
  above: { en: 'the picture above, up to the chosen place', ko: '위 그림, 고른 자리까지' },
  again: { en: 'Write again', ko: '다시 쓰기' },
  step: { en: 'Next token', ko: '다음 토큰' },
  written: { en: 'Written grid', ko: '쓰인 격자' },
  result: { en: 'Decoded grids', ko: '되살린 격자들' },
  progress: { en: 'Tokens written', ko: '쓴 토큰' },
} satisfies Vocabulary;
