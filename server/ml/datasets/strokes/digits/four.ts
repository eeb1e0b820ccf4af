import type { Allograph } from '../allograph.ts';
import { at, corner } from '../allograph.ts';

export const four: Allograph[] = [
  {
    name: 'open',
    weight: 66,
    draw({ vary }) {
      const bar = vary(0.52, 0.06);
      const stem = vary(0.52, 0.07);
      return [
        [
          at(vary(0.08, 0.06), vary(0.03, 0.06)),
          at(vary(0.03, 0.04), bar - vary(0.2, 0.05)),
          corner(vary(0.03, 0.04), bar),
          at(vary(0.4, 0.06), bar + vary(-0.02, 0.03)),
          at(stem + vary(0.16, 0.08), bar + vary(-0.04, 0.05)),
        ],
        [at(stem + vary(0.05, 0.06), vary(0, 0.06)), at(stem + vary(0.02, 0.02), 0.5), at(stem + vary(-0.03, 0.04), 1)],
      ];
    },
  },
  {
    name: 'rounded',
    weight: 18,
    draw({ vary }) {
      const bar = vary(0.5, 0.06);
      const stem = vary(0.5, 0.06);
      return [
        [
          at(vary(0.06, 0.05), vary(0.02, 0.05)),
          at(vary(0.02, 0.04), bar - vary(0.14, 0.04)),
          at(vary(0.2, 0.05), bar),
          at(stem, bar - vary(0.08, 0.06)),
        ],
        [at(stem + vary(0.05, 0.05), vary(0, 0.05)), at(stem, 0.5), at(stem + vary(-0.03, 0.05), 1)],
      ];
    },
  },
  {
    name: 'closed',
    weight: 12,
    draw({ vary }) {
      const stem = vary(0.5, 0.06);
      const bar = vary(0.62, 0.06);
      const top = vary(0, 0.03);
      return [
        [
          at(stem + vary(0.02, 0.04), top),
          at(vary(0.24, 0.04), bar * 0.55),
          corner(vary(0, 0.04), bar),
          at(stem + vary(0.2, 0.06), bar + vary(-0.02, 0.04)),
        ],
        [at(stem + vary(0.02, 0.03), top + vary(0.02, 0.04)), at(stem, 0.5), at(stem + vary(-0.02, 0.04), 1)],
      ];
    },
  },
  {
    name: 'one stroke',
    weight: 4,
    draw({ vary }) {
      const bar = vary(0.48, 0.05);
      const stem = vary(0.5, 0.05);
      return [
        [
          at(vary(0.08, 0.05), vary(0.05, 0.05)),
          at(vary(0.02, 0.03), bar - 0.12),
          at(vary(0.2, 0.05), bar),
          at(stem, bar - vary(0.14, 0.06)),
          corner(stem + vary(0.05, 0.04), vary(0.02, 0.05)),
          at(stem, 0.55),
          at(stem + vary(-0.04, 0.05), 1),
        ],
      ];
    },
  },
];
