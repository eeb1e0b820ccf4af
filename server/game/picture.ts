import type { Verdict } from '../../shared/domain/judgment.ts';
import type { Origin } from '../../shared/protocol/view.ts';

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

/** What a game plays with: each picture once, and decks of picture ids by player id or COMMON_DECK, lot 1 first. */
export interface Deal {
  readonly pictures: Readonly<Record<string, DealtPicture>>;
  readonly decks: Readonly<Record<string, readonly string[]>>;
}
