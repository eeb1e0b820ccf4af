import { z } from 'zod';
import { LabError, operation, picturesOf, type Lab } from '../../lab.ts';
import type { HistogramModel } from './model.ts';
import { probability } from './table.ts';
import { codesOf, thresholdOf } from './thumbnails.ts';

/** Grey values that a page shows as one. */
const GREYS = 16;
/** Shares are sent as whole numbers of this many parts. */
const PARTS = 10_000;

export const lab: Lab = {
  /** How often each binary thumbnail occurs among the real pictures of the gallery: [code, count], most frequent first. */
  thumbnails: operation(z.object({ side: z.int().min(2).max(4) }), (_model: HistogramModel, { side }, context) => {
    const reals = context.reals();
    const counts = new Map<number, number>();
    for (const code of codesOf(reals, side, thresholdOf(reals))) counts.set(code, (counts.get(code) ?? 0) + 1);
    const seen = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return { side, n: reals.n, seen };
  }),

  /**
   * The shipped table of each pixel: its mean picture, and for each pixel the chance of each sixteenth of the grey values, in
   * ten-thousandths.
   */
  pixels: operation(
    z.object({ label: z.int().min(0).max(255).default(0) }),
    (model: HistogramModel, { label }, { header }) => {
      const { table, counted } = model.tableOf(header.config['perClass'] === true ? label : 0);
      const { rows, bins } = table;
      if (rows === 1 || bins < GREYS) {
        throw new LabError(
          `This table is of ${rows === 1 ? 'whole thumbnails' : `${bins} grey values`}, but the page shows pixels of ${GREYS} or more; choose another model.`,
        );
      }
      const mean = new Uint8Array(rows);
      const shares = new Uint16Array(rows * GREYS);
      const together = bins / GREYS;
      for (let row = 0; row < rows; row++) {
        let grey = 0;
        for (let g = 0; g < GREYS; g++) {
          let share = 0;
          for (let bin = g * together; bin < (g + 1) * together; bin++) {
            const p = probability(table, row, bin, counted);
            share += p;
            grey += (p * bin * 255) / (bins - 1);
          }
          shares[row * GREYS + g] = Math.round(share * PARTS);
        }
        mean[row] = Math.round(grey);
      }
      return {
        counted,
        smoothing: table.smoothing,
        parts: PARTS,
        greys: GREYS,
        mean: picturesOf(mean, header.shape),
        shares: Buffer.from(shares.buffer).toString('base64'),
      };
    },
  ),
};
