import type { ImageSet } from '../../dataset.ts';
import type { TokenAutoencoder } from '../dvae/token-autoencoder.ts';

/** Training pictures and, once the autoencoder is learned, their tokens, each encoded when first asked for and then kept. */
export class TokenStore {
  readonly #autoencoder: TokenAutoencoder;
  readonly #train: ImageSet;
  readonly #indices: Uint32Array;
  readonly #tokens: Int16Array;
  readonly #known: Uint8Array;

  /** @param indices training pictures in use; places below are places in this list */
  constructor(autoencoder: TokenAutoencoder, train: ImageSet, indices: Uint32Array) {
    this.#autoencoder = autoencoder;
    this.#train = train;
    this.#indices = indices;
    this.#tokens = new Int16Array(indices.length * autoencoder.grid.length);
    this.#known = new Uint8Array(indices.length);
  }

  /** Pixels of the pictures at some places, 0 to 255. [n, height, width, channels] */
  pictures(places: ArrayLike<number>): Uint8Array {
    const { images, height, width, channels } = this.#train;
    const size = height * width * channels;
    const pixels = new Uint8Array(places.length * size);
    for (let i = 0; i < places.length; i++) {
      const index = this.#indices[places[i]!]!;
      pixels.set(images.subarray(index * size, (index + 1) * size), i * size);
    }
    return pixels;
  }

  /** Tokens of the pictures at some places. The autoencoder must not change between calls. [n, rows x columns] */
  async tokens(places: ArrayLike<number>): Promise<Int32Array> {
    const { length } = this.#autoencoder.grid;
    const missing = Array.from(places).filter((place) => this.#known[place] === 0);
    if (missing.length > 0) {
      const found = await this.#autoencoder.encode(this.pictures(missing), missing.length);
      missing.forEach((place, i) => {
        this.#tokens.set(found.subarray(i * length, (i + 1) * length), place * length);
        this.#known[place] = 1;
      });
    }
    const tokens = new Int32Array(places.length * length);
    for (let i = 0; i < places.length; i++)
      tokens.set(this.#tokens.subarray(places[i]! * length, (places[i]! + 1) * length), i * length);
    return tokens;
  }
}
