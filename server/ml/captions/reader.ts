import { PromptError } from '../generator.ts';
import type { Description, Language } from './description.ts';
import { ATTRIBUTES, LEVELS, NOTHING_SAID } from './description.ts';
import type { Meaning, Saying } from './lexicon.ts';
import { FILLERS, sayingsOf } from './lexicon.ts';
import type { Nouns } from './nouns.ts';

/** A caption has at most a noun and one word for each attribute. */
export const CAPTION_TOKENS = 1 + ATTRIBUTES.length;

/** A prompt as it was understood. */
export interface Reading {
  readonly description: Description;
  /** The words that were understood, as the lexicon writes them, in the order of the prompt. */
  readonly words: readonly string[];
  /** Token of each of them: words of one meaning, in either language, share one. At most {@link CAPTION_TOKENS}. */
  readonly tokens: readonly number[];
  readonly language: Language;
}

/** Korean particles that may hang on a noun. */
const PARTICLES = ['으로', '로', '을', '를', '이', '가', '은', '는', '의', '도', '인', '처럼'];

/** Reads prompts about the pictures of one data set, in English and Korean, whatever the order of their words. */
export class Reader {
  readonly nouns: Nouns;
  readonly sayings: readonly Saying[];
  /** Number of different tokens: each class, and each level of each attribute. */
  readonly vocabulary: number;
  /** Saying of each form; null for words that say nothing. */
  readonly #forms = new Map<string, number | null>();
  readonly #longest: number;

  constructor(nouns: Nouns) {
    this.nouns = nouns;
    this.sayings = sayingsOf(nouns);
    this.vocabulary = nouns.kinds.length + ATTRIBUTES.length * LEVELS.length;
    this.sayings.forEach(({ last, before, also }, i) => {
      for (const form of [last, before, ...also]) if (!this.#forms.has(form)) this.#forms.set(form, i);
    });
    for (const filler of [...FILLERS.en, ...FILLERS.ko]) if (!this.#forms.has(filler)) this.#forms.set(filler, null);
    this.#longest = Math.max(...[...this.#forms.keys()].map((form) => form.split(' ').length));
  }

  /** @throws PromptError where a word is not known, words contradict each other, or there are none */
  read(prompt: string): Reading {
    const language = /[\u3131-\uD79D]/.test(prompt) ? 'ko' : 'en';
    const words = prompt
      .normalize('NFC')
      .toLowerCase()
      .split(/[\s,.;:!?'"“”‘’()]+/u)
      .filter(Boolean);
    if (words.length === 0) throw this.#error(language, { en: 'The prompt is empty', ko: '문장이 비어 있습니다' });
    const description: { -readonly [K in keyof Description]: Description[K] } = { ...NOTHING_SAID };
    const said: Saying[] = [];
    for (const saying of this.#withoutCount(this.#match(words, language))) {
      const { meaning } = saying;
      const slot = slotOf(saying);
      const value = 'kind' in meaning ? meaning.kind : meaning.level;
      if (description[slot] === value) continue; // said twice
      if (description[slot] !== null) {
        const first = said.find((other) => slotOf(other) === slot)!.last;
        throw this.#error(language, {
          en: `One picture can't be both "${first}" and "${saying.last}"`,
          ko: `한 그림이 "${first}"이면서 "${saying.last}"일 수는 없습니다`,
        });
      }
      (description[slot] as number | null) = value;
      said.push(saying);
    }
    const tokens = said.map(({ meaning }) => this.#tokenOf(meaning));
    return { description, words: said.map(({ last }) => last), tokens, language };
  }

  /** What can be asked for, in one clause. */
  choices(language: Language): string {
    const kinds = this.nouns.kinds.map((noun) => noun[language][0]!);
    return language === 'en'
      ? `ask for ${kinds.length > 0 ? `${kinds.join(', ')}, and for ` : ''}thin, medium-thick or thick, left-leaning, upright or right-leaning, small, medium-sized or large`
      : `${kinds.length > 0 ? `${kinds.join(', ')} 가운데 하나와 ` : ''}가는·중간 굵기의·굵은, 왼쪽으로 기운·똑바른·오른쪽으로 기운, 작은·중간 크기의·큰 가운데서 골라 주세요`;
  }

  /** Sayings of the longest forms from left to right. */
  #match(words: readonly string[], language: Language): Saying[] {
    const said: Saying[] = [];
    for (let at = 0; at < words.length;) {
      let [length, found] = [0, null as number | null];
      for (let n = Math.min(this.#longest, words.length - at); n > 0 && length === 0; n--) {
        const saying = this.#formOf(words.slice(at, at + n).join(' '));
        if (saying !== undefined) [length, found] = [n, saying];
      }
      if (length === 0) {
        throw this.#error(language, {
          en: `"${words[at]}" is not a word this model has seen`,
          ko: `"${words[at]}"은(는) 이 모델이 본 적 없는 말입니다`,
        });
      }
      if (found !== null) said.push(this.sayings[found]!);
      at += length;
    }
    return said;
  }

  #formOf(form: string): number | null | undefined {
    const found = this.#forms.get(form);
    if (found !== undefined) return found;
    for (const particle of PARTICLES) {
      if (form.endsWith(particle) && form.length > particle.length) {
        const stem = this.#forms.get(form.slice(0, -particle.length));
        if (stem !== undefined) return stem;
      }
    }
    return undefined;
  }

  /** 'One thin seven' asks for a seven: a one beside another class is a count. */
  #withoutCount(said: readonly Saying[]): readonly Saying[] {
    const kinds = new Set(said.map(({ meaning }) => ('kind' in meaning ? meaning.kind : null)));
    kinds.delete(null);
    return kinds.size < 2 ? said : said.filter(({ last }) => !['one', '하나', '일'].includes(last));
  }

  #tokenOf(meaning: Meaning): number {
    if ('kind' in meaning) return meaning.kind;
    return this.nouns.kinds.length + LEVELS.length * ATTRIBUTES.indexOf(meaning.attribute) + meaning.level;
  }

  #error(language: Language, what: { readonly en: string; readonly ko: string }): PromptError {
    return new PromptError(`${what[language]}; ${this.choices(language)}.`);
  }
}

const slotOf = ({ meaning }: Saying): keyof Description => ('kind' in meaning ? 'kind' : meaning.attribute);
