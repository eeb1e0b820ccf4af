import { describe, expect, it } from 'vitest';
import type { Words } from '../../shared/protocol/http.ts';
import { liveOf, pages } from './pages.ts';
import type { Vocabulary } from './words.ts';

const folders = Object.keys(import.meta.glob('./*/page.ts')).map((path) => path.split('/')[1]!);
const vocabularies = import.meta.glob<Vocabulary>('./*/words.ts', { import: 'words', eager: true });

const sources = import.meta.glob<string>('./*/*.tsx', { query: '?raw', import: 'default', eager: true });

const holes = (sentence: string): string[] => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort();

function check(where: string, { en, ko }: Words): void {
  expect(en.trim(), `${where}.en`).not.toBe('');
  expect(ko.trim(), `${where}.ko`).not.toBe('');
  expect(holes(ko), where).toEqual(holes(en));
  expect(`${en}${ko}`, `${where} shouts`).not.toContain('!');
}

describe.each(pages.map((page) => [page.name, page] as const))('the page %s', (name, page) => {
  it('is named as its folder and has a live part', () => {
    expect(folders).toContain(name);
    expect(liveOf(name)).toBeTypeOf('function');
  });

  it('says everything in both languages', () => {
    check('title', page.title);
    check('line', page.line);
    for (const [list, sentences] of Object.entries({ tries: page.tries, notices: page.notices, say: page.say }))
      sentences.forEach((sentence, i) => check(`${list}[${i}]`, sentence));
    for (const [key, sentence] of Object.entries(vocabularies[`./${name}/words.ts`] ?? {})) check(key, sentence);
  });

  it('has a bench for each part', () => {
    page.parts.forEach((part, i) => check(`parts[${i}]`, part));
    const benches = Object.entries(sources)
      .filter(([path]) => path.startsWith(`./${name}/`))
      .flatMap(([, source]) => [...source.matchAll(/<Bench\s+part=\{(\d+)\}/g)].map(([, part]) => Number(part)));
    expect(benches.sort()).toEqual(page.parts.map((_, i) => i));
  });

  it('gives two or three things to try and to notice, and enough to teach from', () => {
    expect([2, 3]).toContain(page.tries.length);
    expect([2, 3]).toContain(page.notices.length);
    expect(page.say.length).toBeGreaterThanOrEqual(4);
    expect(page.say.length).toBeLessThanOrEqual(6);
  });
});

it('orders the pages as the chapter does, no two at one place', () => {
  const rungs = pages.map(({ rung }) => rung);
  expect(rungs).toEqual([...new Set(rungs)].sort((a, b) => a - b));
});
