import i18next from 'i18next';
import { useEffect, useState } from 'preact/hooks';
import type { Words } from '../../shared/protocol/http.ts';

/** One folder is one language: every JSON file in it is part of its catalogue. */
const files = import.meta.glob<Record<string, unknown>>('./*/*.json', { import: 'default' });

/** Codes of the languages there are, English first. */
export const languages: readonly string[] = [...new Set(Object.keys(files).map((path) => path.split('/')[1]!))].sort();

const changed = new EventTarget();
const STORED = 'uncanny.language';

async function load(language: string): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  const parts = Object.entries(files).filter(([path]) => path.startsWith(`./${language}/`));
  for (const part of await Promise.all(parts.map(([, read]) => read()))) {
    i18next.addResourceBundle(language, 'translation', part, true, true);
  }
}

/** The language asked for: by `?lang=`, by an earlier choice, by the browser; English where none of them is ours. */
function preferred(): string {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(STORED);
  } catch {
    // Storage may be forbidden; the browser's language then decides at each visit.
  }
  const asked = [new URLSearchParams(location.search).get('lang'), stored, ...navigator.languages];
  for (const tag of asked) {
    const found = languages.find((language) => tag?.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'en';
}

/** Loads the reader's language; before it, `t` answers with keys. */
export async function setupLanguage(): Promise<void> {
  const language = preferred();
  await i18next.init({ lng: language, fallbackLng: 'en', resources: {}, interpolation: { escapeValue: false } });
  await load(language);
  document.documentElement.lang = language;
}

/** The sentence of a key in the reader's language. `count` chooses the plural; values are put in as they are. */
export function t(key: string, params: Record<string, unknown> = {}): string {
  return i18next.t(key, params);
}

/** The reader's language: `en`, `ko`. */
export function currentLanguage(): string {
  return i18next.language;
}

/** The reader's version of words that came from the server. */
export function inWords(words: Words): string {
  return (words as unknown as Readonly<Record<string, string>>)[currentLanguage()] ?? words.en;
}

/** Changes the language everywhere and remembers it. */
export async function setLanguage(language: string): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Not remembered, still changed.
  }
  changed.dispatchEvent(new Event('changed'));
}

/** Calls back after each change of language; returns how to stop. */
export function onLanguage(listener: () => void): () => void {
  changed.addEventListener('changed', listener);
  return () => changed.removeEventListener('changed', listener);
}

/** The reader's language; the component is drawn again when it changes. */
export function useLanguage(): string {
  const [language, set] = useState(currentLanguage());
  useEffect(() => onLanguage(() => set(currentLanguage())), []);
  return language;
}
