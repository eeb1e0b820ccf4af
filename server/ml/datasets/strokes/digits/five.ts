import type { Allograph, Chance } from '../allograph.ts';
import { at, corner } from '../allograph.ts';
import type { Stroke } from '../curve.ts';

/** From the shoulder at height `high` round the belly to the tail at the lower left. */
function belly({ vary, maybe }: Chance, high: number): Stroke {
  const tail = maybe(0.2)
    ? at(vary(0.02, 0.08), vary(0.72, 0.07)) // curls up and nearly closes
    : at(vary(-0.02, 0.1), vary(0.91, 0.07));
  return [
    at(vary(0.34, 0.06), high + vary(-0.03, 0.05)),
    at(vary(0.56, 0.07), (1 + high) / 2 + vary(0, 0.05)),
    at(vary(0.3, 0.08), vary(0.98, 0.03)),
    tail,
  ];
}

export const five: Allograph[] = [
  {
    name: 'two strokes',
    weight: 52,
    draw(chance) {
      const { vary } = chance;
      const x = vary(0.14, 0.07);
      const top = vary(0.06, 0.05);
      const high = vary(0.42, 0.07);
      const bar = x + vary(0.1, 0.08);
      return [
        [at(x + vary(0.06, 0.04), top), corner(x + vary(-0.04, 0.05), high), ...belly(chance, high)],
        [
          at(bar, top + vary(0, 0.04)),
          at(bar + vary(0.26, 0.06), top + vary(-0.02, 0.03)),
          at(bar + vary(0.52, 0.12), top + vary(-0.04, 0.06)),
        ],
      ];
    },
  },
  {
    name: 'one stroke',
    weight: 30,
    draw(chance) {
      const { vary } = chance;
      const x = vary(0.16, 0.06);
      const top = vary(0.03, 0.03);
      const high = vary(0.42, 0.07);
      return [
        [
          at(x + vary(0.54, 0.13), top + vary(-0.02, 0.05)),
          corner(x + vary(0.04, 0.04), top + vary(0, 0.03)),
          corner(x + vary(-0.04, 0.05), high),
          ...belly(chance, high),
        ],
      ];
    },
  },
  {
    name: 'curved',
    weight: 18,
    draw({ vary }) {
      return [
        [
          at(vary(0.7, 0.11), vary(0.02, 0.04)),
          at(vary(0.36, 0.07), vary(0.04, 0.03)),
          at(vary(0.12, 0.06), vary(0.21, 0.06)),
          at(vary(0.27, 0.06), vary(0.42, 0.05)),
          at(vary(0.52, 0.07), vary(0.68, 0.06)),
          at(vary(0.28, 0.07), vary(0.98, 0.03)),
          at(vary(-0.02, 0.1), vary(0.9, 0.07)),
        ],
      ];
    },
  },
];
