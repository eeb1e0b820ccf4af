import type { Verdict } from '../../../shared/domain/judgment.ts';
import type { Look } from '../look.ts';
import { canvasOf, fitText, grain } from './canvas.ts';

/**
 * The seal (round, genuine) or the bar (forgery) in its colour; the shape alone says which. It is painted at its slant, so
 * that it is drawn pixel for pixel and stays sharp.
 * @param size Its width before slanting, device pixels.
 * @param degrees The slant, clockwise.
 */
export function paintStamp(
  truth: Verdict,
  words: string,
  size: number,
  degrees: number,
  look: Look,
): HTMLCanvasElement {
  const height = truth === 'real' ? size : size * BAR_HEIGHT;
  const angle = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.abs(Math.sin(angle)), Math.cos(angle)];
  const [canvas, c] = canvasOf(size * cosine + height * sine, size * sine + height * cosine);
  c.translate(canvas.width / 2, canvas.height / 2);
  c.rotate(angle);
  c.translate(-size / 2, -height / 2);
  if (truth === 'real') paintSeal(c, words, size, look);
  else paintBar(c, words, size, look);
  grain(c, 14);
  return canvas;
}

/** Height of the bar as a share of its width. */
const BAR_HEIGHT = 0.27;

function paintSeal(c: CanvasRenderingContext2D, words: string, size: number, look: Look): void {
  const middle = size / 2;
  // A wax edge: many shallow waves.
  c.beginPath();
  for (let i = 0; i <= 180; i++) {
    const angle = (i / 180) * 2 * Math.PI;
    const radius = middle * (0.955 + 0.03 * Math.sin(angle * 22));
    c.lineTo(middle + radius * Math.cos(angle), middle + radius * Math.sin(angle));
  }
  c.closePath();
  const wax = c.createRadialGradient(middle * 0.75, middle * 0.6, 0, middle, middle, middle);
  wax.addColorStop(0, '#4b9672');
  wax.addColorStop(0.6, look.genuine);
  wax.addColorStop(1, '#1d4a35');
  c.fillStyle = wax;
  c.fill();
  c.strokeStyle = look.paper;
  for (const [radius, line] of [
    [0.84, 0.026],
    [0.77, 0.01],
  ] as const) {
    c.lineWidth = size * line;
    c.beginPath();
    c.arc(middle, middle, middle * radius, 0, 2 * Math.PI);
    c.stroke();
  }
  lettering(c, words, middle, middle, size * 0.25, size * 0.66, look);
  for (const at of [-0.42, 0.42]) {
    c.fillRect(middle - size * 0.13, middle + size * at * 0.56, size * 0.26, Math.max(1, size * 0.012));
  }
}

function paintBar(c: CanvasRenderingContext2D, words: string, size: number, look: Look): void {
  const high = size * BAR_HEIGHT;
  // Cut at a slant at both ends, so that it is no plain rectangle.
  const slant = high * 0.32;
  c.beginPath();
  c.moveTo(slant, 0);
  c.lineTo(size, 0);
  c.lineTo(size - slant, high);
  c.lineTo(0, high);
  c.closePath();
  const paint = c.createLinearGradient(0, 0, 0, high);
  paint.addColorStop(0, '#a83f39');
  paint.addColorStop(0.5, look.forgery);
  paint.addColorStop(1, '#6d211e');
  c.fillStyle = paint;
  c.fill();
  c.fillStyle = look.paper;
  const line = Math.max(1, high * 0.045);
  c.fillRect(slant * 1.4, high * 0.11, size - slant * 2.4, line);
  c.fillRect(slant, high * 0.89 - line, size - slant * 2.4, line);
  lettering(c, words, size / 2, high / 2, high * 0.56, size * 0.78, look);
}

function lettering(
  c: CanvasRenderingContext2D,
  words: string,
  x: number,
  y: number,
  size: number,
  width: number,
  look: Look,
): void {
  c.fillStyle = look.paper;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  const spaced = [...words].length <= 3 ? [...words].join('\u2009') : words;
  const fitted = fitText(c, spaced, (s) => `700 ${s}px ${look.serif}`, size, width);
  c.fillText(spaced, x, y + fitted * 0.04);
}
