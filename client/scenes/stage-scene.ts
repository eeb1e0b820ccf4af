import Phaser from 'phaser';
import type { Rect } from './fit.ts';
import type { Look } from './look.ts';
import { Paints } from './paints.ts';
import type { Pictures } from './pictures.ts';
import type { Show, StageEvents } from './show.ts';

/** What all scenes share. */
export interface Backstage {
  readonly look: Look;
  readonly pictures: Pictures;
  readonly events: StageEvents;
  /** The place the page keeps for something, in device pixels; null where it keeps none. */
  slot(name: string): Rect | null;
  readonly ratio: () => number;
  /** Starts drawing again after the stage fell asleep. */
  wake(): void;
}

/** A scene that shows one kind of show, and can be built again at another size at any moment. */
export abstract class StageScene<S extends Show> extends Phaser.Scene {
  protected backstage!: Backstage;
  protected paints!: Paints;
  protected current!: S;
  private waiting = 0;

  /** True while something moves or is about to. */
  get busy(): boolean {
    return this.waiting > 0 || this.tweens.getTweens().length > 0;
  }

  init(data: { readonly backstage: Backstage; readonly show: S }): void {
    this.backstage = data.backstage;
    this.current = data.show;
  }

  create(): void {
    this.paints = new Paints(this.textures);
    // A slow machine draws fewer frames; it does not take longer over a movement.
    this.tweens.setLagSmooth();
    this.events.once(Phaser.Scenes.Events.SHUTDOWN, () => this.clear());
    this.build(true);
  }

  /** The same moment with other details, or another moment of the same kind. */
  take(show: S): void {
    const before = this.current;
    this.current = show;
    if (before.key === show.key && this.adapt(before)) return;
    this.clear();
    this.build(before.key !== show.key);
  }

  /** Builds everything again, at rest: the page has another size. */
  rebuild(): void {
    this.clear();
    this.build(false);
  }

  /** Draws `current`; with `moving`, as it begins, else as it ends up. */
  protected abstract build(moving: boolean): void;

  /** Takes changed details in place where it can; false asks for a new build. */
  protected adapt(before: S): boolean {
    return JSON.stringify(before) === JSON.stringify(this.current);
  }

  /** True while this moment is on; for what comes back later. */
  protected isOn(show: S): boolean {
    return this.current.key === show.key && this.scene.isActive();
  }

  /** Does something later, unless the scene has been cleared by then. */
  protected after(ms: number, action: () => void): void {
    this.waiting += 1;
    this.time.delayedCall(ms, () => {
      this.waiting -= 1;
      action();
    });
  }

  private clear(): void {
    this.waiting = 0;
    this.tweens.killAll();
    this.time.removeAllEvents();
    this.children.removeAll(true);
    this.paints.release();
  }
}
