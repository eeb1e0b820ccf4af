import type { Allograph, Chance } from '../allograph.ts';
import { at } from '../allograph.ts';
import type { Stroke } from '../curve.ts';

/** The bowl from the lower left round to where the pen ends, its top at height `high`. */
function bowl({ vary, maybe }: Chance, high: number): Stroke {
  const right = vary(0.56, 0.07);
  const low = 0.5 + high / 2;
  const end = maybe(0.3)
    ? [at(vary(0, 0.07), high + vary(0.12, 0.06))] // on past the stem
    : maybe(0.25)
      ? [] // open
      : [at(vary(0.1, 0.05), high + vary(0.18, 0.07))];
  return [at(vary(0.24, 0.06), vary(0.99, 0.02)), at(right, vary(low, 0.05)), at(vary(0.38, 0.07), high), ...end];
}

export const six: Allograph[] = [
  {
    name: 'curved',
    weight: 50,
    draw(chance) {
      const { vary } = chance;
      return [
        [
          at(vary(0.42, 0.11), vary(0, 0.03)),
          at(vary(0.2, 0.06), vary(0.3, 0.05)),
          at(vary(0.04, 0.04), vary(0.7, 0.05)),
          ...bowl(chance, vary(0.5, 0.09)),
        ],
      ];
    },
  },
  {
    name: 'straight',
    weight: 28,
    draw(chance) {
      const { vary } = chance;
      const top = vary(0.28, 0.12);
      return [
        [
          at(top, vary(0, 0.02)),
          at(top * 0.5 + vary(0.02, 0.03), vary(0.38, 0.04)),
          at(vary(0.03, 0.04), vary(0.72, 0.06)),
          ...bowl(chance, vary(0.52, 0.09)),
        ],
      ];
    },
  },
  {
    name: 'round',
    weight: 18,
    draw({ vary }) {
      // A bowl nearly as tall as the digit, rolled in at its end.
      const high = vary(0.3, 0.08);
      return [
        [
          at(vary(0.22, 0.12), vary(0, 0.03)),
          at(vary(0.07, 0.06), vary(0.28, 0.05)),
          at(vary(0, 0.03), vary(0.62, 0.06)),
          at(vary(0.22, 0.06), vary(0.99, 0.02)),
          at(vary(0.54, 0.08), vary(0.66, 0.06)),
          at(vary(0.46, 0.1), high),
          at(vary(0.27, 0.06), high + vary(0.2, 0.07)),
          at(vary(0.14, 0.08), high + vary(0.42, 0.08)),
        ],
      ];
    },
  },
  {
    name: 'hooked',
    weight: 7,
    draw(chance) {
      const { vary } = chance;
      return [
        [
          at(vary(0.58, 0.06), vary(0.1, 0.04)),
          at(vary(0.44, 0.05), vary(0, 0.02)),
          at(vary(0.14, 0.04), vary(0.32, 0.05)),
          at(vary(0.03, 0.03), vary(0.68, 0.04)),
          ...bowl(chance, vary(0.52, 0.07)),
        ],
      ];
    },
  },
];
