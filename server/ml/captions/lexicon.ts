import type { Attribute, Language, Level } from './description.ts';
import { ATTRIBUTES, LEVELS } from './description.ts';
import type { Nouns } from './nouns.ts';

/** What a word of a caption means. */
export type Meaning = { readonly kind: number } | { readonly attribute: Attribute; readonly level: Level };

/** One way to say something, with the forms in which it is written. */
export interface Saying {
  readonly language: Language;
  readonly meaning: Meaning;
  /** Before a noun; for Korean the adnominal form. */
  readonly last: string;
  /** Before another adjective; for Korean the connective form. */
  readonly before: string;
  /** Other spellings that are understood but not written. */
  readonly also: readonly string[];
}

/** Each row is one way to say it: the form that is written, then others that are understood. */
const ENGLISH: Readonly<Record<Attribute, readonly (readonly string[][])[]>> = {
  thickness: [
    [
      ['thin', 'thinner', 'thinly', 'skinny'],
      ['fine', 'slender'],
    ],
    [
      ['medium-thick', 'medium thick', 'of medium thickness', 'medium thickness'],
      ['medium-weight', 'medium weight', 'of medium weight'],
    ],
    [
      ['thick', 'thicker', 'thickly', 'fat'],
      ['bold', 'heavy'],
    ],
  ],
  slant: [
    [
      [
        'left-leaning',
        'left leaning',
        'leaning left',
        'leaning to the left',
        'leans left',
        'leans to the left',
        'left',
      ],
      ['left-slanted', 'left-slanting', 'slanted left', 'slanted to the left', 'slanting left', 'slanting to the left'],
      ['left-tilted', 'tilted left', 'tilted to the left', 'tilting left'],
    ],
    [
      ['upright', 'vertical'],
      ['straight', 'straight up', 'not leaning'],
    ],
    [
      [
        'right-leaning',
        'right leaning',
        'leaning right',
        'leaning to the right',
        'leans right',
        'leans to the right',
        'right',
      ],
      [
        'right-slanted',
        'right-slanting',
        'slanted right',
        'slanted to the right',
        'slanting right',
        'slanting to the right',
      ],
      ['right-tilted', 'tilted right', 'tilted to the right', 'tilting right'],
    ],
  ],
  size: [
    [
      ['small', 'smaller'],
      ['little', 'tiny'],
    ],
    [
      ['medium-sized', 'medium sized', 'medium-size', 'medium size', 'of medium size', 'medium'],
      ['mid-sized', 'mid-size', 'middle-sized'],
    ],
    [
      ['large', 'larger'],
      ['big', 'huge'],
    ],
  ],
};

/** Each row is one way to say it: the form before a noun, the form before another adjective, then others that are understood. */
const KOREAN: Readonly<Record<Attribute, readonly (readonly string[][])[]>> = {
  thickness: [
    [
      ['가는', '가늘고', '가느다란', '가느다랗고', '가늘게'],
      ['얇은', '얇고', '얇게'],
    ],
    [
      ['중간 굵기의', '굵기가 중간이고', '중간 굵기', '굵기가 중간인', '보통 굵기의', '보통 굵기'],
      ['중간 두께의', '두께가 중간이고', '중간 두께', '두께가 중간인', '보통 두께의', '보통 두께'],
    ],
    [
      ['굵은', '굵고', '굵다란', '굵게'],
      ['두꺼운', '두껍고', '두껍게', '두툼한'],
    ],
  ],
  slant: [
    [
      ['왼쪽으로 기운', '왼쪽으로 기울고', '왼쪽으로 기울인', '왼쪽으로 누운', '왼쪽으로'],
      ['왼쪽으로 기울어진', '왼쪽으로 기울어지고', '왼편으로 기운', '좌로 기운'],
    ],
    [
      ['똑바른', '똑바르고', '똑바로 선', '똑바로 서고', '똑바로', '바로 선', '바로 서고'],
      ['곧은', '곧고', '곧게 선', '수직인', '기울지 않은', '기울지 않고'],
    ],
    [
      ['오른쪽으로 기운', '오른쪽으로 기울고', '오른쪽으로 기울인', '오른쪽으로 누운', '오른쪽으로'],
      ['오른쪽으로 기울어진', '오른쪽으로 기울어지고', '오른편으로 기운', '우로 기운'],
    ],
  ],
  size: [
    [
      ['작은', '작고', '작게'],
      ['조그만', '조그맣고', '자그마한'],
    ],
    [
      ['중간 크기의', '크기가 중간이고', '중간 크기', '크기가 중간인'],
      ['보통 크기의', '크기가 보통이고', '보통 크기', '크기가 보통인'],
    ],
    [
      ['큰', '크고', '크게'],
      ['커다란', '커다랗고'],
    ],
  ],
};

/** Words that may stand in a prompt and say nothing that can be drawn. */
export const FILLERS: Readonly<Record<Language, readonly string[]>> = {
  en: 'a an the and but with of in is it that which please draw make write paint show me some handwritten hand-written written digit number numeral figure picture image drawing garment piece clothing stroke strokes line lines size thickness also'.split(
    ' ',
  ),
  ko: '그리고 좀 숫자 수 글씨 그림 손글씨 옷 획 선 모양 그려 그려줘 그려주세요 주세요 줘 써줘 써 쓴 그린 된 한 개 장 번 하나만 의'.split(
    ' ',
  ),
};

/** All that can be said of the pictures of one data set. */
export function sayingsOf(nouns: Nouns): Saying[] {
  const sayings = (['en', 'ko'] as const).flatMap((language): Saying[] => [
    ...nouns.kinds.flatMap((noun, kind) =>
      noun[language].map((word): Saying => ({ language, meaning: { kind }, last: word, before: word, also: [] })),
    ),
    ...ATTRIBUTES.flatMap((attribute) =>
      LEVELS.flatMap((level) =>
        (language === 'en' ? ENGLISH : KOREAN)[attribute][level]!.map((row): Saying => {
          const [last, ...others] = row as [string, ...string[]];
          const [before, ...also] = language === 'en' ? [last, ...others] : (others as [string, ...string[]]);
          return { language, meaning: { attribute, level }, last, before, also };
        }),
      ),
    ),
  ]);
  // A figure such as 7 is written alike in both languages.
  return sayings.filter(({ last }, i) => sayings.findIndex((other) => other.last === last) === i);
}
