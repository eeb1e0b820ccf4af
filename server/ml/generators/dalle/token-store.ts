import type { Captions } from '../../captions/captions.ts';
import { morphologyOf } from '../../captions/morphology.ts';
import type { Levels } from '../../captions/scale.ts';
import type { ImageSet } from '../../dataset.ts';
import { picturesAt } from '../../training/pictures.ts';
import type { PictureCodes } from './picture-codes.ts';

/**
 * Training pictures as their tokens give them back, and what can be said of those; each made when first asked for and then kept.
 * A picture comes back a little softer than it went in, and what is drawn from tokens is judged as it comes back: captions that
 * spoke of the originals would teach every stroke to be too thick. The autoencoder must not change between calls.
 */
export class TokenStore {
  readonly #codes: PictureCodes;
  readonly #captions: Captions;
  readonly #train: ImageSet;
  readonly #tokens: Int16Array; // [train.n, rows x columns]
  readonly #known: Uint8Array;
  readonly #levels = new Map<number, Levels>();

  constructor(codes: PictureCodes, captions: Captions, train: ImageSet) {
    this.#codes = codes;
    this.#captions = captions;
    this.#train = train;
    this.#tokens = new Int16Array(train.n * codes.grid.length);
    this.#known = new Uint8Array(train.n);
  }

  /** Pixels of some training pictures, 0 to 255. [n, height, width, channels] */
  originals(indices: ArrayLike<number>): Uint8Array {
    const { images, height, width, channels } = this.#train;
    return picturesAt(images, indices, height * width * channels);
  }

  /** Tokens of some training pictures. [n, rows x columns] */
  async tokens(indices: ArrayLike<number>): Promise<Int32Array> {
    const { length } = this.#codes.grid;
    const missing = Array.from(indices).filter((index) => this.#known[index] === 0);
    if (missing.length > 0) {
      const found = await this.#codes.encode(this.originals(missing), missing.length);
      missing.forEach((index, i) => {
        this.#tokens.set(found.subarray(i * length, (i + 1) * length), index * length);
        this.#known[index] = 1;
      });
    }
    const tokens = new Int32Array(indices.length * length);
    for (let i = 0; i < indices.length; i++)
      tokens.set(this.#tokens.subarray(indices[i]! * length, (indices[i]! + 1) * length), i * length);
    return tokens;
  }

  /** Some training pictures as they come back, 0 to 255. [n, height, width, channels] */
  async pictures(indices: ArrayLike<number>): Promise<Uint8Array> {
    return this.#codes.pictures(await this.tokens(indices), indices.length);
  }

  /** What is clear of some training pictures as they come back. [n] */
  async levels(indices: ArrayLike<number>): Promise<Levels[]> {
    const missing = Array.from(indices).filter((index) => !this.#levels.has(index));
    if (missing.length > 0) {
      const images = await this.pictures(missing);
      missing.forEach((index, i) =>
        this.#levels.set(
          index,
          this.#captions.clearOf(morphologyOf(images, i, this.#train), this.#train.labels?.[index] ?? 0),
        ),
      );
    }
    return Array.from(indices, (index) => this.#levels.get(index)!);
  }
}
