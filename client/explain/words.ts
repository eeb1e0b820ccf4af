import type { Words } from '../../shared/protocol/http.ts';
import { inWords } from '../i18n/index.ts';

/** The reader's version with values put in where `{{name}}` stands. */
export function say(words: Words, values: Readonly<Record<string, string | number>> = {}): string {
  return inWords(words).replace(/\{\{(\w+)\}\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/** Sentences of a page, by name, each in every language. */
export type Vocabulary = Readonly<Record<string, Words>>;
