import type { Hanging, Rect } from '../fit.ts';
import type { LabelWords } from '../show.ts';
import type { Look } from '../look.ts';
import { canvasOf, fitText, grain, linesOf } from './canvas.ts';

/**
 * Brass moulding and ivory passe-partout; where pictures come, it is cut open and dark.
 * @param openings Device pixels from the frame's corner; one for the whole picture where it isn't said.
 */
export function paintFront(hanging: Hanging, look: Look, openings?: readonly Rect[]): HTMLCanvasElement {
  const { outer, moulding, mat, picture } = hanging;
  const [canvas, c] = canvasOf(outer.width, outer.height);
  paintMoulding(c, outer.width, outer.height, moulding, look);
  const inner = { width: outer.width - 2 * moulding, height: outer.height - 2 * moulding };
  const paper = c.createLinearGradient(0, moulding, 0, moulding + inner.height);
  paper.addColorStop(0, '#fbf4e6');
  paper.addColorStop(0.35, look.paper);
  paper.addColorStop(1, look.paperShade);
  c.fillStyle = paper;
  c.fillRect(moulding, moulding, inner.width, inner.height);
  // The moulding throws a shadow on the card below it.
  const shade = c.createLinearGradient(0, moulding, 0, moulding + mat * 0.5);
  shade.addColorStop(0, 'rgb(60 40 15 / 45%)');
  shade.addColorStop(1, 'rgb(60 40 15 / 0%)');
  c.fillStyle = shade;
  c.fillRect(moulding, moulding, inner.width, mat * 0.5);
  grain(c, 7);
  // The card is cut at a slant: dark above, light below.
  const cut = Math.max(openings ? 1 : 2, Math.round(mat * 0.07));
  for (const { x, y, width, height } of openings ?? [{ ...picture, x: picture.x - outer.x, y: picture.y - outer.y }]) {
    bevel(c, x - cut, y - cut, width + 2 * cut, height + 2 * cut, cut, ['#9d8f76', '#b9ac92', '#fffaf0', '#cfc3a9']);
    c.fillStyle = '#0d0b09';
    c.fillRect(x, y, width, height);
  }
  return canvas;
}

/** Stretcher, backing paper and the label that says where the picture came from. */
export function paintBack(hanging: Hanging, label: LabelWords, look: Look): HTMLCanvasElement {
  const { outer, moulding } = hanging;
  const { width, height } = outer;
  const [canvas, c] = canvasOf(width, height);
  const wood = c.createLinearGradient(0, 0, width, height);
  wood.addColorStop(0, '#5b4128');
  wood.addColorStop(0.5, '#4a3420');
  wood.addColorStop(1, '#3a2817');
  c.fillStyle = wood;
  c.fillRect(0, 0, width, height);
  bevel(c, 0, 0, width, height, Math.max(2, Math.round(moulding * 0.2)), ['#86633f', '#5f4529', '#231709', '#4a3420']);
  const rim = Math.round(moulding * 1.1);
  c.fillStyle = '#8b7250';
  c.fillRect(rim, rim, width - 2 * rim, height - 2 * rim);
  c.strokeStyle = 'rgb(40 25 10 / 35%)';
  c.lineWidth = Math.max(1, moulding * 0.08);
  c.strokeRect(rim * 1.25, rim * 1.25, width - 2.5 * rim, height - 2.5 * rim);
  grain(c, 16);
  paintLabel(c, width, height, label, look);
  return canvas;
}

function paintLabel(c: CanvasRenderingContext2D, width: number, height: number, label: LabelWords, look: Look): void {
  const w = width * 0.74;
  const h = Math.min(height * 0.5, w * 0.62);
  const x = (width - w) / 2;
  const y = height * 0.14;
  c.save();
  c.shadowColor = 'rgb(20 10 0 / 55%)';
  c.shadowBlur = width * 0.02;
  c.shadowOffsetY = width * 0.008;
  c.fillStyle = look.paper;
  c.fillRect(x, y, w, h);
  c.restore();
  c.strokeStyle = look.brassDeep;
  c.lineWidth = Math.max(1, w * 0.006);
  const inset = w * 0.03;
  c.strokeRect(x + inset, y + inset, w - 2 * inset, h - 2 * inset);
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.fillStyle = '#6d5f4c';
  const middle = x + w / 2;
  fitText(c, label.lot, (size) => `500 ${size}px ${look.sans}`, h * 0.105, w * 0.8);
  c.fillText(label.lot, middle, y + h * 0.2);
  c.fillStyle = look.ink;
  const face = (size: number): string => `700 ${size}px ${look.serif}`;
  c.font = face(h * 0.2);
  // A long name takes two lines before it grows small.
  const names = linesOf(c, label.title, w * 0.84);
  const longest = names.reduce((long, line) => (line.length > long.length ? line : long), '');
  const size = fitText(c, longest, face, h * (names.length === 1 ? 0.23 : 0.17), w * 0.84);
  names
    .slice(0, 2)
    .forEach((line, i, shown) => c.fillText(line, middle, y + h * 0.47 + (i - (shown.length - 1) / 2) * size * 1.12));
  c.fillStyle = '#4d4234';
  fitText(c, label.detail, (detail) => `500 ${detail}px ${look.sans}`, h * 0.12, w * 1.5);
  const lines = linesOf(c, label.detail, w * 0.84).slice(0, 2);
  lines.forEach((line, i) => c.fillText(line, middle, y + h * (lines.length === 1 ? 0.77 : 0.71 + i * 0.13), w * 0.86));
}

/** A cloth over the frame: there is a picture, but not here. */
export function paintCovered(hanging: Hanging, look: Look): HTMLCanvasElement {
  const canvas = paintFront(hanging, look);
  const c = canvas.getContext('2d')!;
  const { width, height } = hanging.outer;
  const folds = 9;
  const left = width * 0.03;
  const top = hanging.moulding * 0.35;
  const right = width - left;
  const hem = (at: number): number => height * 0.93 + Math.sin(at * Math.PI * folds) * height * 0.018;
  c.beginPath();
  c.moveTo(left, top);
  c.lineTo(right, top);
  for (let i = 0; i <= 90; i++) c.lineTo(right - ((right - left) * i) / 90, hem(i / 90));
  c.closePath();
  c.save();
  c.shadowColor = 'rgb(0 0 0 / 60%)';
  c.shadowBlur = width * 0.03;
  c.fillStyle = '#4a3d2e';
  c.fill();
  c.restore();
  c.save();
  c.clip();
  const cloth = c.createLinearGradient(left, 0, right, 0);
  for (let i = 0; i <= folds * 2; i++) cloth.addColorStop(i / (folds * 2), i % 2 ? '#66553f' : '#392e22');
  c.fillStyle = cloth;
  c.fillRect(0, 0, width, height);
  const fall = c.createLinearGradient(0, top, 0, height);
  fall.addColorStop(0, 'rgb(255 225 170 / 22%)');
  fall.addColorStop(0.3, 'rgb(255 225 170 / 0%)');
  fall.addColorStop(1, 'rgb(0 0 0 / 45%)');
  c.fillStyle = fall;
  c.fillRect(0, 0, width, height);
  c.restore();
  grain(c, 9);
  return canvas;
}

/** A brass moulding, mitred, lit from above. */
function paintMoulding(c: CanvasRenderingContext2D, width: number, height: number, depth: number, look: Look): void {
  const sides: readonly (readonly [
    readonly (readonly [number, number])[],
    readonly [number, number, number, number],
    number,
  ])[] = [
    [
      [
        [0, 0],
        [width, 0],
        [width - depth, depth],
        [depth, depth],
      ],
      [0, 0, 0, depth],
      0.12,
    ],
    [
      [
        [0, 0],
        [depth, depth],
        [depth, height - depth],
        [0, height],
      ],
      [0, 0, depth, 0],
      -0.02,
    ],
    [
      [
        [width, 0],
        [width, height],
        [width - depth, height - depth],
        [width - depth, depth],
      ],
      [width, 0, width - depth, 0],
      -0.1,
    ],
    [
      [
        [0, height],
        [depth, height - depth],
        [width - depth, height - depth],
        [width, height],
      ],
      [0, height, 0, height - depth],
      -0.2,
    ],
  ];
  for (const [corners, [x0, y0, x1, y1], light] of sides) {
    const profile = c.createLinearGradient(x0, y0, x1, y1);
    profile.addColorStop(0, '#3f2e13');
    profile.addColorStop(0.08, look.brassDeep);
    profile.addColorStop(0.26, look.brassBright);
    profile.addColorStop(0.42, look.brass);
    profile.addColorStop(0.62, '#775a29');
    profile.addColorStop(0.74, look.brass);
    profile.addColorStop(0.88, '#8f7038');
    profile.addColorStop(1, '#2e210e');
    c.beginPath();
    corners.forEach(([x, y], i) => (i === 0 ? c.moveTo(x, y) : c.lineTo(x, y)));
    c.closePath();
    c.fillStyle = profile;
    c.fill();
    c.fillStyle = light > 0 ? `rgb(255 240 200 / ${light})` : `rgb(20 10 0 / ${-light})`;
    c.fill();
  }
}

/** A slanted edge around a rectangle; colours for top, left, bottom, right. */
function bevel(
  c: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  depth: number,
  colours: readonly [string, string, string, string],
): void {
  const [top, left, bottom, right] = colours;
  const side = (colour: string, ...points: readonly (readonly [number, number])[]): void => {
    c.beginPath();
    points.forEach(([px, py], i) => (i === 0 ? c.moveTo(px, py) : c.lineTo(px, py)));
    c.closePath();
    c.fillStyle = colour;
    c.fill();
  };
  const r = x + width;
  const b = y + height;
  side(top, [x, y], [r, y], [r - depth, y + depth], [x + depth, y + depth]);
  side(left, [x, y], [x + depth, y + depth], [x + depth, b - depth], [x, b]);
  side(bottom, [x, b], [x + depth, b - depth], [r - depth, b - depth], [r, b]);
  side(right, [r, y], [r, b], [r - depth, b - depth], [r - depth, y + depth]);
}
