import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { refusalCode } from '../../shared/protocol/codes.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const languages = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

type Catalogue = ReadonlyMap<string, string>;

/** Every sentence of a language by its dotted key; a key that stands in two files is an error. */
function catalogueOf(language: string): Catalogue {
  const sentences = new Map<string, string>();
  const walk = (prefix: string, node: unknown): void => {
    if (typeof node === 'string') {
      if (sentences.has(prefix)) throw new Error(`${language}: ${prefix} stands in two files`);
      sentences.set(prefix, node);
      return;
    }
    for (const [key, value] of Object.entries(node as Record<string, unknown>))
      walk(prefix ? `${prefix}.${key}` : key, value);
  };
  for (const file of readdirSync(`${here}${language}`))
    walk('', JSON.parse(readFileSync(`${here}${language}/${file}`, 'utf8')));
  return sentences;
}

/** Keys without the plural form, which each language has of its own. */
const stems = (catalogue: Catalogue): string[] =>
  [...new Set([...catalogue.keys()].map((key) => key.replace(/_(zero|one|two|few|many|other)$/, '')))].sort();

/** Names that are put in: {{name}}. */
const holes = (sentence: string): string[] =>
  [...new Set([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!))].sort();

const catalogues = new Map(languages.map((language) => [language, catalogueOf(language)]));
const english = catalogues.get('en')!;

describe.each(languages.filter((language) => language !== 'en'))('%s beside English', (language) => {
  const other = catalogues.get(language)!;

  it('says everything that English says, and nothing else', () => {
    expect(stems(other)).toEqual(stems(english));
  });

  it('has every plural form of its language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = [...english.keys()]
      .filter((key) => key.endsWith('_other'))
      .map((key) => key.slice(0, -'_other'.length));
    expect(plurals.length).toBeGreaterThan(0);
    for (const stem of plurals)
      for (const form of forms) expect(other.has(`${stem}_${form}`), `${stem}_${form}`).toBe(true);
  });

  it('puts in the same values', () => {
    for (const [key, sentence] of other) {
      const original = english.get(key);
      if (original !== undefined) expect(holes(sentence), key).toEqual(holes(original));
    }
  });
});

describe.each(languages)('%s', (language) => {
  const catalogue = catalogues.get(language)!;

  it('has a sentence for every refusal', () => {
    const missing = refusalCode.options.filter((code) => !catalogue.has(`error.${code}`));
    expect(missing).toEqual([]);
  });

  it('leaves no sentence empty', () => {
    expect([...catalogue].filter(([, sentence]) => sentence.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it('shouts at nobody', () => {
    expect(
      [...catalogue].filter(([key, sentence]) => sentence.includes('!') && !key.includes('podium')).map(([key]) => key),
    ).toEqual([]);
  });
});
