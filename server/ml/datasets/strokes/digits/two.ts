import type { Allograph } from '../allograph.ts';
import { at, corner } from '../allograph.ts';

export const two: Allograph[] = [
  {
    name: 'sharp',
    weight: 44,
    draw({ vary }) {
      const right = vary(0.66, 0.07);
      const top = vary(0, 0.02);
      const base = vary(0.95, 0.03);
      const left = vary(0.04, 0.05);
      return [
        [
          at(vary(0.06, 0.06), vary(0.2, 0.07)),
          at(vary(0.32, 0.06), top),
          at(right, vary(0.23, 0.05)),
          at(vary(0.42, 0.06), vary(0.6, 0.05)),
          corner(left, base),
          at(vary(0.42, 0.08), base + vary(-0.03, 0.04)),
          at(vary(0.85, 0.12), vary(0.96, 0.05)),
        ],
      ];
    },
  },
  {
    name: 'looped',
    weight: 44,
    draw({ vary, maybe }) {
      const low = vary(0.95, 0.04);
      const big = maybe(0.5);
      const loop = big ? vary(0.3, 0.07) : vary(0.13, 0.05);
      const wide = big ? vary(0.3, 0.07) : vary(0.15, 0.04);
      return [
        [
          at(vary(0.08, 0.07), vary(0.2, 0.08)),
          at(vary(0.35, 0.07), vary(0, 0.02)),
          at(vary(0.62, 0.07), vary(0.26, 0.06)),
          at(vary(0.44, 0.06), vary(0.68, 0.06)),
          at(wide * vary(0.85, 0.15), low),
          at(vary(0, 0.04), low - loop * vary(0.45, 0.1)),
          at(wide * vary(0.9, 0.15), low - loop),
          at(vary(0.48, 0.07), vary(0.88, 0.05)),
          at(vary(0.8, 0.12), vary(0.93, 0.08)),
        ],
      ];
    },
  },
  {
    name: 'angular',
    weight: 9,
    draw({ vary }) {
      const right = vary(0.66, 0.06);
      return [
        [
          at(0, vary(0.08, 0.04)),
          at(vary(0.35, 0.05), vary(0, 0.03)),
          corner(right, vary(0.06, 0.04)),
          at(vary(0.36, 0.06), vary(0.5, 0.05)),
          corner(vary(0, 0.05), vary(0.95, 0.03)),
          at(vary(0.75, 0.1), vary(0.95, 0.05)),
        ],
      ];
    },
  },
  {
    name: 'swan',
    weight: 5,
    draw({ vary }) {
      // A small head on a long back: nearly an L.
      return [
        [
          at(vary(0.16, 0.06), vary(0.14, 0.06)),
          at(vary(0.32, 0.05), vary(0, 0.02)),
          at(vary(0.42, 0.05), vary(0.14, 0.04)),
          at(vary(0.26, 0.05), vary(0.55, 0.06)),
          corner(vary(0.04, 0.05), vary(0.94, 0.03)),
          at(vary(0.75, 0.14), vary(0.93, 0.05)),
        ],
      ];
    },
  },
];
