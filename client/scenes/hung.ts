import type Phaser from 'phaser';
import type { Hanging, Rect } from './fit.ts';
import { hungSize, onSheet, onWall, type WallLayout } from '../../shared/domain/wall.ts';
import { hang, hangBelowLamp, lampRoom, NARROW } from './fit.ts';
import type { Look } from './look.ts';
import type { Paints } from './paints.ts';
import { paintCovered, paintFront } from './paint/frame.ts';
import { paintGlow, paintLamp, paintShadow } from './paint/light.ts';

/** A picture in its frame under a lamp: what the other scenes are made of. */
export class Hung {
  readonly hanging: Hanging;
  /** Everything that turns; its origin is the frame's middle. */
  readonly board: Phaser.GameObjects.Container;
  private readonly front: Phaser.GameObjects.GameObject[] = [];
  private readonly glow: Phaser.GameObjects.Image;
  private readonly shadow: Phaser.GameObjects.Image;

  /** @param content What hangs, in picture pixels; null is a covered frame. */
  constructor(
    private readonly scene: Phaser.Scene,
    paints: Paints,
    private readonly look: Look,
    slot: Rect,
    content: {
      readonly source: HTMLImageElement | HTMLCanvasElement;
      readonly width: number;
      readonly height: number;
      readonly wall?: WallLayout | null;
    } | null,
    lamp = true,
  ) {
    const room = lamp ? lampRoom(slot) : 0;
    // A covered frame has the usual proportions of the pictures here.
    const wall = content?.wall ?? null;
    const size = wall ? hungSize(wall) : { width: content?.width ?? 28, height: content?.height ?? 28 };
    this.hanging = (lamp ? hangBelowLamp : hang)(size.width, size.height, slot, wall ? NARROW : undefined);
    const { outer, picture, moulding, scale } = this.hanging;
    const x = outer.x + outer.width / 2;
    const y = outer.y + outer.height / 2;
    const reach = Math.max(outer.width, outer.height);
    this.glow = scene.add
      .image(x, outer.y - room * 0.8, paints.add(paintGlow(reach * 2.5, reach * 2.2)))
      .setDisplaySize(reach * 2.5, reach * 2.2)
      .setOrigin(0.5, 0.16);
    const pad = Math.max(8, moulding * 2);
    this.shadow = scene.add.image(x, y, paints.add(paintShadow(outer.width, outer.height, pad)));
    if (lamp && room > 6) {
      const wide = Math.round(outer.width * 0.42);
      const lampPaint = paints.add(paintLamp(wide, room * 0.85, look));
      scene.add.image(x, outer.y - room * 0.92, lampPaint).setOrigin(0.5, 0);
    }
    this.board = scene.add.container(x, y);
    const openings = wall && openingsOf(wall, scale, { x: picture.x - outer.x, y: picture.y - outer.y });
    const frame = paints.add(
      content === null ? paintCovered(this.hanging, look) : paintFront(this.hanging, look, openings ?? undefined),
    );
    this.front.push(scene.add.image(-outer.width / 2, -outer.height / 2, frame).setOrigin(0));
    if (content !== null) {
      const key = paints.add(content.source, true);
      const add = (left: number, top: number, frame?: string): void => {
        const image = scene.add.image(picture.x - x + left * scale, picture.y - y + top * scale, key, frame);
        this.front.push(image.setOrigin(0).setScale(scale));
      };
      if (wall === null) add(0, 0);
      else
        for (let k = 0; k < wall.walls * wall.count; k++) {
          const from = onSheet(wall, k);
          scene.textures.get(key).add(String(k), 0, from.x, from.y, wall.width, wall.height);
          const to = onWall(wall, k);
          add(to.x, to.y, String(k));
        }
    }
    this.board.add(this.front);
  }

  /** Light for everybody to see by, at once or as a lamp warms up. */
  light(level: number, warm: boolean): void {
    const dark = 0.12;
    const alpha = dark + (1 - dark) * level;
    if (!warm) {
      this.glow.setAlpha(level);
      this.board.setAlpha(alpha);
      return;
    }
    this.scene.tweens.add({
      targets: this.glow,
      alpha: { from: this.glow.alpha === 1 ? 0 : this.glow.alpha, to: level },
      duration: 300,
      ease: 'Sine.out',
    });
    this.scene.tweens.add({
      targets: this.board,
      alpha: { from: this.board.alpha === 1 ? dark : this.board.alpha, to: alpha },
      duration: 300,
      ease: 'Sine.out',
    });
  }

  /**
   * Turns the frame by half a turn about its vertical axis; `halfway` changes what is seen while it stands edge on.
   * With reduced motion it fades instead.
   */
  turn(halfway: () => void): Promise<void> {
    const property = this.look.still ? 'alpha' : 'scaleX';
    return new Promise((resolve) => {
      this.scene.tweens.chain({
        targets: this.board,
        tweens: [
          { [property]: 0, duration: 230, ease: 'Sine.in', onComplete: halfway },
          { [property]: 1, duration: 260, ease: 'Sine.out' },
        ],
        onComplete: () => resolve(),
      });
      this.scene.tweens.add({ targets: this.shadow, alpha: 0.4, duration: 240, yoyo: true });
    });
  }

  /** Shows or hides the side with the picture. */
  showFront(visible: boolean): void {
    for (const each of this.front) (each as Phaser.GameObjects.Image).setVisible(visible);
  }
}

/** Where the pictures of a wall look through the card, device pixels from the frame's corner. */
function openingsOf(
  wall: WallLayout,
  scale: number,
  from: { readonly x: number; readonly y: number },
): readonly Rect[] {
  return Array.from({ length: wall.walls * wall.count }, (_, k) => {
    const { x, y } = onWall(wall, k);
    return { x: from.x + x * scale, y: from.y + y * scale, width: wall.width * scale, height: wall.height * scale };
  });
}
