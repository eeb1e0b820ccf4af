import type { JudgedPicture } from '../../shared/protocol/board.ts';
import type { Judgment } from './judgments.ts';
import { wilson } from '../../shared/domain/wilson.ts';

/** Pictures of each kind that are shown. */
const SHOWN = 12;

/**
 * Where the crowd and the truth are furthest apart: pictures by the lower end of the interval of their share wrong, so that one
 * mistaken judge does not outweigh nine of ten.
 */
export function mostMisjudged(
  rows: readonly Judgment[],
  classes: readonly string[],
): { readonly fooling: JudgedPicture[]; readonly doubted: JudgedPicture[] } {
  const pictures = new Map<string, { readonly row: Judgment; n: number; wrong: number }>();
  for (const row of rows) {
    let picture = pictures.get(row.image);
    if (!picture) pictures.set(row.image, (picture = { row, n: 0, wrong: 0 }));
    picture.n++;
    if (row.truth !== row.response) picture.wrong++;
  }
  const ofKind = (truth: Judgment['truth']): JudgedPicture[] =>
    [...pictures.values()]
      .filter(({ row, wrong }) => row.truth === truth && wrong > 0)
      .map(({ row, n, wrong }): JudgedPicture => {
        const { low, high } = wilson(wrong, n);
        const label = row.label === null ? null : (classes[row.label] ?? String(row.label));
        return { id: row.image, model: row.model, label, n, wrong, low, high };
      })
      .sort((a, b) => b.low - a.low || (a.id < b.id ? -1 : 1))
      .slice(0, SHOWN);
  return { fooling: ofKind('fake'), doubted: ofKind('real') };
}
