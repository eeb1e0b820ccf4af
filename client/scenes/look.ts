/** Colours, faces and habits of the page, read once from its style sheet so that both look alike. */
export interface Look {
  readonly brass: string;
  readonly brassBright: string;
  readonly brassDeep: string;
  readonly paper: string;
  readonly paperShade: string;
  readonly ink: string;
  readonly genuine: string;
  readonly forgery: string;
  readonly serif: string;
  readonly sans: string;
  /** prefers-reduced-motion: nothing moves, things fade. */
  readonly still: boolean;
}

/** Reads the look from the document's custom properties. */
export function readLook(): Look {
  const style = getComputedStyle(document.documentElement);
  const property = (name: string, otherwise: string): string => style.getPropertyValue(name).trim() || otherwise;
  return {
    brass: property('--brass', '#c9a45c'),
    brassBright: property('--brass-bright', '#e6c98b'),
    brassDeep: property('--brass-deep', '#8a6c36'),
    paper: property('--paper', '#f3ead8'),
    paperShade: property('--paper-shade', '#ddd1ba'),
    ink: property('--ink', '#241d17'),
    genuine: property('--genuine', '#2f6b4f'),
    forgery: property('--forgery', '#8c2f2b'),
    serif: property('--serif', 'serif'),
    sans: property('--sans', 'sans-serif'),
    still: matchMedia('(prefers-reduced-motion: reduce)').matches,
  };
}

/** Waits until the faces for these words are there, at most a second: canvas text does not swap later. */
export async function facesFor(look: Look, words: string): Promise<void> {
  const loaded = Promise.all([
    document.fonts.load(`700 40px ${look.serif}`, words),
    document.fonts.load(`500 20px ${look.sans}`, words),
  ]);
  await Promise.race([loaded.catch(() => []), new Promise((resolve) => setTimeout(resolve, 1000))]);
}
