import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ExplainPage } from './page.ts';

interface Sheet {
  readonly page: ExplainPage;
  /** The part that hangs alone on the wall, counted from 0; null where all of them are shown. */
  readonly part: number | null;
  /** Size of the page's letters, CSS pixels; null for the reader's own. Pictures are as large in rem as they find it. */
  readonly letters: number | null;
}

/** What stands around the live part of a page. */
export const Sheet = createContext<Sheet | null>(null);

/** CSS pixels of so many rem, within the window; asked anew when the sheet's letters change. */
export function useRoom(): (rem: number) => number {
  useContext(Sheet);
  return (rem) => {
    const root = rootSize();
    return Math.min(rem * root, innerWidth - 3 * root);
  };
}

/** Size of the document's letters, CSS pixels. */
export const rootSize = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize);
