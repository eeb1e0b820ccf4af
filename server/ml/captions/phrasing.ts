import type { Rng } from '../random.ts';
import type { Description, Language } from './description.ts';
import { ATTRIBUTES } from './description.ts';
import type { Saying } from './lexicon.ts';
import type { Nouns } from './nouns.ts';

/**
 * A caption that says what the description holds: 'a thin, left-leaning seven', '가늘고 왼쪽으로 기운 7'.
 *
 * @param rng chooses synonyms, their order and the turn of phrase; without it the usual words in the usual order
 */
export function captionOf(
  description: Description,
  language: Language,
  { nouns, sayings }: { readonly nouns: Nouns; readonly sayings: readonly Saying[] },
  rng: Rng | null = null,
): string {
  const one = <T>(of: readonly T[]): T => of[rng ? rng.int(of.length) : 0]!;
  const adjectives = ATTRIBUTES.filter((attribute) => description[attribute] !== null).map((attribute) =>
    one(
      sayings.filter(
        ({ language: spoken, meaning }) =>
          spoken === language &&
          'attribute' in meaning &&
          meaning.attribute === attribute &&
          meaning.level === description[attribute],
      ),
    ),
  );
  if (rng) shuffle(adjectives, rng);
  const noun = description.kind === null ? nouns.any[language] : one(nouns.kinds[description.kind]![language]);
  const turn = rng ? rng.int(4) : 0;
  return language === 'en' ? english(adjectives, noun, turn) : korean(adjectives, noun, turn);
}

function english(adjectives: readonly Saying[], noun: string, turn: number): string {
  const words = adjectives.map(({ last }) => last);
  if (turn === 1) return [...words, noun].join(' ');
  if (turn === 2 && words.length > 0) return `${withArticle(noun)}, ${words.join(' and ')}`;
  return withArticle([words.join(', '), noun].filter(Boolean).join(' '));
}

/** 'a seven', 'an upright seven'; plurals take none. */
function withArticle(phrase: string): string {
  if (/[^s]s$/.test(phrase) && !phrase.includes('pair of')) return phrase;
  return `${/^([aeiou]|8|11|18)/.test(phrase) && !/^one\b/.test(phrase) ? 'an' : 'a'} ${phrase}`;
}

function korean(adjectives: readonly Saying[], noun: string, turn: number): string {
  const words = adjectives.map(({ last, before }, i) =>
    // Every adjective but the last takes the connective form; some hands write all of them before the noun alike.
    i < adjectives.length - 1 && turn !== 1 ? before : last,
  );
  return [...words, noun].join(' ');
}

function shuffle<T>(list: T[], rng: Rng): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
}
