import type { Allograph, Chance } from '../allograph.ts';
import { at, corner } from '../allograph.ts';
import type { Stroke } from '../curve.ts';

/** The ring, from its upper right round to where the stem begins, its bottom at height `low`. */
function ring({ vary, maybe }: Chance, low: number, right: number): Stroke {
  const open = maybe(0.3) ? vary(0.14, 0.05) : 0; // the ring begins well left of the stem
  return [
    at(right - open + vary(-0.02, 0.05), vary(0.09, 0.05) - open * 0.3),
    at(vary(0.28, 0.06) - open * 0.6, vary(0.01, 0.02)),
    at(vary(0.03, 0.05), low * vary(0.6, 0.08)),
    at(vary(0.2, 0.06), low),
    at(right - vary(0.08, 0.04), low * vary(0.6, 0.1)),
  ];
}

export const nine: Allograph[] = [
  {
    name: 'straight',
    weight: 54,
    draw(chance) {
      const { vary } = chance;
      const right = vary(0.52, 0.06);
      return [
        [
          ...ring(chance, vary(0.46, 0.09), right),
          corner(right + vary(0, 0.04), vary(0.07, 0.05)),
          at(right + vary(-0.05, 0.04), 0.52),
          at(right + vary(-0.1, 0.1), 1),
        ],
      ];
    },
  },
  {
    name: 'curled',
    weight: 20,
    draw(chance) {
      const { vary } = chance;
      const right = vary(0.55, 0.04);
      return [
        [
          ...ring(chance, vary(0.47, 0.08), right),
          corner(right, vary(0.12, 0.04)),
          at(right + vary(0, 0.03), vary(0.6, 0.05)),
          at(vary(0.36, 0.06), vary(0.97, 0.03)),
          at(vary(0.08, 0.08), vary(0.88, 0.07)),
        ],
      ];
    },
  },
  {
    name: 'one sweep',
    weight: 18,
    draw({ vary }) {
      // The ring runs over into the stem without a turn.
      const low = vary(0.44, 0.06);
      return [
        [
          at(vary(0.46, 0.06), low * vary(0.8, 0.12)),
          at(vary(0.2, 0.05), low),
          at(vary(0.03, 0.04), low * 0.6),
          at(vary(0.28, 0.05), vary(0, 0.02)),
          at(vary(0.54, 0.05), vary(0.24, 0.05)),
          at(vary(0.46, 0.05), vary(0.6, 0.05)),
          at(vary(0.34, 0.11), 1),
        ],
      ];
    },
  },
  {
    name: 'two strokes',
    weight: 12,
    draw(chance) {
      // A cup, closed by a stem of its own.
      const { vary } = chance;
      const right = vary(0.5, 0.05);
      const low = vary(0.44, 0.06);
      return [
        [
          at(vary(0.36, 0.08), vary(0.03, 0.04)),
          at(vary(0.1, 0.05), low * vary(0.4, 0.1)),
          at(vary(0.12, 0.06), low),
          at(right + vary(0, 0.03), low * vary(0.75, 0.1)),
        ],
        [at(right + vary(0.02, 0.04), vary(0.04, 0.05)), at(right, 0.5), at(right + vary(-0.06, 0.09), 1)],
      ];
    },
  },
];
