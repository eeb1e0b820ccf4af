import type { Refusal } from '../../shared/protocol/codes.ts';
import { drawSeed } from '../game/chance.ts';
import { refuse } from '../game/outcome.ts';
import { COMMON_DECK, type Deal, type DealtPicture } from '../game/picture.ts';
import type { Room } from '../game/state.ts';
import type { GalleryPort } from './ports.ts';

/** What a game that starts now plays with: one deck for all, or one for each seat. */
export function dealGame(gallery: GalleryPort, room: Room): Deal | Refusal {
  const decks = room.settings.dealing === 'same' ? [COMMON_DECK] : Object.keys(room.players);
  return dealDecks(gallery, room, room.games + 1, decks);
}

/** The deck of a player who comes during the game. */
export const dealLate = (gallery: GalleryPort, room: Room, playerId: string): Deal | Refusal =>
  dealDecks(gallery, room, room.games, [playerId]);

export const isRefusal = (dealt: Deal | Refusal): dealt is Refusal => 'ok' in dealt;

function dealDecks(gallery: GalleryPort, room: Room, game: number, owners: readonly string[]): Deal | Refusal {
  const { dataset, models, lots: count } = room.settings;
  const pictures: Record<string, DealtPicture> = {};
  const decks: Record<string, readonly string[]> = {};
  for (const owner of owners) {
    const request = { dataset, models, count, seed: drawSeed(room.key, 'deal', game, owner) };
    let dealt = gallery.deal({ ...request, exclude: seenBy(room, owner) });
    // A small gallery that a room has gone through starts over.
    if (!dealt.ok) dealt = gallery.deal({ ...request, exclude: new Set() });
    if (!dealt.ok) {
      return refuse(
        'room/not-enough-pictures',
        `The game needs ${count} pictures of '${dataset}', and ${dealt.available} are there; choose fewer lots or another data set.`,
      );
    }
    for (const picture of dealt.pictures) pictures[picture.pictureId] = picture;
    decks[owner] = dealt.pictures.map(({ pictureId }) => pictureId);
  }
  return { pictures, decks };
}

/** What hung for everybody was seen by everybody; a common deck avoids what anybody has seen. */
function seenBy(room: Room, owner: string): ReadonlySet<string> {
  return owner === COMMON_DECK
    ? new Set(Object.values(room.seen).flat())
    : new Set([...(room.seen[COMMON_DECK] ?? []), ...(room.seen[owner] ?? [])]);
}
