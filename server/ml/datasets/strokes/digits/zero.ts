import type { Allograph } from '../allograph.ts';
import { arc, at } from '../allograph.ts';

export const zero: Allograph[] = [
  {
    name: 'oval',
    weight: 72,
    draw({ vary, maybe }) {
      const from = vary(-1, 0.45);
      const turn = vary(-4.05, 0.25); // short of a full turn leaves a gap, beyond it overlaps
      const rx = maybe(0.1) ? vary(0.52, 0.12) : vary(0.37, 0.07);
      const oval = { cx: 0.4, cy: 0.5, rx, ry: 0.5, tilt: vary(0, 0.15) };
      return [arc(oval, from, from + turn, vary(-0.02, 0.08))];
    },
  },
  {
    name: 'tail',
    weight: 18,
    draw({ vary }) {
      // The pen ends inside the oval or above it.
      const from = vary(-0.7, 0.4);
      const oval = { cx: 0.4, cy: 0.5, rx: vary(0.37, 0.06), ry: 0.48, tilt: vary(0, 0.12) };
      const turn = arc(oval, from, from - vary(4, 0.25), vary(-0.05, 0.07));
      const end = turn.at(-1)!;
      return [[...turn, at(end.x - vary(0.12, 0.07), end.y + vary(0.08, 0.1))]];
    },
  },
  {
    name: 'crossed',
    weight: 4,
    draw({ vary }) {
      // Both ends run on past where they meet at the top.
      const oval = { cx: 0.4, cy: 0.58, rx: vary(0.32, 0.07), ry: 0.42 };
      const turn = arc(oval, -0.85, -5.15);
      const first = turn[0]!;
      const last = turn.at(-1)!;
      return [
        [
          at(first.x + vary(0.17, 0.07), first.y - vary(0.14, 0.06)),
          ...turn,
          at(last.x - vary(0.16, 0.07), last.y - vary(0.12, 0.06)),
        ],
      ];
    },
  },
  {
    name: 'loop',
    weight: 6,
    draw({ vary }) {
      const oval = { cx: 0.4, cy: 0.55, rx: vary(0.33, 0.05), ry: 0.45 };
      const turn = arc(oval, -1.1, -4.9 + vary(0, 0.2));
      const end = turn.at(-1)!;
      return [
        [
          ...turn,
          at(end.x - 0.1, end.y - vary(0.06, 0.03)),
          at(end.x - vary(0.2, 0.05), end.y - vary(0, 0.04)),
          at(end.x - vary(0.08, 0.04), end.y + vary(0.1, 0.04)),
        ],
      ];
    },
  },
];
