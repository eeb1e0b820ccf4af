import type { PictureRef } from './show.ts';

const TRIES = 12;

/**
 * Pictures as loaded images. What the stage shows is kept, so that the same picture is there at once when the frame turns;
 * everything else is let go.
 */
export class Pictures {
  private readonly kept = new Map<
    string,
    { image: HTMLImageElement; loaded: Promise<HTMLImageElement>; ready: boolean }
  >();

  /** The image if it is here already. */
  ready(picture: PictureRef): HTMLImageElement | null {
    const found = this.kept.get(picture.url);
    return found?.ready ? found.image : null;
  }

  /** Loads, and tries again for a while: a phone in a full classroom loses packets. Rejects when it stays away. */
  load(picture: PictureRef): Promise<HTMLImageElement> {
    const found = this.kept.get(picture.url);
    if (found) return found.loaded;
    const image = new Image();
    const entry = { image, ready: false, loaded: this.fetch(image, new URL(picture.url, document.baseURI).href) };
    this.kept.set(picture.url, entry);
    entry.loaded.then(
      () => (entry.ready = true),
      () => this.kept.delete(picture.url),
    );
    return entry.loaded;
  }

  private async fetch(image: HTMLImageElement, url: string): Promise<HTMLImageElement> {
    for (let tried = 1; ; tried++) {
      image.src = url;
      try {
        await image.decode();
        return image;
      } catch (failure) {
        if (tried === TRIES) throw failure;
        await new Promise((resolve) => setTimeout(resolve, Math.min(3000, 300 * tried)));
        image.removeAttribute('src');
      }
    }
  }

  /** Lets go of all but these. */
  keep(pictures: readonly PictureRef[]): void {
    const wanted = new Set(pictures.map((picture) => picture.url));
    for (const url of [...this.kept.keys()]) if (!wanted.has(url)) this.kept.delete(url);
  }
}
