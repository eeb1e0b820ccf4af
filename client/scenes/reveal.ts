import type Phaser from 'phaser';
import type { Verdict } from '../../shared/domain/judgment.ts';
import type { Rect } from './fit.ts';
import { Hung } from './hung.ts';
import { paintBack } from './paint/frame.ts';
import { paintStamp } from './paint/stamp.ts';
import type { Show } from './show.ts';
import { StageScene } from './stage-scene.ts';

type RevealShow = Extract<Show, { kind: 'reveal' }>;
/** Milliseconds: how long the back is shown before the stamp, and after it. */
const READ_MS = 420;
const REST_MS = 1700;

/** The truth: the frame turns over, the stamp falls on the label, and the picture hangs again with its stamp. */
export class RevealScene extends StageScene<RevealShow> {
  constructor() {
    super('reveal');
  }

  protected build(moving: boolean): void {
    const show = this.current;
    if (show.mosaic.length > 0) return this.hangMosaic();
    if (show.picture === null) return this.hang(null, moving);
    const ready = this.backstage.pictures.ready(show.picture);
    if (ready) return this.hang(ready, moving);
    this.backstage.pictures.load(show.picture).then(
      (image) => {
        if (!this.isOn(show)) return;
        this.backstage.wake();
        this.hang(image, false);
      },
      () => undefined,
    );
  }

  private hang(image: HTMLImageElement | null, moving: boolean): void {
    const slot = this.backstage.slot('main');
    if (slot === null) return;
    const { look } = this.backstage;
    const { picture, outcome, fresh } = this.current;
    const content = image && picture ? { ...picture, source: image } : null;
    const hung = new Hung(this, this.paints, look, slot, content);
    hung.light(1, false);
    if (outcome === null) return;
    const left = this.stampLeft(hung, outcome.truth, outcome.stamp);
    if (moving && fresh && content !== null) void this.unveil(hung, left, outcome);
  }

  /** The stamp as it is left on a picture: at the lower corner, mostly on the passe-partout. */
  private stampLeft(hung: Hung, truth: Verdict, words: string): Phaser.GameObjects.Image {
    const round = truth === 'real';
    const { width, height } = hung.hanging.outer;
    const paint = paintStamp(truth, words, width * (round ? 0.3 : 0.46), -8, this.backstage.look);
    const stamp = this.add.image(width * (round ? 0.35 : 0.25), height * (round ? 0.35 : 0.42), this.paints.add(paint));
    hung.board.add(stamp);
    return stamp;
  }

  private async unveil(
    hung: Hung,
    left: Phaser.GameObjects.Image,
    outcome: NonNullable<RevealShow['outcome']>,
  ): Promise<void> {
    const show = this.current;
    const { look, events } = this.backstage;
    const { outer } = hung.hanging;
    const round = outcome.truth === 'real';
    left.setVisible(false);
    const back = this.add.image(0, 0, this.paints.add(paintBack(hung.hanging, outcome.label, look))).setVisible(false);
    const paint = paintStamp(outcome.truth, outcome.stamp, outer.width * (round ? 0.36 : 0.62), round ? -11 : -8, look);
    const stamp = this.add.image(0, outer.height * (round ? 0.3 : 0.28), this.paints.add(paint)).setVisible(false);
    hung.board.add([back, stamp]);
    const pause = (ms: number) => new Promise<void>((resolve) => this.after(ms, resolve));
    // Cleared in between (another moment, another size): what hung here is gone.
    const gone = () => !this.isOn(show) || !stamp.scene;
    await hung.turn(() => {
      hung.showFront(false);
      back.setVisible(true);
    });
    await pause(READ_MS);
    if (gone()) return;
    stamp.setVisible(true);
    await this.strike(hung, stamp);
    events.struck('stamp');
    await pause(REST_MS);
    if (gone()) return;
    await hung.turn(() => {
      back.destroy();
      stamp.destroy();
      hung.showFront(true);
      left.setVisible(true);
    });
  }

  /** The stamp comes down; the frame takes the blow. */
  private strike(hung: Hung, stamp: Phaser.GameObjects.Image): Promise<void> {
    const { board } = hung;
    if (this.backstage.look.still) {
      return new Promise((resolve) => {
        this.tweens.add({ targets: stamp, alpha: { from: 0, to: 1 }, duration: 200, onComplete: () => resolve() });
      });
    }
    const blow = Math.max(2, Math.round(hung.hanging.outer.width * 0.007));
    const home = { x: board.x, y: board.y };
    return new Promise((resolve) => {
      this.tweens.add({
        targets: stamp,
        scale: { from: 2.3, to: 1 },
        alpha: { from: 0, to: 1 },
        duration: 170,
        ease: 'Cubic.in',
        onComplete: () => {
          resolve();
          this.tweens.chain({
            targets: board,
            tweens: [
              { y: home.y + blow * 2, x: home.x - blow, duration: 40 },
              { y: home.y - blow, x: home.x + blow, duration: 50 },
              { y: home.y, x: home.x, duration: 60 },
            ],
          });
        },
      });
    });
  }

  /** Everybody had an own picture: some of them, each with its mark. */
  private hangMosaic(): void {
    const show = this.current;
    const slot = this.backstage.slot('main');
    if (slot === null) return;
    const columns = Math.ceil(Math.sqrt(show.mosaic.length * (slot.width / slot.height)));
    const rows = Math.ceil(show.mosaic.length / columns);
    const cell = { width: Math.floor(slot.width / columns), height: Math.floor(slot.height / rows) };
    const gap = Math.round(Math.min(cell.width, cell.height) * 0.05);
    show.mosaic.forEach((each, i) => {
      const place: Rect = {
        x: slot.x + (i % columns) * cell.width + gap,
        y: slot.y + Math.floor(i / columns) * cell.height + gap,
        width: cell.width - 2 * gap,
        height: cell.height - 2 * gap,
      };
      this.backstage.pictures.load(each.picture).then(
        (image) => {
          if (!this.isOn(show)) return;
          this.backstage.wake();
          this.hangSmall(image, each, place);
        },
        () => undefined,
      );
    });
  }

  private hangSmall(image: HTMLImageElement, each: RevealShow['mosaic'][number], place: Rect): void {
    const { look } = this.backstage;
    const { width, height } = each.picture;
    const hung = new Hung(this, this.paints, look, place, { source: image, width, height }, false);
    hung.light(1, false);
    this.stampLeft(hung, each.truth, each.stamp);
  }
}
