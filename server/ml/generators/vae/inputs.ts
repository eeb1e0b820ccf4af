import { tf } from '../../engine/tf.ts';
import type { ImageShape } from '../../generator.ts';
import type { Rng } from '../../random.ts';
import { oneHot } from '../../training/layers.ts';
import type { Noise } from './elbo.ts';
import type { VaeConfig } from './index.ts';

/** What goes into the networks, as tensors that the caller owns. */
export class Inputs {
  /** Values of a picture. */
  readonly size: number;
  readonly #shape: ImageShape;
  readonly #config: Pick<VaeConfig, 'latent' | 'details'>;

  constructor(shape: ImageShape, config: Pick<VaeConfig, 'latent' | 'details'>) {
    this.size = shape.height * shape.width * shape.channels;
    this.#shape = shape;
    this.#config = config;
  }

  /** @param pixels 0 to 1 [n, height, width, channels] */
  pictures(pixels: Float32Array, n: number): tf.Tensor4D {
    return tf.tensor4d(pixels, [n, this.#shape.height, this.#shape.width, this.#shape.channels]);
  }

  /** Images first .. first + count of bytes, black after them, 0 to 1. [chunk, height, width, channels] */
  greys(images: Uint8Array, first: number, count: number, chunk: number): tf.Tensor4D {
    const pixels = new Float32Array(chunk * this.size);
    for (let j = 0; j < count * this.size; j++) pixels[j] = images[first * this.size + j]! / 255;
    return this.pictures(pixels, chunk);
  }

  /** One-hot; nothing for -1. [n, classes] */
  classes(labels: ArrayLike<number>): tf.Tensor2D {
    return tf.tensor2d(oneHot(labels, this.#shape.classes), [labels.length, this.#shape.classes]);
  }

  /** Normal draws for n pictures, from one stream for all or from each picture's own. */
  noise(n: number, ...rngs: Rng[]): Noise {
    const { latent, details } = this.#config;
    const [rows, columns] = [this.#shape.height / 4, this.#shape.width / 4];
    const draws = (each: number): Float32Array =>
      Float32Array.from({ length: n * each }, (_, i) => rngs[rngs.length > 1 ? Math.floor(i / each) : 0]!.normal());
    const code = tf.tensor2d(draws(latent), [n, latent]);
    if (details === 0) return { code, details: null };
    const cells = rows * columns * details;
    return { code, details: tf.tensor4d(draws(cells), [n, rows, columns, details]) };
  }
}
