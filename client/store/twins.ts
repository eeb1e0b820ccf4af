import type { Pair } from '../../shared/domain/wall.ts';

/** What is marked on a wall: nothing, one picture, two, or that there are no twins. */
export type TwinsChoice = { readonly kind: 'marking'; readonly places: readonly number[] } | { readonly kind: 'none' };

export const UNMARKED: TwinsChoice = { kind: 'marking', places: [] };

/** A tap on a picture marks it, a second one takes the mark away; a third picture takes the place of the older mark. */
export function tapped(choice: TwinsChoice, place: number): TwinsChoice {
  const before = choice.kind === 'none' ? [] : choice.places;
  if (before.includes(place)) return { kind: 'marking', places: before.filter((each) => each !== place) };
  return { kind: 'marking', places: [...before, place].slice(-2) };
}

/** The answer that is marked: two places, the smaller first, or null for no twins; undefined where it is not complete. */
export function answerOf(choice: TwinsChoice): Pair | null | undefined {
  if (choice.kind === 'none') return null;
  const [a, b] = choice.places;
  return a === undefined || b === undefined ? undefined : [Math.min(a, b), Math.max(a, b)];
}
