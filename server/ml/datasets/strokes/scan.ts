import type { Path } from './curve.ts';

export const SIDE = 28;

/** How the pen meets the paper and the paper the scanner. */
export interface Ink {
  /** Width of the line in pixels of the finished picture. */
  readonly thickness: number;
  /** Longest side of the written digit in the finished picture, in pixels. */
  readonly size: number;
  /** Share by which the width swells and thins along the line, 0 to 1. */
  readonly pressure: number;
  /** Share of the line that takes ink, 0 to 1. */
  readonly ink: number;
  /** Scanner dots to a pixel of the finished picture. */
  readonly resolution: number;
  /** Any 32-bit integer: the grain of pen and paper. */
  readonly grain: number;
}

const GRID = 128; // scanner dots a side: 20 pixels at 4 dots, and room for half the widest pen all round
const MARGIN = 20;
const dots = new Uint8Array(GRID * GRID);
/** Outermost inked dots. */
const inked = { left: GRID, right: -1, top: GRID, bottom: -1 };
const box = new Float32Array(SIDE * SIDE);
const columnOf = new Int32Array(GRID);
const shareOf = new Float32Array(GRID);
const row = new Float32Array(SIDE + 1);

/**
 * Writes a path and takes its picture as MNIST's were taken (LeCun et al. 1998): a scan in two levels, shrunk by area
 * until its longer side measures `size`, and moved by whole pixels until its centre of mass is that of the field.
 *
 * @param target receives 28 x 28 grey values from `offset` on, 0 to 255
 */
export function scanPath(path: Path, ink: Ink, target: Uint8Array, offset: number): void {
  dots.fill(0);
  Object.assign(inked, { left: GRID, right: -1, top: GRID, bottom: -1 });
  write(path, ink);
  shrink(ink.size, ink.ink < 1 ? ink : null);
  develop(target, offset, ink.grain);
}

/** Draws the path with a round pen so that the inked extent is about `size` times `resolution` dots. */
function write(path: Path, { thickness, size, pressure, resolution, grain }: Ink): void {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (let i = 0; i < path.n; i++) {
    const x = path.xy[2 * i]!;
    const y = path.xy[2 * i + 1]!;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  const extent = Math.max(right - left, bottom - top, 1e-6);
  const scale = (Math.max(size - thickness, 4) * resolution) / extent;
  const width = (thickness * resolution) / 2;
  const phase = grain & 1023;
  let noise = grain | 1;
  let rough = 0;
  for (let s = 0; s < path.strokes; s++) {
    const first = path.starts[s]!;
    const last = s + 1 < path.strokes ? path.starts[s + 1]! : path.n;
    let along = 0;
    for (let i = first; i + 1 < last; i++) {
      const x0 = MARGIN + (path.xy[2 * i]! - left) * scale;
      const y0 = MARGIN + (path.xy[2 * i + 1]! - top) * scale;
      const dx = MARGIN + (path.xy[2 * i + 2]! - left) * scale - x0;
      const dy = MARGIN + (path.xy[2 * i + 3]! - top) * scale - y0;
      const length = Math.sqrt(dx * dx + dy * dy);
      const steps = Math.max(1, Math.ceil(length / Math.max(0.6, width * 0.5)));
      for (let k = i === first ? 0 : 1; k <= steps; k++) {
        const t = k / steps;
        noise = (Math.imul(noise, 1664525) + 1013904223) | 0;
        rough = 0.7 * rough + noise * (0.22 / 0x80000000);
        const swell = 1 + pressure * Math.sin(phase + s * 2 + ((along + t * length) / scale) * 5);
        press(x0 + t * dx + 0.6 * rough, y0 + t * dy - 0.6 * rough, Math.max(0.55, width * swell + rough));
      }
      along += length;
    }
  }
}

/** Blackens the dots within `radius` of a point. */
function press(x: number, y: number, radius: number): void {
  const square = radius * radius;
  const bottom = Math.min(GRID - 1, Math.floor(y + radius - 0.5));
  for (let j = Math.max(0, Math.ceil(y - radius - 0.5)); j <= bottom; j++) {
    const dy = j + 0.5 - y;
    const half = Math.sqrt(square - dy * dy);
    const left = Math.max(0, Math.ceil(x - half - 0.5));
    const right = Math.min(GRID - 1, Math.floor(x + half - 0.5));
    if (left > right) continue;
    if (left < inked.left) inked.left = left;
    if (right > inked.right) inked.right = right;
    if (j < inked.top) inked.top = j;
    if (j > inked.bottom) inked.bottom = j;
    for (let k = j * GRID + left, end = j * GRID + right; k <= end; k++) dots[k] = 1;
  }
}

/** Averages the dots within the inked bounds over the pixels that they fall on, into `box` from its upper left. */
function shrink(size: number, dry: Ink | null): void {
  box.fill(0);
  const height = inked.bottom - inked.top + 1;
  const width = inked.right - inked.left + 1;
  const scale = size / Math.max(height, width); // pixels to a dot, below 1
  for (let i = 0; i < width; i++) {
    const start = i * scale;
    columnOf[i] = Math.floor(start);
    shareOf[i] = Math.min(1, (columnOf[i]! + 1 - start) / scale);
  }
  const columns = columnOf[width - 1]! + 2;
  let noise = dry ? dry.grain | 1 : 1;
  for (let j = 0; j < height; j++) {
    row.fill(0, 0, columns);
    for (let i = 0, k = (inked.top + j) * GRID + inked.left; i < width; i++, k++) {
      if (dots[k] === 0) continue;
      if (dry) {
        noise = (Math.imul(noise, 1664525) + 1013904223) | 0;
        if ((noise >>> 8) / 0x1000000 > dry.ink) continue;
      }
      const column = columnOf[i]!;
      const share = shareOf[i]!;
      row[column]! += share;
      row[column + 1]! += 1 - share;
    }
    const start = j * scale;
    const line = Math.floor(start);
    const share = Math.min(1, (line + 1 - start) / scale);
    const here = share * scale * scale;
    const below = (1 - share) * scale * scale;
    for (let i = 0, p = line * SIDE; i < columns; i++, p++) {
      const value = row[i]!;
      if (value === 0) continue;
      box[p]! += value * here;
      if (below > 0) box[p + SIDE]! += value * below;
    }
  }
}

/**
 * Moves `box` to the centre of mass and turns coverage into grey. In MNIST a fully inked pixel reads 252 to 254 by
 * picture, one more along a row and a column where the old and the new grid met, and 255 where these cross.
 */
function develop(target: Uint8Array, offset: number, grain: number): void {
  let mass = 0;
  let mx = 0;
  let my = 0;
  let bottom = 0;
  let right = 0;
  for (let j = 0, p = 0; j < SIDE; j++) {
    for (let i = 0; i < SIDE; i++, p++) {
      const value = box[p]!;
      if (value < BLACK) continue;
      mass += value;
      mx += value * i;
      my += value * j;
      bottom = j;
      if (i > right) right = i;
    }
  }
  const moveX = clamp(Math.round(CENTRE - mx / mass), 0, SIDE - 1 - right);
  const moveY = clamp(Math.round(CENTRE - my / mass), 0, SIDE - 1 - bottom);
  const full = FULL[(grain >>> 10) & 15]!;
  const seamX = (grain >>> 14) % 20;
  const seamY = (grain >>> 19) % 20;
  target.fill(0, offset, offset + SIDE * SIDE);
  for (let j = 0; j <= bottom; j++) {
    for (let i = 0; i <= right; i++) {
      const value = box[j * SIDE + i]!;
      if (value < BLACK) continue;
      let grey = Math.round(Math.min(1, value) * full);
      if (grey === full) {
        grey = i === seamX && j === seamY ? 255 : Math.min(255, full + (i === seamX || j === seamY ? 1 : 0));
      }
      target[offset + (j + moveY) * SIDE + i + moveX] = grey;
    }
  }
}

/** Coverage that reads 0; rounding leaves traces of it beyond the last dot. */
const BLACK = 0.5 / 256;

/** Mean centre of mass of MNIST's pictures, in pixel indices: the middle of the field by the outer edge. */
const CENTRE = 14;

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** What full ink reads, as often as in MNIST. */
const FULL = [252, 252, 252, 252, 253, 253, 253, 253, 253, 253, 253, 254, 254, 254, 254, 255] as const;
