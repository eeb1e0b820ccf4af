import Phaser from 'phaser';
import { Hung } from './hung.ts';
import type { Show } from './show.ts';
import { StageScene } from './stage-scene.ts';

type LotShow = Extract<Show, { kind: 'lot' }>;
const DIMMED = 0.06;

/** A lot is up: the lamp warms, and from then on nothing moves. */
export class LotScene extends StageScene<LotShow> {
  private hung: Hung | null = null;

  constructor() {
    super('lot');
  }

  protected build(moving: boolean): void {
    this.hung = null;
    const show = this.current;
    if (show.picture === null) return this.hang(null, moving);
    const ready = this.backstage.pictures.ready(show.picture);
    if (ready) return this.hang(ready, moving);
    this.backstage.pictures.load(show.picture).then(
      (image) => {
        if (!this.isOn(show)) return;
        this.backstage.wake();
        this.hang(image, true);
      },
      // It stays away: the frame stays empty, and the lot can still be closed.
      () => undefined,
    );
  }

  protected override adapt(before: LotShow): boolean {
    if (before.picture?.url !== this.current.picture?.url) return false;
    if (before.dimmed !== this.current.dimmed) this.hung?.light(this.current.dimmed ? DIMMED : 1, true);
    return true;
  }

  private hang(image: HTMLImageElement | null, moving: boolean): void {
    const slot = this.backstage.slot('main');
    if (slot === null || this.hung !== null) return;
    const { key, picture, dimmed } = this.current;
    const content = image && picture ? { ...picture, source: image } : null;
    const hung = new Hung(this, this.paints, this.backstage.look, slot, content);
    this.hung = hung;
    hung.light(dimmed ? DIMMED : 1, moving && !this.backstage.look.still);
    if (content === null) return;
    // The first frame that was drawn with the picture in it starts the clock of the answer.
    this.game.events.once(Phaser.Core.Events.POST_RENDER, () => {
      this.backstage.events.drawn(key, hung.hanging, this.backstage.ratio(), performance.now());
    });
  }
}
