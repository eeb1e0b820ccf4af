/**
 * Words that no classroom wants on its wall. Short on purpose: a teacher can kick. Whole words are refused where they
 * stand alone, so that Scunthorpe and Dickens may play; stems are refused anywhere.
 */
const STEMS = ['fuck', 'cunt', 'nigger', 'nigga', 'faggot', 'asshole', 'bitch', 'pussy', 'hitler', 'porn'];
const WORDS = [
  'shit',
  'dick',
  'cock',
  'penis',
  'vagina',
  'slut',
  'whore',
  'fag',
  'rape',
  'rapist',
  'nazi',
  'wank',
  'wanker',
  'sex',
  'tits',
  '보지',
  '자지',
];
const KOREAN_STEMS = [
  '시발',
  '씨발',
  '씨빨',
  '쉬발',
  '씹',
  '병신',
  '븅신',
  '지랄',
  '개새끼',
  '좆',
  '니애미',
  '느금마',
  '엠창',
  '창녀',
  'ㅅㅂ',
  'ㅆㅂ',
  'ㅂㅅ',
];

/** Allowed although a stem is inside. */
const INNOCENT = /scunthorpe/gu;
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** False for a name that the short list of English and Korean words refuses. */
export function isAllowedName(nickname: string): boolean {
  const lower = nickname.toLowerCase();
  const plain = [...lower]
    .map((c) => LOOKALIKES[c] ?? c)
    .join('')
    .replace(INNOCENT, '');
  const letters = plain.replace(/[^\p{L}]/gu, '');
  const words = new Set([...plain.split(/[^\p{L}]+/u), letters]);
  // NFKC turns compatibility jamo (ㅅ) into conjoining ones (ᄉ); both sides are folded alike.
  const korean = lower.normalize('NFKC').replace(/[^\p{L}]/gu, '');
  return (
    !STEMS.some((stem) => letters.includes(stem)) &&
    !WORDS.some((word) => words.has(word)) &&
    !KOREAN_STEMS.some((stem) => korean.includes(stem.normalize('NFKC')))
  );
}
