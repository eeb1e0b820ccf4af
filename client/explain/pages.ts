import type { ExplainPage, LiveComponent } from './page.ts';

const described = import.meta.glob<ExplainPage>('./*/page.ts', { import: 'page', eager: true });
const lives = import.meta.glob<LiveComponent>('./*/Live.tsx', { import: 'Live' });

/** All pages of the lab in the order of the chapter: one for each folder here. */
export const pages: readonly ExplainPage[] = Object.values(described).sort(
  (a, b) => a.rung - b.rung || (a.name < b.name ? -1 : 1),
);

export const pageOf = (name: string): ExplainPage | null => pages.find((page) => page.name === name) ?? null;

/** Fetches the live part of a page; the same function for the same page, so that it is loaded once. */
export function liveOf(name: string): () => Promise<LiveComponent> {
  return lives[`./${name}/Live.tsx`]!;
}
