/** Measured properties that a caption may name, in the order of tables. */
export const ATTRIBUTES = ['thickness', 'slant', 'size'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** The lower, middle and upper third of the training pictures of a class: thin, medium, thick; left, upright, right; small, medium, large. */
export type Level = 0 | 1 | 2;
export const LEVELS = [0, 1, 2] as const;

/** What a caption says; null where it says nothing. */
export interface Description extends Readonly<Record<Attribute, Level | null>> {
  /** Class index. */
  readonly kind: number | null;
}

export const NOTHING_SAID: Description = { kind: null, thickness: null, slant: null, size: null };

export type Language = 'en' | 'ko';

/** Number of ways to say all three attributes. */
export const COMBINATIONS = LEVELS.length ** ATTRIBUTES.length;

/** The levels of a combination 0 to 26, thickness first. */
export function levelsOf(combination: number): Record<Attribute, Level> {
  const level = (power: number): Level => (Math.floor(combination / 3 ** power) % 3) as Level;
  return { thickness: level(2), slant: level(1), size: level(0) };
}

/** The inverse of {@link levelsOf}. */
export const combinationOf = ({ thickness, slant, size }: Readonly<Record<Attribute, Level>>): number =>
  9 * thickness + 3 * slant + size;
