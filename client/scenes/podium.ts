import { Hung } from './hung.ts';
import { paintBlock, paintGavel } from './paint/gavel.ts';
import { PORTRAIT, paintPortrait } from './paint/portrait.ts';
import type { Show } from './show.ts';
import { StageScene } from './stage-scene.ts';

type PodiumShow = Extract<Show, { kind: 'podium' }>;
/** Third, second, first: when each lamp goes on, ms; the gavel falls with the last. */
const LIGHTS_MS = [1900, 1150, 400] as const;

/** Sold: the portraits of the first three are lit one after the other, and the gavel falls for the first. */
export class PodiumScene extends StageScene<PodiumShow> {
  constructor() {
    super('podium');
  }

  protected build(moving: boolean): void {
    const { look } = this.backstage;
    const animated = moving && this.current.fresh && !look.still;
    this.current.seats.slice(0, 3).forEach((seat, i) => {
      const slot = this.backstage.slot(['first', 'second', 'third'][i]!);
      if (slot === null) return;
      const hung = new Hung(this, this.paints, look, slot, {
        source: paintPortrait(seat),
        width: PORTRAIT,
        height: PORTRAIT,
      });
      if (!animated) return hung.light(1, false);
      hung.light(0, false);
      this.after(LIGHTS_MS[i]!, () => hung.light(1, true));
    });
    this.layGavel(animated);
  }

  private layGavel(animated: boolean): void {
    const slot = this.backstage.slot('gavel');
    if (slot === null) return;
    const size = Math.min(slot.width, slot.height * 2.1);
    const middle = slot.x + slot.width / 2;
    const blockTop = slot.y + slot.height * 0.84;
    this.add.image(middle - size * 0.24, blockTop, this.paints.add(paintBlock(size * 0.6))).setOrigin(0.5, 0);
    // It turns about the hand, at the handle's end.
    const gavel = this.add
      .image(middle + size * 0.55, blockTop - size * 0.2, this.paints.add(paintGavel(size, this.backstage.look)))
      .setOrigin(1, 0.5)
      .setAngle(0);
    if (!animated) return;
    gavel.setAngle(34);
    this.after(LIGHTS_MS[0] - 130, () => {
      this.tweens.chain({
        targets: gavel,
        tweens: [
          { angle: 0, duration: 130, ease: 'Cubic.in', onComplete: () => this.backstage.events.struck('gavel') },
          { angle: 7, duration: 90, ease: 'Sine.out' },
          { angle: 0, duration: 110, ease: 'Sine.in' },
        ],
      });
    });
  }
}
