import type { Allograph, Chance } from '../allograph.ts';
import { at, corner } from '../allograph.ts';
import type { Stroke } from '../curve.ts';

function plain({ vary }: Chance): Stroke {
  const right = vary(0.62, 0.09);
  const top = vary(0.03, 0.03);
  const fall = vary(-0.01, 0.05); // of the bar, from left to right
  const foot = vary(0.33, 0.12);
  return [
    at(vary(0.02, 0.06), top - fall / 2),
    at(right * 0.55, top + vary(0, 0.03)),
    corner(right, top + fall / 2),
    at((right + foot) / 2 - vary(0.04, 0.05), vary(0.5, 0.05)),
    at(foot, 1),
  ];
}

/** A tick down at the left end of the bar. */
function ticked(chance: Chance): Stroke {
  const [first, ...rest] = plain(chance);
  return [
    at(first!.x - chance.vary(0.01, 0.04), first!.y + chance.vary(0.17, 0.08)),
    corner(first!.x, first!.y),
    ...rest,
  ];
}

export const seven: Allograph[] = [
  { name: 'plain', weight: 52, draw: (chance) => [plain(chance)] },
  { name: 'ticked', weight: 18, draw: (chance) => [ticked(chance)] },
  {
    name: 'curved',
    weight: 17,
    draw({ vary }) {
      const right = vary(0.6, 0.07);
      return [
        [
          at(vary(0, 0.06), vary(0.14, 0.08)),
          at(vary(0.26, 0.06), vary(0.01, 0.03)),
          at(right, vary(0.08, 0.05)),
          at(vary(0.46, 0.06), vary(0.48, 0.05)),
          at(vary(0.3, 0.11), 1),
        ],
      ];
    },
  },
  {
    name: 'barred',
    weight: 13,
    draw(chance) {
      const { vary, maybe } = chance;
      const bar = vary(0.52, 0.06);
      return [
        maybe(0.25) ? ticked(chance) : plain(chance),
        [at(vary(0.14, 0.08), bar + vary(0.02, 0.04)), at(vary(0.66, 0.1), bar + vary(-0.02, 0.05))],
      ];
    },
  },
];
