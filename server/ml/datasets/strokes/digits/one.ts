import type { Allograph } from '../allograph.ts';
import { at, corner } from '../allograph.ts';

export const one: Allograph[] = [
  {
    name: 'bar',
    weight: 86,
    draw({ vary }) {
      const bow = vary(0, 0.025);
      return [[at(0, 0), at(bow, 0.33), at(bow + vary(0, 0.012), 0.67), at(vary(0, 0.02), 1)]];
    },
  },
  {
    name: 'flag',
    weight: 7,
    draw({ vary }) {
      const bow = vary(0, 0.02);
      return [[at(vary(-0.2, 0.07), vary(0.2, 0.06)), corner(0, 0), at(bow, 0.5), at(vary(0, 0.03), 1)]];
    },
  },
  {
    name: 'flag and foot',
    weight: 6,
    draw({ vary }) {
      const left = vary(-0.27, 0.08);
      const foot = vary(1, 0.03);
      return [
        [at(vary(-0.22, 0.07), vary(0.2, 0.07)), corner(0, 0), at(vary(0, 0.02), 0.5), at(vary(0, 0.03), 1)],
        [at(left, foot), at(vary(0, 0.03), 1), at(vary(0.28, 0.08), vary(0.99, 0.03))],
      ];
    },
  },
  {
    name: 'foot',
    weight: 1,
    draw({ vary }) {
      return [
        [at(0, 0), at(vary(0, 0.02), 0.5), at(0, 1)],
        [at(vary(-0.22, 0.06), 1), at(vary(0.22, 0.06), vary(0.99, 0.02))],
      ];
    },
  },
];
