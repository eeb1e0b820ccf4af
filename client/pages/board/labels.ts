/** A thing drawn in a plot and its name, CSS pixels. */
export interface Marked {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

export const SIDES = ['above', 'below', 'right', 'left'] as const;
export type Side = (typeof SIDES)[number];

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Room {
  readonly width: number;
  readonly height: number;
  /** Side of the square around each mark. */
  readonly mark: number;
  readonly fontSize: number;
}

/** Width of a text: Hangul and its kin are as wide as high, other letters a bit more than half. */
export const textWidth = (text: string, fontSize: number): number =>
  [...text].reduce((sum, sign) => sum + (/[\u1100-\uffdc]/.test(sign) ? 1 : 0.58), 0) * fontSize;

function boxOf({ x, y, name }: Marked, side: Side, { mark, fontSize }: Room): Box {
  const width = textWidth(name, fontSize);
  const half = mark / 2 + 3;
  switch (side) {
    case 'above':
      return { left: x - width / 2, right: x + width / 2, top: y - half - fontSize * 1.2, bottom: y - half };
    case 'below':
      return { left: x - width / 2, right: x + width / 2, top: y + half, bottom: y + half + fontSize * 1.2 };
    case 'right':
      return { left: x + half, right: x + half + width, top: y - fontSize * 0.6, bottom: y + fontSize * 0.6 };
    case 'left':
      return { left: x - half - width, right: x - half, top: y - fontSize * 0.6, bottom: y + fontSize * 0.6 };
  }
}

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** What a name on a side would hide of marks and of the other names that have a side, and how far it would stand out. */
export function hiddenBy(points: readonly Marked[], i: number, side: Side, sides: readonly Side[], room: Room): number {
  const half = room.mark / 2;
  const box = boxOf(points[i]!, side, room);
  const outside =
    Math.max(0, -box.left) +
    Math.max(0, box.right - room.width) +
    Math.max(0, -box.top) +
    Math.max(0, box.bottom - room.height);
  let hidden = outside * room.fontSize * 4;
  points.forEach((other, j) => {
    if (j === i) return;
    const { x, y } = other;
    hidden += overlap(box, { left: x - half, right: x + half, top: y - half, bottom: y + half });
    if (sides[j] !== undefined) hidden += overlap(box, boxOf(other, sides[j], room));
  });
  return hidden;
}

/** Rounds in which each name may change sides once more; a dozen names rest after two or three. */
const ROUNDS = 10;

/**
 * On which side of its mark each name stands: the first one free of marks, of other names and of the edge, else the one that
 * hides least. Each chooses once, then again as the others stand now, which never hides more. The same points get the same sides.
 */
export function placeNames(points: readonly Marked[], room: Room): readonly Side[] {
  const sides: Side[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = sides.join();
    points.forEach((_, i) => {
      const cost = (side: Side): number => hiddenBy(points, i, side, sides, room);
      const start = sides[i] ?? SIDES[0];
      sides[i] = SIDES.reduce((chosen, side) => (cost(side) < cost(chosen) - 1e-9 ? side : chosen), start);
    });
    if (sides.join() === before) break;
  }
  return sides;
}
