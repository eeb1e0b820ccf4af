import type { Look } from '../look.ts';
import { canvasOf, grain } from './canvas.ts';

/** A gavel lying to the right: the handle's end is at the right edge, half way up. `size` is its length. */
export function paintGavel(size: number, look: Look): HTMLCanvasElement {
  const high = size * 0.46;
  const [canvas, c] = canvasOf(size, high);
  const middle = high / 2;
  const handle = c.createLinearGradient(0, middle - size * 0.03, 0, middle + size * 0.03);
  handle.addColorStop(0, '#9b6a3c');
  handle.addColorStop(0.4, '#7a4d27');
  handle.addColorStop(1, '#3f2611');
  c.fillStyle = handle;
  c.beginPath();
  c.roundRect(size * 0.3, middle - size * 0.028, size * 0.7, size * 0.056, size * 0.028);
  c.fill();
  const left = size * 0.07;
  const wide = size * 0.27;
  const head = c.createLinearGradient(left, 0, left + wide, 0);
  head.addColorStop(0, '#4a2b14');
  head.addColorStop(0.3, '#a06a38');
  head.addColorStop(0.6, '#7d4c24');
  head.addColorStop(1, '#341d0b');
  c.fillStyle = head;
  c.beginPath();
  c.roundRect(left, high * 0.03, wide, high * 0.94, size * 0.03);
  c.fill();
  const band = c.createLinearGradient(left, 0, left + wide, 0);
  band.addColorStop(0, look.brassDeep);
  band.addColorStop(0.32, look.brassBright);
  band.addColorStop(1, '#5a4217');
  c.fillStyle = band;
  c.fillRect(left, high * 0.17, wide, high * 0.07);
  c.fillRect(left, high * 0.76, wide, high * 0.07);
  grain(c, 10);
  return canvas;
}

/** The block that is struck. */
export function paintBlock(size: number): HTMLCanvasElement {
  const high = size * 0.2;
  const [canvas, c] = canvasOf(size, high);
  const wood = c.createLinearGradient(0, 0, 0, high);
  wood.addColorStop(0, '#a8713d');
  wood.addColorStop(0.28, '#6f431f');
  wood.addColorStop(1, '#2c190a');
  c.fillStyle = wood;
  c.beginPath();
  c.roundRect(size * 0.06, 0, size * 0.88, high * 0.55, high * 0.12);
  c.roundRect(0, high * 0.5, size, high * 0.5, high * 0.12);
  c.fill();
  grain(c, 10);
  return canvas;
}
