import type { Look } from '../look.ts';
import { canvasOf, grain } from './canvas.ts';

/** The warm cone of a picture lamp on the wall, brightest just below the lamp. */
export function paintGlow(width: number, height: number): HTMLCanvasElement {
  // A soft light has no fine detail: half the size is enough and spares memory on large projectors.
  const [canvas, c] = canvasOf(width / 2, height / 2);
  const w = canvas.width;
  const h = canvas.height;
  c.save();
  c.scale(1, h / w);
  const pool = c.createRadialGradient(w / 2, w * 0.36, 0, w / 2, w * 0.46, w * 0.5);
  pool.addColorStop(0, 'rgb(255 206 132 / 46%)');
  pool.addColorStop(0.28, 'rgb(240 178 96 / 27%)');
  pool.addColorStop(0.6, 'rgb(196 132 60 / 9%)');
  pool.addColorStop(1, 'rgb(160 100 40 / 0%)');
  c.fillStyle = pool;
  c.fillRect(0, 0, w, w);
  c.restore();
  grain(c, 5);
  return canvas;
}

/** A brass picture lamp with its arm; its lower edge lies where the frame begins. */
export function paintLamp(width: number, height: number, look: Look): HTMLCanvasElement {
  const [canvas, c] = canvasOf(width, height);
  const tube = height * 0.5;
  const top = height * 0.1;
  const arm = Math.max(2, width * 0.022);
  c.fillStyle = '#5e4621';
  c.fillRect(width / 2 - arm / 2, top + tube * 0.6, arm, height - top - tube * 0.6);
  const round = c.createLinearGradient(0, top, 0, top + tube);
  round.addColorStop(0, '#6b5024');
  round.addColorStop(0.28, look.brassBright);
  round.addColorStop(0.5, look.brass);
  round.addColorStop(0.86, '#4f3a18');
  round.addColorStop(1, '#ffe9b8');
  c.fillStyle = round;
  c.beginPath();
  c.roundRect(0, top, width, tube, tube / 2);
  c.fill();
  return canvas;
}

/** The soft shadow a frame throws on the wall; the frame's place is `pad` from each edge. */
export function paintShadow(width: number, height: number, pad: number): HTMLCanvasElement {
  const [canvas, c] = canvasOf(width + 2 * pad, height + 2 * pad);
  c.shadowColor = 'rgb(0 0 0 / 80%)';
  c.shadowBlur = pad * 0.6;
  c.shadowOffsetY = pad * 0.3;
  c.fillStyle = '#000';
  c.fillRect(pad, pad, width, height);
  return canvas;
}
