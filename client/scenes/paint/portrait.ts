import { canvasOf } from './canvas.ts';

/** Sides of a portrait in picture pixels. */
export const PORTRAIT = 12;

/** Ground and two paints; warm and dark as old portraits are. */
const PALETTES = [
  ['#2b2a33', '#d9b26a', '#f0e2c4'],
  ['#3a2420', '#cf7d4f', '#f1d7b0'],
  ['#1f2f2b', '#7fb08c', '#e9e2c0'],
  ['#2c2238', '#a886bf', '#eadcd2'],
  ['#22303d', '#7ba3bd', '#efe4c9'],
  ['#38301c', '#b9a13f', '#efe6c6'],
  ['#3b1f2b', '#c2718a', '#f2dcc9'],
  ['#20323a', '#4f9d9a', '#f0dfb6'],
] as const;

/** A face of sorts for a seat: the same for the same id, mirrored as faces are. */
export function paintPortrait(seat: string): HTMLCanvasElement {
  let hash = 0x811c9dc5; // FNV-1a
  for (const letter of seat) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  const next = (): number => {
    hash = (Math.imul(hash, 1664525) + 1013904223) >>> 0;
    return hash / 2 ** 32;
  };
  for (let i = 0; i < 4; i++) next();
  const [ground, paint, light] = PALETTES[Math.floor(next() * PALETTES.length)]!;
  const [canvas, c] = canvasOf(PORTRAIT, PORTRAIT);
  c.fillStyle = ground;
  c.fillRect(0, 0, PORTRAIT, PORTRAIT);
  const put = (x: number, y: number, colour: string): void => {
    c.fillStyle = colour;
    c.fillRect(x, y, 1, 1);
    c.fillRect(PORTRAIT - 1 - x, y, 1, 1);
  };
  // Head, then shoulders: rows of half a face with uneven edges.
  for (let y = 2; y < 8; y++) {
    const edge = 3 + (next() < 0.35 ? 1 : 0) - (next() < 0.2 ? 1 : 0);
    for (let x = edge; x < PORTRAIT / 2; x++) put(x, y, paint);
  }
  for (let y = 9; y < PORTRAIT; y++) {
    const edge = Math.max(1, 12 - y + (next() < 0.5 ? 0 : 1) - 1);
    for (let x = edge; x < PORTRAIT / 2; x++) put(x, y, next() < 0.25 ? light : paint);
  }
  put(5, 8, paint);
  // Hair or hat, eyes, mouth.
  const hat = Math.floor(next() * 3);
  for (let x = 3 - (hat === 2 ? 1 : 0); x < PORTRAIT / 2; x++) put(x, 2, next() < 0.75 || hat === 2 ? light : paint);
  if (hat >= 1) for (let x = 4; x < PORTRAIT / 2; x++) put(x, 1, light);
  put(4, 4 + Math.floor(next() * 2), ground);
  put(5, 7, next() < 0.5 ? ground : light);
  return canvas;
}
