import type { ImageShape, TensorMap } from '../../generator.ts';
import { GreyLevels } from '../../training/grey-levels.ts';
import { TokenAutoencoder } from '../dvae/token-autoencoder.ts';
import type { CodesSpec } from '../dvae/codes.ts';

/**
 * The discrete autoencoder with pictures of whole grey levels at its end. A decoder's mean is soft, with a haze where black should
 * be; its greys are mapped so that the pictures have as much of each as the originals. Owns the autoencoder's weights.
 */
export class PictureCodes {
  readonly autoencoder: TokenAutoencoder;
  readonly #greys = new GreyLevels();

  constructor(shape: ImageShape, spec: CodesSpec, seed: number) {
    this.autoencoder = new TokenAutoencoder(shape, spec, seed);
  }

  get grid(): TokenAutoencoder['grid'] {
    return this.autoencoder.grid;
  }

  /** The likeliest tokens of pictures [n, height, width, channels], 0 to 255. [n, rows x columns] */
  encode(images: Uint8Array, n: number): Promise<Int32Array> {
    return this.autoencoder.encode(images, n);
  }

  /** What tokens show, 0 to 255. [n, height, width, channels] */
  async pictures(tokens: Int32Array, n: number): Promise<Uint8Array> {
    const means = await this.autoencoder.decode(tokens, n);
    return Uint8Array.from(means, (mean) => (this.#greys.matched ? this.#greys.of(mean) : Math.round(255 * mean)));
  }

  get matched(): boolean {
    return this.#greys.matched;
  }

  /** Fits the greys to those of `originals`, n training pictures, once the autoencoder is learned. */
  async match(originals: Uint8Array, n: number): Promise<void> {
    this.#greys.match(await this.autoencoder.decode(await this.encode(originals, n), n), originals);
  }

  /** Tensors `codes.*` and the map of the greys; with `forResume` all that continuing needs. */
  async save(forResume: boolean): Promise<ReturnType<TokenAutoencoder['save']>> {
    const tensors = await this.autoencoder.save('codes', forResume);
    this.#greys.save(tensors);
    return tensors;
  }

  /** @throws CheckpointError */
  restore(tensors: TensorMap): void {
    this.autoencoder.restore('codes', tensors);
    this.#greys.restore(tensors);
  }

  dispose(): void {
    this.autoencoder.dispose();
  }
}
