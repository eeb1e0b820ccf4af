import type { WallSource } from '../../shared/protocol/view.ts';
import type { DealtPicture } from '../game/picture.ts';
import type { Drawn, Shelves } from './shelves.ts';

/** Model id of a source, or 'real': what it is called in rows. */
export const sourceName = (source: WallSource): string => (source.kind === 'real' ? 'real' : source.modelId);

export const generatorName = (source: WallSource): string | null => (source.kind === 'fake' ? source.generator : null);

export const modelIdOf = (source: WallSource): string | null => (source.kind === 'fake' ? source.modelId : null);

export interface WallWish {
  readonly source: WallSource;
  readonly label: string | null;
  readonly count: number;
  readonly seed: number;
}

/**
 * Draws wall after wall for one deck: no picture twice in the deck or again for its owner, as long as the source has others;
 * a source that is used up starts over.
 */
export function wallDealer(shelves: Shelves, dataset: string, seen: ReadonlySet<string>): (wish: WallWish) => Drawn {
  const used = new Set(seen);
  return ({ source, label, count, seed }) => {
    const request = { dataset, modelId: modelIdOf(source), label, count, seed };
    let drawn = shelves.draw({ ...request, exclude: used });
    if (!drawn.ok) drawn = shelves.draw({ ...request, exclude: new Set() });
    if (drawn.ok) for (const { pictureId } of drawn.pictures) used.add(pictureId);
    return drawn;
  };
}

/** Pixels of dealt pictures. */
export function pixelsOf(shelves: Shelves, pictures: readonly DealtPicture[]): readonly Uint8Array[] {
  return pictures.map(({ pictureId }) => {
    const pixels = shelves.pixels(pictureId);
    if (!pixels) throw new Error(`the gallery dealt ${pictureId} and does not have it`);
    return pixels;
  });
}
