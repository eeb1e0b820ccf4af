import { PromptError } from '../generator.ts';
import type { Description, Language } from './description.ts';
import { ATTRIBUTES, NOTHING_SAID } from './description.ts';
import type { Saying } from './lexicon.ts';
import { FILLERS, sayingsOf } from './lexicon.ts';
import type { Nouns } from './nouns.ts';

/** A caption has at most a noun and one word for each attribute. */
export const CAPTION_TOKENS = 1 + ATTRIBUTES.length;

/** A prompt as it was understood. */
export interface Reading {
  readonly description: Description;
  /** Indices into {@link Reader.sayings}, in the order of the prompt; at most {@link CAPTION_TOKENS}. */
  readonly tokens: readonly number[];
  readonly language: Language;
}

/** Korean particles that may hang on a noun. */
const PARTICLES = ['으로', '로', '을', '를', '이', '가', '은', '는', '의', '도', '인', '처럼'];

/** Reads prompts about the pictures of one data set, in English and Korean, whatever the order of their words. */
export class Reader {
  readonly nouns: Nouns;
  /** The vocabulary: token t of a model is saying t. */
  readonly sayings: readonly Saying[];
  /** Token of each form; null for words that say nothing. */
  readonly #forms = new Map<string, number | null>();
  readonly #longest: number;

  constructor(nouns: Nouns) {
    this.nouns = nouns;
    this.sayings = sayingsOf(nouns);
    this.sayings.forEach(({ last, before, also }, token) => {
      for (const form of [last, before, ...also]) if (!this.#forms.has(form)) this.#forms.set(form, token);
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
    const said = this.#withoutCount(this.#match(words, language));
    const description: { -readonly [K in keyof Description]: Description[K] } = { ...NOTHING_SAID };
    const tokens: number[] = [];
    for (const token of said) {
      const { meaning } = this.sayings[token]!;
      const [slot, value] =
        'kind' in meaning ? (['kind', meaning.kind] as const) : ([meaning.attribute, meaning.level] as const);
      if (description[slot] === value) continue; // said twice
      if (description[slot] !== null) {
        const first = this.sayings[tokens.find((other) => slotOf(this.sayings[other]!) === slot)!]!.last;
        const second = this.sayings[token]!.last;
        throw this.#error(language, {
          en: `One picture can't be both "${first}" and "${second}"`,
          ko: `한 그림이 "${first}"이면서 "${second}"일 수는 없습니다`,
        });
      }
      (description[slot] as number | null) = value;
      tokens.push(token);
    }
    return { description, tokens, language };
  }

  /** What can be asked for, in one clause. */
  choices(language: Language): string {
    const kinds = this.nouns.kinds.map((noun) => noun[language][0]!);
    return language === 'en'
      ? `ask for ${kinds.length > 0 ? `${kinds.join(', ')}, and for ` : ''}thin, medium-thick or thick, left-leaning, upright or right-leaning, small, medium-sized or large`
      : `${kinds.length > 0 ? `${kinds.join(', ')} 가운데 하나와 ` : ''}가는·중간 굵기의·굵은, 왼쪽으로 기운·똑바른·오른쪽으로 기운, 작은·중간 크기의·큰 가운데서 골라 주세요`;
  }

  /** Tokens of the longest forms from left to right. */
  #match(words: readonly string[], language: Language): number[] {
    const tokens: number[] = [];
    for (let at = 0; at < words.length;) {
      let [length, found] = [0, null as number | null];
      for (let n = Math.min(this.#longest, words.length - at); n > 0 && length === 0; n--) {
        const token = this.#formOf(words.slice(at, at + n).join(' '));
        if (token !== undefined) [length, found] = [n, token];
      }
      if (length === 0) {
        throw this.#error(language, {
          en: `"${words[at]}" is not a word this model has seen`,
          ko: `"${words[at]}"은(는) 이 모델이 본 적 없는 말입니다`,
        });
      }
      if (found !== null) tokens.push(found);
      at += length;
    }
    return tokens;
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
  #withoutCount(tokens: readonly number[]): number[] {
    const kinds = new Set(tokens.map((token) => kindOf(this.sayings[token]!)).filter((kind) => kind !== null));
    if (kinds.size < 2) return [...tokens];
    return tokens.filter((token) => !['one', '하나', '일'].includes(this.sayings[token]!.last));
  }

  #error(language: Language, what: { readonly en: string; readonly ko: string }): PromptError {
    return new PromptError(`${what[language]}; ${this.choices(language)}.`);
  }
}

const kindOf = ({ meaning }: Saying): number | null => ('kind' in meaning ? meaning.kind : null);
const slotOf = ({ meaning }: Saying): keyof Description => ('kind' in meaning ? 'kind' : meaning.attribute);
