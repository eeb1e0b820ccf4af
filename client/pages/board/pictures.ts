import type { JudgedPicture } from '../../../shared/protocol/board.ts';
import type { Board, Estimate } from '../../../shared/protocol/http.ts';
import { csvOf } from './tables.ts';

/** Kinds of pictures that are shown, by what they are furthest from. */
export const SHELVES = ['believed', 'suspected', 'fooling', 'doubted'] as const;
export type Shelf = (typeof SHELVES)[number];

/** Share of its judges who called a picture genuine, with its interval. */
export function genuineShare({ model, n, wrong, low, high }: JudgedPicture): Estimate {
  if (model !== null) return { value: wrong / n, low, high };
  return { value: 1 - wrong / n, low: 1 - high, high: 1 - low };
}

/** All that is known of the pictures of some shelves, in full digits. */
export function picturesCsv(pictures: Board['pictures'], shelves: readonly Shelf[]): string {
  return csvOf([
    [
      ...['shelf', 'picture', 'truth', 'model', 'label', 'n', 'genuine_share', 'low', 'high'],
      ...['realism', 'place_people', 'place_machine', 'places'],
    ],
    ...shelves.flatMap((shelf) =>
      pictures[shelf].map((picture) => {
        const { id, model, label, n, realism, place } = picture;
        const { value, low, high } = genuineShare(picture);
        return [
          ...[shelf, id, model === null ? 'real' : 'fake', model, label, n, value, low, high],
          ...[realism, place?.people ?? null, place?.machine ?? null, place?.of ?? null],
        ];
      }),
    ),
  ]);
}
