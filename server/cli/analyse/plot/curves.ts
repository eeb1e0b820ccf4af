import type { Chart } from '../design.ts';
import { axis } from './axis.ts';
import { COLOURS, digits, FAINT, INK, line, px, shortened, svg, text } from './svg.ts';

type CurveChart = Extract<Chart, { kind: 'curves' }>;

const [LEFT, TOP, SIZE] = [64, 30, 380];
/** Beyond the colours, lines are broken, so that sixteen can be told apart. */
const DASHES = [undefined, '6 3'];

/** Curves in a square, their names beside it. */
export function curvesOf({ title, x, y, curves, diagonal }: CurveChart): string {
  const points = curves.flatMap(({ points: each }) => each);
  if (points.length === 0) return '<p>No points.</p>';
  const bounds = diagonal ? { low: 0, high: 1 } : {};
  const across = axis(
    points.map(([a]) => a),
    [LEFT, LEFT + SIZE],
    bounds,
  );
  const up = axis(
    points.map(([, b]) => b),
    [TOP + SIZE, TOP],
    bounds,
  );
  const strokes = curves.map((_, i) => ({
    colour: COLOURS[i % COLOURS.length]!,
    dashes: DASHES[Math.floor(i / COLOURS.length) % DASHES.length],
  }));
  const names = curves.map(({ name }, i) => {
    const at = TOP + 14 + 24 * i;
    const [from, to] = [LEFT + SIZE + 28, LEFT + SIZE + 52];
    return (
      line([from, at], [to, at], strokes[i]!.colour, 3, strokes[i]!.dashes) +
      text(to + 10, at + 4.5, shortened(name), 'start')
    );
  });
  return svg(Math.max(TOP + SIZE + 44, TOP + 30 + 24 * curves.length), title, [
    ...across.marks.map(
      (each) =>
        line([across.at(each), TOP], [across.at(each), TOP + SIZE], FAINT) +
        text(across.at(each), TOP + SIZE + 17, digits(each)),
    ),
    ...up.marks.map(
      (each) =>
        line([LEFT, up.at(each)], [LEFT + SIZE, up.at(each)], FAINT) +
        text(LEFT - 8, up.at(each) + 4.5, digits(each), 'end'),
    ),
    ...(diagonal ? [line([across.at(0), up.at(0)], [across.at(1), up.at(1)], INK, 1, '4 3')] : []),
    ...curves.map(({ points: each }, i) => {
      const path = each.map(([a, b]) => `${px(across.at(a))},${px(up.at(b))}`).join(' ');
      const { colour, dashes } = strokes[i]!;
      return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"${dashes ? ` stroke-dasharray="${dashes}"` : ''}/>`;
    }),
    ...names,
    text(LEFT + SIZE / 2, TOP + SIZE + 37, x),
    text(LEFT, TOP - 14, y, 'start'),
  ]);
}
