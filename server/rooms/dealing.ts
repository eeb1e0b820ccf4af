import type { Refusal } from '../../shared/protocol/codes.ts';
import { drawSeed } from '../game/chance.ts';
import { refuse } from '../game/outcome.ts';
import { COMMON_DECK, type Deal, type DealtPicture, type DealtWalls } from '../game/picture.ts';
import type { Room } from '../game/state.ts';
import { MODES } from '../modes/index.ts';
import type { Shelves } from '../modes/shelves.ts';

/** What a game that starts now plays with: one deck for all, or one for each seat. */
export function dealGame(gallery: Shelves, room: Room): Deal | Refusal {
  const decks = room.settings.dealing === 'same' ? [COMMON_DECK] : Object.keys(room.players);
  return dealDecks(gallery, room, room.games + 1, decks);
}

/** The deck of a player who comes during the game. */
export const dealLate = (gallery: Shelves, room: Room, playerId: string): Deal | Refusal =>
  dealDecks(gallery, room, room.games, [playerId]);

export const isRefusal = (dealt: Deal | Refusal): dealt is Refusal => 'ok' in dealt;

function dealDecks(gallery: Shelves, room: Room, game: number, owners: readonly string[]): Deal | Refusal {
  const { settings } = room;
  const mode = MODES[settings.mode];
  const pictures: Record<string, DealtPicture> = {};
  const walls: Record<string, DealtWalls> = {};
  const decks: Record<string, readonly string[]> = {};
  for (const owner of owners) {
    const wish = { settings, seed: drawSeed(room.key, 'deal', game, owner) };
    let dealt = mode.deal(gallery, { ...wish, exclude: seenBy(room, owner) });
    // A small gallery that a room has gone through starts over.
    if (!dealt.ok) dealt = mode.deal(gallery, { ...wish, exclude: new Set() });
    if (!dealt.ok) {
      return refuse(
        'room/not-enough-pictures',
        `The game needs ${dealt.needed} pictures of '${settings.dataset}', and ${dealt.available} are there; choose fewer lots, smaller walls or another data set.`,
      );
    }
    decks[owner] = dealt.lots.map((lot, i) => {
      if (lot.kind === 'picture') {
        pictures[lot.picture.pictureId] = lot.picture;
        return lot.picture.pictureId;
      }
      const key = `wall ${owner} ${i + 1}`;
      walls[key] = lot;
      return key;
    });
  }
  return Object.keys(walls).length > 0 ? { pictures, decks, walls } : { pictures, decks };
}

/** What hung for everybody was seen by everybody; a common deck avoids what anybody has seen. */
function seenBy(room: Room, owner: string): ReadonlySet<string> {
  return owner === COMMON_DECK
    ? new Set(Object.values(room.seen).flat())
    : new Set([...(room.seen[COMMON_DECK] ?? []), ...(room.seen[owner] ?? [])]);
}
