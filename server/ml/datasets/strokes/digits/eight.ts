import type { Allograph } from '../allograph.ts';
import { arc, at } from '../allograph.ts';

export const eight: Allograph[] = [
  {
    name: 'crossed',
    weight: 54,
    draw({ vary }) {
      const waist = vary(0.46, 0.055);
      const x = 0.3;
      const upper = vary(0.22, 0.05);
      const lower = vary(0.24, 0.055);
      return [
        [
          at(x + vary(0.16, 0.1), vary(0.07, 0.06)),
          at(x + vary(0.02, 0.05), vary(0, 0.02)),
          at(x - upper, vary(0.2, 0.05)),
          at(x + vary(0.01, 0.04), waist),
          at(x + lower, vary(0.74, 0.05)),
          at(x + vary(-0.03, 0.05), vary(1, 0.02)),
          at(x - lower * vary(1, 0.12), vary(0.76, 0.05)),
          at(x + vary(-0.01, 0.04), waist + vary(0, 0.04)),
          at(x + upper * vary(1, 0.2), vary(0.2, 0.06)),
          at(x + vary(0.12, 0.1), vary(0.05, 0.05)),
        ],
      ];
    },
  },
  {
    name: 'ribbon',
    weight: 22,
    draw({ vary }) {
      // An S and a way back that ends apart from its beginning, to the upper right.
      const waist = vary(0.44, 0.06);
      const x = 0.3;
      const lower = vary(0.19, 0.06);
      return [
        [
          at(x + vary(0.24, 0.1), vary(0.14, 0.09)),
          at(x + vary(0.02, 0.05), vary(0.02, 0.03)),
          at(x - vary(0.22, 0.05), vary(0.2, 0.05)),
          at(x + vary(0, 0.04), waist),
          at(x + lower, vary(0.76, 0.05)),
          at(x + vary(-0.04, 0.05), vary(1, 0.02)),
          at(x - lower, vary(0.8, 0.05)),
          at(x + vary(0, 0.04), waist + vary(0.03, 0.04)),
          at(x + vary(0.36, 0.1), vary(0.06, 0.07)),
        ],
      ];
    },
  },
  {
    name: 'reversed',
    weight: 18,
    draw({ vary }) {
      // From the top clockwise, down through the waist the other way.
      const waist = vary(0.46, 0.05);
      const x = 0.3;
      const wide = vary(0.24, 0.05);
      return [
        [
          at(x - vary(0.1, 0.09), vary(0.06, 0.04)),
          at(x + wide * vary(0.9, 0.15), vary(0.18, 0.05)),
          at(x + vary(0, 0.04), waist),
          at(x - wide, vary(0.76, 0.05)),
          at(x + vary(0.02, 0.05), vary(1, 0.02)),
          at(x + wide, vary(0.74, 0.05)),
          at(x + vary(0, 0.04), waist + vary(0, 0.04)),
          at(x - wide * vary(0.9, 0.15), vary(0.2, 0.05)),
          at(x + vary(0, 0.09), vary(0, 0.04)),
        ],
      ];
    },
  },
  {
    name: 'two rings',
    weight: 12,
    draw({ vary }) {
      const waist = vary(0.46, 0.05);
      const upper = waist / 2;
      const lower = (1 - waist) / 2;
      const start = vary(-1, 0.4);
      return [
        arc(
          { cx: 0.3 + vary(0, 0.05), cy: upper, rx: vary(0.21, 0.04), ry: upper },
          start,
          start - vary(4.05, 0.12),
          vary(0, 0.05),
        ),
        arc({ cx: 0.3, cy: 1 - lower, rx: vary(0.25, 0.04), ry: lower }, vary(-1, 0.3), vary(-5, 0.2), vary(0, 0.05)),
      ];
    },
  },
];
