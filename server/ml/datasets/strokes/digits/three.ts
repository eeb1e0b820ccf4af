import type { Allograph } from '../allograph.ts';
import { at, corner } from '../allograph.ts';

export const three: Allograph[] = [
  {
    name: 'cusp',
    weight: 62,
    draw({ vary, maybe }) {
      const waist = vary(0.46, 0.06);
      const reach = vary(0.28, 0.1);
      const end = maybe(0.2) ? at(vary(0.08, 0.1), vary(0.99, 0.04)) : at(vary(0, 0.09), vary(0.86, 0.08));
      return [
        [
          at(vary(0.06, 0.08), vary(0.13, 0.08)),
          at(vary(0.3, 0.07), vary(0, 0.03)),
          at(vary(0.55, 0.08), waist * vary(0.4, 0.1)),
          corner(reach, waist),
          at(vary(0.6, 0.08), vary(0.7, 0.06)),
          at(vary(0.32, 0.08), vary(0.98, 0.03)),
          end,
        ],
      ];
    },
  },
  {
    name: 'looped',
    weight: 22,
    draw({ vary }) {
      const waist = vary(0.46, 0.03);
      const reach = vary(0.22, 0.05);
      return [
        [
          at(vary(0.04, 0.05), vary(0.13, 0.06)),
          at(vary(0.32, 0.05), vary(0, 0.02)),
          at(vary(0.58, 0.05), vary(0.17, 0.04)),
          at(vary(0.36, 0.04), waist + 0.01),
          at(reach, waist + vary(0.01, 0.02)),
          at(vary(0.34, 0.04), waist + vary(-0.02, 0.02)),
          at(vary(0.61, 0.05), vary(0.7, 0.05)),
          at(vary(0.32, 0.07), vary(0.98, 0.03)),
          at(vary(0, 0.07), vary(0.86, 0.07)),
        ],
      ];
    },
  },
  {
    name: 'flat top',
    weight: 10,
    draw({ vary }) {
      return [
        [
          at(vary(0.06, 0.04), vary(0.04, 0.03)),
          corner(vary(0.55, 0.06), vary(0.02, 0.03)),
          corner(vary(0.27, 0.05), vary(0.4, 0.04)),
          at(vary(0.6, 0.05), vary(0.66, 0.05)),
          at(vary(0.32, 0.06), vary(0.97, 0.03)),
          at(vary(0, 0.06), vary(0.88, 0.06)),
        ],
      ];
    },
  },
  {
    name: 'smooth',
    weight: 6,
    draw({ vary }) {
      return [
        [
          at(vary(0.05, 0.05), vary(0.1, 0.05)),
          at(vary(0.32, 0.04), vary(0, 0.02)),
          at(vary(0.55, 0.05), vary(0.2, 0.04)),
          at(vary(0.44, 0.05), vary(0.45, 0.04)),
          at(vary(0.58, 0.05), vary(0.7, 0.05)),
          at(vary(0.3, 0.06), vary(0.98, 0.03)),
          at(vary(0, 0.06), vary(0.88, 0.06)),
        ],
      ];
    },
  },
];
