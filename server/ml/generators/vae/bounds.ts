import { tf } from '../../engine/tf.ts';
import type { ImageShape } from '../../generator.ts';
import type { Rng } from '../../random.ts';
import type { Weights } from '../../training/layout.ts';
import { bound } from './elbo.ts';
import type { VaeConfig } from './index.ts';
import type { Inputs } from './inputs.ts';

/** The bound of a trained model on pictures, in numbers. Borrows the model's weights. */
export class Bounds {
  readonly #weights: () => Weights;
  readonly #inputs: Inputs;
  readonly #shape: ImageShape;
  readonly #config: VaeConfig;

  /** @param weights as they are when asked, inside a tidy */
  constructor(weights: () => Weights, inputs: Inputs, shape: ImageShape, config: VaeConfig) {
    this.#weights = weights;
    this.#inputs = inputs;
    this.#shape = shape;
    this.#config = config;
  }

  /**
   * The parts of the bound of each picture for one draw of the code, by the averaged weights, in nats.
   * @param pixels 0 to 1 [n, height, width, channels]
   * @param labels class of each, -1 for none [n]
   * @returns [n] each
   */
  async of(
    pixels: Float32Array,
    labels: readonly number[],
    n: number,
    rng: Rng,
  ): Promise<{
    reconstruction: Float32Array;
    kl: Float32Array;
    logRatio: Float32Array;
  }> {
    const all = tf.tidy(() => {
      const noise = this.#inputs.noise(n, rng);
      const y = this.#inputs.classes(labels);
      const parts = bound(this.#weights(), this.#inputs.pictures(pixels, n), y, noise, this.#shape, this.#config);
      return tf.stack([parts.reconstruction, parts.kl, parts.logRatio]);
    });
    const values = (await all.data()) as Float32Array;
    all.dispose();
    const part = (i: number): Float32Array => values.slice(i * n, (i + 1) * n);
    return { reconstruction: part(0), kl: part(1), logRatio: part(2) };
  }

  /**
   * The parts of the bound of one picture for posteriors held in several ways, each the mean over the same draws.
   * @param image 0 to 255 [height, width, channels]
   * @param label class, -1 for none
   * @param grips hold and shift of each posterior, see {@link Grip} [n]
   * @returns [n] each, and the mean picture of each [n, height, width, channels], 0 to 1
   */
  async held(
    image: Uint8Array,
    label: number,
    grips: ReadonlyArray<readonly [hold: number, shift: number]>,
    rngOf: (draw: number) => Rng,
    draws: number,
  ): Promise<{
    reconstruction: number[];
    kl: number[];
    pictures: Float32Array;
  }> {
    const n = grips.length;
    const size = this.#inputs.size;
    const pixels = new Float32Array(n * size);
    for (let j = 0; j < pixels.length; j++) pixels[j] = image[j % size]! / 255;
    const reconstruction = Array<number>(n).fill(0);
    const kl = Array<number>(n).fill(0);
    const pictures = new Float32Array(n * size);
    for (let draw = 0; draw < draws; draw++) {
      const outputs = tf.tidy(() => {
        // The same draw for all, so that what differs is the grip alone.
        const noise = this.#inputs.noise(n, ...Array.from({ length: n }, () => rngOf(draw)));
        const grip = {
          hold: tf.tensor1d(grips.map(([h]) => h)),
          shift: tf.tensor1d(grips.map(([, s]) => s)),
        };
        const y = this.#inputs.classes(Array<number>(n).fill(label));
        const w = this.#weights();
        const parts = bound(w, this.#inputs.pictures(pixels, n), y, noise, this.#shape, this.#config, grip);
        return [tf.stack([parts.reconstruction, parts.kl]), tf.sigmoid(parts.logits)] as const;
      });
      const values = await outputs[0].data();
      const means = await outputs[1].data();
      tf.dispose([...outputs]);
      for (let i = 0; i < n; i++) {
        reconstruction[i]! += values[i]! / draws;
        kl[i]! += values[n + i]! / draws;
      }
      for (let j = 0; j < pictures.length; j++) pictures[j]! += means[j]! / draws;
    }
    return { reconstruction, kl, pictures };
  }
}
