import type Phaser from 'phaser';
import QRCode from 'qrcode';
import { Hung } from './hung.ts';
import { canvasOf } from './paint/canvas.ts';
import { PORTRAIT, paintPortrait } from './paint/portrait.ts';
import type { Look } from './look.ts';
import type { Show } from './show.ts';
import { StageScene } from './stage-scene.ts';

type LobbyShow = Extract<Show, { kind: 'lobby' }>;
const MOTES = 22;
/** Dust must cost nothing: below this rate (frames a second, over so many milliseconds) it settles. */
const SMOOTH_FPS = 40;
const JUDGED_MS = 1200;

/** Before the sale: the way in hangs as the first picture, or the player's own portrait. Dust drifts in the light. */
export class LobbyScene extends StageScene<LobbyShow> {
  private motes: Phaser.GameObjects.Image[] = [];
  private frames = 0;
  private since = 0;

  constructor() {
    super('lobby');
  }

  override update(): void {
    if (this.motes.length === 0) return;
    this.frames += 1;
    const elapsed = performance.now() - this.since;
    if (elapsed < JUDGED_MS) return;
    const rate = (this.frames * 1000) / elapsed;
    this.frames = 0;
    this.since = performance.now();
    if (rate >= SMOOTH_FPS) return;
    this.tweens.killTweensOf(this.motes);
    for (const mote of this.motes.splice(0)) mote.destroy();
  }

  protected build(moving: boolean): void {
    const { look } = this.backstage;
    const slot = this.backstage.slot('main');
    if (slot === null) return;
    const { hung } = this.current;
    const source = 'address' in hung ? paintCode(hung.address, look) : paintPortrait(hung.seat);
    const size = 'address' in hung ? source.width : PORTRAIT;
    const picture = new Hung(this, this.paints, look, slot, { source, width: size, height: size });
    picture.light(1, moving && !look.still);
    if (!look.still && 'address' in hung) this.raiseDust(picture.hanging.outer);
  }

  private raiseDust(around: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }): void {
    const [speck, c] = canvasOf(8, 8);
    const soft = c.createRadialGradient(4, 4, 0, 4, 4, 4);
    soft.addColorStop(0, 'rgb(255 226 170 / 100%)');
    soft.addColorStop(1, 'rgb(255 226 170 / 0%)');
    c.fillStyle = soft;
    c.fillRect(0, 0, 8, 8);
    const key = this.paints.add(speck);
    this.motes = [];
    this.frames = 0;
    this.since = performance.now();
    for (let i = 0; i < MOTES; i++) {
      const x = around.x + around.width * (Math.random() * 1.7 - 0.35);
      const y = around.y + around.height * (Math.random() * 1.2 - 0.1);
      const mote = this.add
        .image(x, y, key)
        .setAlpha(0)
        .setScale(0.3 + Math.random() * 0.8);
      this.motes.push(mote);
      const duration = 9000 + Math.random() * 9000;
      const drift = around.width * 0.12;
      this.tweens.add({
        targets: mote,
        x: x + drift * (Math.random() - 0.5),
        y: y + drift * (0.3 + Math.random()),
        duration,
        repeat: -1,
        yoyo: true,
        ease: 'Sine.inOut',
      });
      this.tweens.add({
        targets: mote,
        alpha: 0.4,
        duration: duration / 4,
        delay: Math.random() * 5000,
        repeat: -1,
        yoyo: true,
      });
    }
  }
}

/** A QR code, one canvas pixel a module, dark on ivory; the passe-partout is part of its quiet zone. */
function paintCode(address: string, look: Look): HTMLCanvasElement {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' });
  const quiet = 3;
  const size = modules.size + 2 * quiet;
  const [canvas, c] = canvasOf(size, size);
  c.fillStyle = look.paper;
  c.fillRect(0, 0, size, size);
  c.fillStyle = look.ink;
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) c.fillRect(x + quiet, y + quiet, 1, 1);
  }
  return canvas;
}
