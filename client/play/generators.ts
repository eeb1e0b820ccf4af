import { useEffect, useState } from 'preact/hooks';
import type { GeneratorInfo } from '../../shared/protocol/http.ts';
import type { Origin } from '../../shared/protocol/view.ts';
import { inWords, t } from '../i18n/index.ts';
import { formatCount } from '../i18n/numbers.ts';
import { get } from '../net/http.ts';

/** Generators by name, as the server describes them; empty until they are here. */
export type Generators = ReadonlyMap<string, GeneratorInfo>;

let fetched: Promise<Generators> | null = null;

async function fetchGenerators(): Promise<Generators> {
  const reply = await get<readonly GeneratorInfo[]>('api/generators');
  if (!reply.ok) {
    fetched = null;
    return new Map();
  }
  return new Map(reply.value.map((each) => [each.name, each]));
}

export function useGenerators(): Generators {
  const [generators, set] = useState<Generators>(new Map());
  useEffect(() => {
    let here = true;
    fetched ??= fetchGenerators();
    void fetched.then((found) => here && set(found));
    return () => {
      here = false;
    };
  }, []);
  return generators;
}

export function generatorTitle(name: string, generators: Generators): string {
  const info = generators.get(name);
  return info ? inWords(info.title) : name;
}

/** Where a picture came from, as a label says it: a name and a line below it. */
export function originWords(
  origin: Origin,
  generators: Generators,
): { readonly title: string; readonly detail: string } {
  const plain = origin.kind === 'real' ? t('play.origin.realDetail') : stepWords(origin.step);
  const detail = origin.label === null ? plain : t('play.origin.withLabel', { detail: plain, label: origin.label });
  if (origin.kind === 'fake') return { title: generatorTitle(origin.generator, generators), detail };
  return { title: datasetTitle(origin.dataset), detail };
}

/** A model that is fitted in closed form takes one step or none. */
const stepWords = (step: number): string =>
  step <= 1 ? t('play.origin.fakeDetailFitted') : t('play.origin.fakeDetail', { step: formatCount(step) });

/** Data sets in the order in which they are offered: digits first. */
const FAMILIAR = ['mnist', 'strokes', 'fashion-mnist', 'kmnist'];

/** Place of a data set where several are offered; those that we do not know come last. */
export function datasetPlace(name: string): number {
  const place = FAMILIAR.indexOf(name);
  return place < 0 ? FAMILIAR.length : place;
}

/** A data set of ours by its name in words, another one by its own name. */
export function datasetTitle(name: string): string {
  const key = `play.origin.dataset.${name}`;
  const words = t(key);
  return words === key ? name : words;
}
