/** What one class is called. The first word of a list is the usual one. */
export interface Noun {
  readonly en: readonly string[];
  readonly ko: readonly string[];
}

const DIGITS: readonly Noun[] = [
  { en: ['zero', '0', 'nought'], ko: ['0', '영', '공'] },
  { en: ['one', '1'], ko: ['1', '일', '하나'] },
  { en: ['two', '2'], ko: ['2', '이', '둘'] },
  { en: ['three', '3'], ko: ['3', '삼', '셋'] },
  { en: ['four', '4'], ko: ['4', '사', '넷'] },
  { en: ['five', '5'], ko: ['5', '오', '다섯'] },
  { en: ['six', '6'], ko: ['6', '육', '여섯'] },
  { en: ['seven', '7'], ko: ['7', '칠', '일곱'] },
  { en: ['eight', '8'], ko: ['8', '팔', '여덟'] },
  { en: ['nine', '9'], ko: ['9', '구', '아홉'] },
];

const GARMENTS: Readonly<Record<string, Noun>> = {
  'T-shirt': { en: ['t-shirt', 'tee'], ko: ['티셔츠'] },
  trousers: { en: ['pair of trousers', 'trousers'], ko: ['바지'] },
  pullover: { en: ['pullover', 'sweater'], ko: ['풀오버', '스웨터'] },
  dress: { en: ['dress'], ko: ['드레스', '원피스'] },
  coat: { en: ['coat'], ko: ['코트', '외투'] },
  sandal: { en: ['sandal'], ko: ['샌들'] },
  shirt: { en: ['shirt'], ko: ['셔츠'] },
  sneaker: { en: ['sneaker', 'trainer'], ko: ['운동화', '스니커즈'] },
  bag: { en: ['bag', 'handbag'], ko: ['가방'] },
  'ankle boot': { en: ['ankle boot', 'boot'], ko: ['앵클부츠', '부츠'] },
};

/** Words for anything of a data set; they say nothing of the class. */
export interface Nouns {
  readonly kinds: readonly Noun[];
  /** 'digit', '숫자'. */
  readonly any: { readonly en: string; readonly ko: string };
}

/**
 * What the classes of a data set are called in both languages. Classes without names are numbered; a name that is not known here
 * serves both languages.
 *
 * @param names class names in label order, as the data set gives them
 */
export function nounsOf(classes: number, names: readonly string[] = []): Nouns {
  const called = Array.from({ length: classes }, (_, i) => names[i] ?? String(i));
  if (called.length > 0 && called.every((name) => /^\d$/.test(name))) {
    return { kinds: called.map((name) => DIGITS[Number(name)]!), any: { en: 'digit', ko: '숫자' } };
  }
  const garments = called.length > 0 && called.every((name) => GARMENTS[name]);
  return {
    kinds: called.map((name) => GARMENTS[name] ?? { en: [name.toLowerCase()], ko: [name.toLowerCase()] }),
    any: garments ? { en: 'garment', ko: '옷' } : { en: 'drawing', ko: '그림' },
  };
}
