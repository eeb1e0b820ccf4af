/**
 * A wall: several pictures of one size that hang together. They arrive as one picture, the sheet, with the pictures close
 * together in rows; where they hang apart follows from here, on both sides alike.
 */
export interface WallLayout {
  /** Walls beside each other. */
  readonly walls: 1 | 2;
  /** Pictures of each wall. */
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
  /** Pixels of one picture. */
  readonly width: number;
  readonly height: number;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Between pictures of a wall, and between two walls, as shares of a picture's width, in whole picture pixels. */
const GAP = 1 / 14;
const BETWEEN = 3 / 7;

/** The layout of `count` pictures a wall: as near to square as can be. */
export function layoutOf(walls: 1 | 2, count: number, width: number, height: number): WallLayout {
  const columns = Math.ceil(Math.sqrt(count));
  return { walls, count, columns, rows: Math.ceil(count / columns), width, height };
}

/** Pixels of the sheet. */
export const sheetSize = ({ walls, columns, rows, width, height }: WallLayout) => ({
  width: walls * columns * width,
  height: rows * height,
});

/** Where picture `k` lies on the sheet, its upper left corner; those of the second wall follow those of the first. */
export function onSheet(layout: WallLayout, k: number): Spot {
  const { count, columns, width, height } = layout;
  const wall = Math.floor(k / count);
  const place = k % count;
  return { x: (wall * columns + (place % columns)) * width, y: Math.floor(place / columns) * height };
}

/** Picture pixels between two pictures of a wall. */
export const gapOf = ({ width }: WallLayout): number => Math.max(1, Math.round(width * GAP));
const betweenOf = ({ width }: WallLayout): number => Math.max(2, Math.round(width * BETWEEN));

/** Picture pixels that the hanging takes, gaps included. */
export function hungSize(layout: WallLayout): { readonly width: number; readonly height: number } {
  const { walls, columns, rows, width, height } = layout;
  const gap = gapOf(layout);
  const wide = columns * width + (columns - 1) * gap;
  return { width: walls * wide + (walls - 1) * betweenOf(layout), height: rows * height + (rows - 1) * gap };
}

/** Where picture `k` hangs, its upper left corner, in picture pixels. */
export function onWall(layout: WallLayout, k: number): Spot {
  const { count, columns, width, height } = layout;
  const gap = gapOf(layout);
  const wall = Math.floor(k / count);
  const place = k % count;
  const left = wall * (columns * width + (columns - 1) * gap + betweenOf(layout));
  return { x: left + (place % columns) * (width + gap), y: Math.floor(place / columns) * (height + gap) };
}

/** Two places of a wall, the smaller first. */
export type Pair = readonly [number, number];

export const samePair = (a: Pair | null, b: Pair | null): boolean =>
  a === null || b === null ? a === b : a[0] === b[0] && a[1] === b[1];
