import Phaser from 'phaser';

let made = 0;

/** The textures of one scene: made from canvases and pictures, and all destroyed together. */
export class Paints {
  private readonly keys: string[] = [];

  constructor(private readonly manager: Phaser.Textures.TextureManager) {}

  /**
   * A texture of what a canvas or an image holds now; returns its key.
   * @param crisp NEAREST instead of LINEAR: for pictures that are shown larger.
   */
  add(source: HTMLCanvasElement | HTMLImageElement, crisp = false): string {
    const key = `paint-${++made}`;
    const width = source instanceof HTMLImageElement ? source.naturalWidth : source.width;
    const height = source instanceof HTMLImageElement ? source.naturalHeight : source.height;
    // `create`, not `addCanvas`: the latter reads all pixels back.
    const texture = this.manager.create(key, source as HTMLImageElement, width, height);
    if (texture === null) throw new Error(`Expected a new texture, ${key} is taken.`);
    texture.add('__BASE', 0, 0, 0, width, height);
    texture.setFilter(crisp ? Phaser.Textures.FilterMode.NEAREST : Phaser.Textures.FilterMode.LINEAR);
    this.keys.push(key);
    return key;
  }

  /** Frees them on the graphics card. */
  release(): void {
    for (const key of this.keys.splice(0)) this.manager.remove(key);
  }
}
