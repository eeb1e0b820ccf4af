import type { Verdict } from '../../shared/domain/judgment.ts';
import type { Pair, WallLayout } from '../../shared/domain/wall.ts';
import type { Origin, WallSource } from '../../shared/protocol/view.ts';

/** A picture of the gallery as the rules know it: everything about it but its pixels. Never leaves the server before the reveal. */
export interface DealtPicture {
  /** Gallery id; stable, so it must not reach a client. */
  readonly pictureId: string;
  readonly truth: Verdict;
  readonly origin: Origin;
  readonly width: number;
  readonly height: number;
}

/** The deck that hangs for everybody where the dealing is 'same'. */
export const COMMON_DECK = '*';

/** A wall of pictures of one source; two of them may be nearly the same. */
export interface DealtTwins {
  readonly kind: 'twins';
  readonly layout: WallLayout;
  /** Gallery ids in the order of hanging. */
  readonly pictures: readonly string[];
  readonly source: WallSource;
  /** Twins hang there on purpose: `pair`. Otherwise `pair` is the two that are nearest to each other. */
  readonly planted: boolean;
  readonly pair: Pair;
  /** Root of the mean squared difference of the pair, grey levels of 0 to 255. */
  readonly distance: number;
}

/** Two walls of pictures of a source each. */
export interface DealtVariety {
  readonly kind: 'variety';
  readonly layout: WallLayout;
  /** Gallery ids in the order of hanging, the left wall first. */
  readonly pictures: readonly string[];
  readonly left: WallSource;
  readonly right: WallSource;
  /** Mean difference between two pictures of each wall, coarsely seen, grey levels of 0 to 255. */
  readonly spread: readonly [left: number, right: number];
}

export type DealtWalls = DealtTwins | DealtVariety;
export type DealtLot = { readonly kind: 'picture'; readonly picture: DealtPicture } | DealtWalls;

/**
 * What a game plays with: each picture once, and decks by player id or COMMON_DECK, lot 1 first. A deck names picture ids,
 * or in modes of walls keys of `walls`.
 */
export interface Deal {
  readonly pictures: Readonly<Record<string, DealtPicture>>;
  readonly decks: Readonly<Record<string, readonly string[]>>;
  readonly walls?: Readonly<Record<string, DealtWalls>>;
}

/** How the pictures of a lot hang; null for a single one. */
export const layoutOfLot = (lot: DealtLot): WallLayout | null => (lot.kind === 'picture' ? null : lot.layout);

/** Gallery ids of all that a deck shows. */
export const shownIn = (deal: Deal, deck: readonly string[]): readonly string[] =>
  deck.flatMap((key) => deal.walls?.[key]?.pictures ?? [key]);

/** What hangs as one picture: a picture of the gallery, or a sheet of them. */
export interface Hanging {
  readonly pictures: readonly string[];
  /** Null for a single picture. */
  readonly layout: WallLayout | null;
}
