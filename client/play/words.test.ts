import i18next from 'i18next';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { quadraticPoints } from '../../shared/domain/scoring.ts';
import { refusalCode } from '../../shared/protocol/codes.ts';
import { joinAddress } from './joinAddress.ts';
import { judgmentWords, outcomeSentence, signed } from './words.ts';

type Catalogue = { readonly [key: string]: string | Catalogue };
const folder = join(import.meta.dirname, '..', 'i18n');
const catalogue = (language: string, file: string): Catalogue =>
  JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as Catalogue;
const files = readdirSync(join(folder, 'en'));

/** Keys with dots; plural forms are one key, since languages have different ones. */
function keysOf(words: Catalogue, before = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [before + key.replace(/_(zero|one|two|few|many|other)$/, '')]
      : keysOf(value, `${before}${key}.`),
  );
}
const textsOf = (words: Catalogue): string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value)));
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort();

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: {}, interpolation: { escapeValue: false } });
  for (const language of ['en', 'ko']) {
    for (const file of files) i18next.addResourceBundle(language, 'translation', catalogue(language, file), true, true);
  }
});

describe('catalogues', () => {
  it.each(files)('%s says the same things in both languages', (file) => {
    const unique = (language: string): string[] => [...new Set(keysOf(catalogue(language, file)))].sort();
    expect(unique('ko')).toEqual(unique('en'));
  });

  it('the words of play fill the same holes in both languages', () => {
    const each = (language: string): Map<string, string[]> => {
      const found = new Map<string, string[]>();
      const walk = (words: Catalogue, before: string): void => {
        for (const [key, value] of Object.entries(words)) {
          if (typeof value === 'string') found.set((before + key).replace(/_(one|other)$/, ''), holes(value));
          else walk(value, `${before}${key}.`);
        }
      };
      walk(catalogue(language, 'play.json'), '');
      return found;
    };
    expect(Object.fromEntries(each('ko'))).toEqual(Object.fromEntries(each('en')));
  });

  it('nothing is empty, and nobody shouts but on the podium', () => {
    for (const language of ['en', 'ko']) {
      const { podium, ...rest } = catalogue(language, 'play.json')['play'] as Record<string, Catalogue>;
      for (const text of textsOf(podium!)) expect(text.trim()).not.toBe('');
      for (const text of textsOf(rest)) {
        expect(text.trim()).not.toBe('');
        expect(text.replace(/^(Sold|낙찰)!$/, '')).not.toContain('!');
      }
    }
  });

  it('every refusal has its sentence', () => {
    for (const language of ['en', 'ko']) {
      for (const code of refusalCode.options) expect(i18next.exists(`error.${code}`, { lng: language })).toBe(true);
    }
  });
});

describe('sentences', () => {
  const mine = (pFake: number, truth: 'real' | 'fake') => ({
    pFake,
    right: pFake > 0.5 === (truth === 'fake'),
    points: quadraticPoints(pFake, truth),
  });

  it('in English', async () => {
    await i18next.changeLanguage('en');
    expect(outcomeSentence(mine(0.75, 'fake'), true)).toBe('75\u00a0% sure and right: +44');
    expect(outcomeSentence(mine(0.95, 'real'), true)).toBe('95\u00a0% sure and wrong: −40');
    expect(outcomeSentence(null, true)).toBe('You let this one pass: 0');
    expect(outcomeSentence(null, false)).toBe('You came after this lot. The next one is for you too.');
    expect(judgmentWords(0.25)).toBe('probably genuine, 75\u00a0%');
  });

  it('in Korean', async () => {
    await i18next.changeLanguage('ko');
    expect(outcomeSentence(mine(0.75, 'fake'), true)).toBe('75\u00a0% 확신했고, 맞았습니다: +44');
    expect(outcomeSentence(mine(0.95, 'real'), true)).toBe('95\u00a0% 확신했지만, 틀렸습니다: −40');
    expect(outcomeSentence(null, true)).toBe('판정하지 않았습니다: 0');
    expect(outcomeSentence(null, false)).toMatch(/^이 그림의 판정이 끝난 뒤에 들어왔습니다/);
    expect(judgmentWords(0.95)).toBe('틀림없이 위작, 95\u00a0%');
  });

  it('points carry their sign, and nothing is neither', () => {
    expect([44, -40, 0].map(signed)).toEqual(['+44', '−40', '0']);
  });
});

describe('the address to join', () => {
  const lan = ['http://localhost:3000', 'http://192.168.0.7:3000'];

  it('is one that a phone can use, also where the wall was opened on the machine itself', () => {
    expect(joinAddress('K7QX4M', 'http://localhost:3000/', lan)).toEqual({
      url: 'http://192.168.0.7:3000/play/K7QX4M',
      words: '192.168.0.7:3000',
    });
    expect(joinAddress('K7QX4M', 'http://127.0.0.1:3000/', lan).words).toBe('192.168.0.7:3000');
  });

  it('is the page’s own where that has a name, sub-path included', () => {
    expect(joinAddress('K7QX4M', 'https://school.example/uncanny/', lan)).toEqual({
      url: 'https://school.example/uncanny/play/K7QX4M',
      words: 'school.example/uncanny',
    });
  });
});
