import type { ControlPoint, Stroke } from './curve.ts';

/** Chance for one drawing: `vary(mean, sd)` is normal, cut at 2.2 sd; `maybe(p)` is true with probability p. */
export interface Chance {
  vary(mean: number, sd: number): number;
  maybe(p: number): boolean;
}

/** One way of writing a digit. */
export interface Allograph {
  readonly name: string;
  /** How common, in proportion to the digit's other allographs. */
  readonly weight: number;
  /** The strokes in a box of height 1, written upright, in the order of the pen. */
  draw(chance: Chance): Stroke[];
}

export function at(x: number, y: number): ControlPoint {
  return { x, y };
}

/** A point where the pen turns sharply. */
export function corner(x: number, y: number): ControlPoint {
  return { x, y, corner: true };
}

/** A turned ellipse: centre, half axes and tilt in radians. */
export interface Ellipse {
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
  readonly tilt?: number;
}

/**
 * Points on an ellipse from angle `from` to `to` in quarter turns, clockwise as seen (0 is right, 1 bottom, -1 top);
 * `drift` lets the radius grow by that share up to the end, so that loops need not close exactly.
 */
export function arc(ellipse: Ellipse, from: number, to: number, drift = 0): ControlPoint[] {
  const { cx, cy, rx, ry, tilt = 0 } = ellipse;
  const steps = Math.max(2, Math.ceil(Math.abs(to - from) / 0.55));
  const cos = Math.cos(tilt);
  const sin = Math.sin(tilt);
  return Array.from({ length: steps + 1 }, (_, k) => {
    const angle = (from + ((to - from) * k) / steps) * (Math.PI / 2);
    const grown = 1 + (drift * k) / steps;
    const x = rx * grown * Math.cos(angle);
    const y = ry * grown * Math.sin(angle);
    return { x: cx + x * cos - y * sin, y: cy + x * sin + y * cos };
  });
}
