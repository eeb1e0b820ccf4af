import { tf } from '../../engine/tf.ts';
import type { ImageSet } from '../../dataset.ts';
import { rngFor } from '../../random.ts';
import { oneHot } from '../../training/layers.ts';
import { Learner } from '../../training/learner.ts';
import { picturesAt } from '../../training/pictures.ts';
import type { Gan } from './gan.ts';
import { discriminatorLoss } from './losses.ts';
import { discriminate, discriminatorLayout } from './networks.ts';

/** Pictures of each side in a move; one size, so that one graph is compiled. */
const BATCH = 32;
/** Real pictures and forgeries that are never trained on, of each. */
export const SHOWN = 32;
const RATE = { learningRate: 1e-3, emaDecay: 0 };

export interface Judged {
  /** [SHOWN, pixels] */
  readonly reals: Uint8Array;
  readonly fakes: Uint8Array;
  /** Probability of being real, of each. */
  readonly onReals: number[];
  readonly onFakes: number[];
}

/**
 * A new discriminator that learns to tell a finished generator's pictures from real ones: the generator stands still. The
 * state after m moves is a function of the generator, the reals and m. Owns its weights.
 */
export class Critic {
  readonly #gan: Gan;
  readonly #reals: ImageSet;
  readonly #learner: Learner;
  #moves = 0;

  constructor(gan: Gan, reals: ImageSet) {
    const layout = discriminatorLayout(gan.made.shape, gan.made.config);
    this.#gan = gan;
    this.#reals = reals;
    this.#learner = new Learner(layout, layout.initial(1, 'critic'), { beta1: 0, beta2: 0.99 });
  }

  get moves(): number {
    return this.#moves;
  }

  /** One move on fresh forgeries and real pictures, all but the first {@link SHOWN}. */
  async move(): Promise<void> {
    const rng = rngFor('critic', this.#moves);
    const chosen = Int32Array.from({ length: BATCH }, () => SHOWN + rng.int(this.#reals.n - SHOWN));
    const labels = this.#labels(chosen);
    const fakes = await this.#fakes(labels, 1 + this.#moves);
    const loss = tf.tidy(() => {
      const [real, fake, y] = [this.#tensor(this.#rows(chosen)), this.#tensor(fakes), this.#classes(labels)];
      return this.#learner.descend(
        (w) => discriminatorLoss('nonsaturating', discriminate(w, real, y), discriminate(w, fake, y)) as tf.Scalar,
        RATE,
      ).loss;
    });
    await loss.data();
    loss.dispose();
    this.#moves++;
  }

  /** What it says of pictures that it never saw. */
  async judge(): Promise<Judged> {
    const chosen = Int32Array.from({ length: SHOWN }, (_, i) => i);
    const labels = this.#labels(chosen);
    const [reals, fakes] = [this.#rows(chosen), await this.#fakes(labels, 0)];
    const scores = tf.tidy(() => {
      const [w, y] = [this.#learner.current(), this.#classes(labels)];
      return tf.sigmoid(
        tf.concat([discriminate(w, this.#tensor(reals), y), discriminate(w, this.#tensor(fakes), y)], 0),
      );
    });
    const values = [...(await scores.data())];
    scores.dispose();
    return { reals, fakes, onReals: values.slice(0, SHOWN), onFakes: values.slice(SHOWN) };
  }

  dispose(): void {
    this.#learner.dispose();
  }

  #labels(chosen: Int32Array): Int32Array {
    return chosen.map((i) => this.#reals.labels?.[i] ?? -1);
  }

  #rows(chosen: Int32Array): Uint8Array {
    return picturesAt(this.#reals.images, chosen, this.#reals.images.length / this.#reals.n);
  }

  /** Forgeries of the same classes. @param part 0 for those that are shown */
  #fakes(labels: Int32Array, part: number): Promise<Uint8Array> {
    const rng = rngFor('critic', 'codes', part);
    const { latent } = this.#gan.made.config;
    return this.#gan.render(
      Float32Array.from({ length: labels.length * latent }, () => rng.normal()),
      labels,
    );
  }

  #tensor(images: Uint8Array): tf.Tensor4D {
    const { height, width, channels } = this.#gan.made.shape;
    const values = Float32Array.from(images, (value) => value / 127.5 - 1);
    return tf.tensor4d(values, [images.length / (height * width * channels), height, width, channels]);
  }

  #classes(labels: Int32Array): tf.Tensor2D {
    const { classes } = this.#gan.made.shape;
    return tf.tensor2d(oneHot(labels, classes), [labels.length, classes]);
  }
}
