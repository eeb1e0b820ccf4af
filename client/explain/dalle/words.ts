import type { Vocabulary } from '../words.ts';

export const words = {
  titleLine: {
    en: 'Left the picture so far, right its tokens. What is still to come is shown as empty ground.',
    ko: '왼쪽은 지금까지의 그림, 오른쪽은 그 토큰입니다. 아직 적지 않은 곳은 빈 바탕으로 보입니다.',
  },
  soFar: { en: 'The picture so far', ko: '지금까지의 그림' },
  grid: { en: 'Tokens so far', ko: '지금까지의 토큰' },
  written: { en: 'Tokens written', ko: '적은 토큰' },
  writtenOf: { en: '{{k}} of {{n}}', ko: '{{n}}개 중 {{k}}개' },
  next: { en: 'Next token', ko: '다음 토큰' },
  codebook: { en: 'Tokens to choose from', ko: '고를 수 있는 토큰' },
  different: { en: 'Different ones in this picture', ko: '이 그림에 쓰인 서로 다른 토큰' },
  candidatesLine: {
    en: 'All were written for the same words. The scorer has read the words and seen the pictures; it keeps the first.',
    ko: '모두 같은 말로 적은 것입니다. 채점기는 말을 읽고 그림을 본 뒤 첫째만 남깁니다.',
  },
  candidate: { en: 'Candidate', ko: '후보' },
  likeness: { en: 'How well it fits, by the scorer', ko: '채점기가 본 어울림' },
  likenessNote: { en: 'from −1 to 1', ko: '−1에서 1까지' },
  rank: { en: 'Rank {{k}}', ko: '{{k}}위' },
  verdicts: { en: 'Measured with a ruler, not by the scorer', ko: '채점기가 아니라 자로 재어 본 결과' },
  kind: { en: 'Class', ko: '종류' },
  thickness: { en: 'Thickness', ko: '굵기' },
  slant: { en: 'Slant', ko: '기울기' },
  size: { en: 'Size', ko: '크기' },
  notAsked: { en: 'not asked', ko: '시키지 않음' },
} satisfies Vocabulary;
