import { tf } from '../../engine/tf.ts';
import type { ImageShape, TensorMap } from '../../generator.ts';
import { oneHot } from '../../training/layers.ts';
import type { Layout } from '../../training/layout.ts';
import { Learner, type Rates } from '../../training/learner.ts';
import type { Rng } from '../../random.ts';
import { discriminatorObjective, generatorLoss } from '../gan/losses.ts';
import { discriminate, discriminatorLayout } from '../gan/networks.ts';
import type { DiffusionConfig } from './index.ts';
import { network, NOISE_FEATURES, noiseFeatures } from './network.ts';
import { scalings, SIGMA_MAX } from './schedule.ts';

/** Noise levels the student leaps from, the largest first: from each straight to a picture. */
export const LEAPS = [SIGMA_MAX, 2.5, 1, 0.4];

/**
 * Leaps that the pictures of eight have behind them when they are learnt from, as far as so many are asked for: half none, since the
 * first leap has the most to do and every other stands on it.
 */
const BEHIND = [0, 1, 0, 2, 0, 1, 0, 3];

/** Weight of the gradient penalties, and the steps between them. */
const GAMMA = 0.2;
const PENALTY_EVERY = 2;

export interface RealPictures {
  /** In the network's units. [n, pixels] */
  readonly pixels: Float32Array;
  /** Class of each; the number of classes stands for none. [n] */
  readonly labels: Int32Array;
  /** Values of black and of white in the network's units. */
  readonly range: readonly [number, number];
}

/**
 * A copy of the denoiser that learns to leap from noise to a picture at once. A denoiser's guess is the mean of all pictures
 * that may lie under the noise, which is blurred; the student is taught by a discriminator to give one of them. It draws in a
 * few leaps, with fresh noise between. Source: Sauer et al. 2023 (adversarial diffusion distillation); Xiao, Kreis & Vahdat 2022.
 */
export class Student {
  readonly #shape: ImageShape;
  readonly #config: DiffusionConfig;
  readonly #learner: Learner;
  readonly #critic: Learner;

  constructor(shape: ImageShape, config: DiffusionConfig, layout: Layout, seed: number) {
    const adam = { beta1: 0, beta2: 0.99 };
    // It must know which leap it judges: else one leap may draw too thick and the next too thin, and both together look right.
    const critic = discriminatorLayout({ ...shape, classes: kindsOf(shape) * LEAPS.length }, config);
    this.#shape = shape;
    this.#config = config;
    this.#learner = new Learner(layout, layout.initial(seed, 'student'), adam);
    this.#critic = new Learner(critic, critic.initial(seed, 'critic'), adam);
  }

  /** Starts from what the denoiser knows. @param teacher its averaged weights, named `unet.` and so on */
  copy(teacher: TensorMap): void {
    this.#learner.restore('unet', teacher);
  }

  /** One move of the critic, then one of the student, on the same noise. @param step of the distillation, from 0 */
  async learn(
    { pixels: real, labels, range }: RealPictures,
    rng: Rng,
    rates: Rates,
    step: number,
  ): Promise<Record<string, number>> {
    const { height, width, channels, classes } = this.#shape;
    const n = labels.length;
    const behind = Uint8Array.from({ length: n }, (_, i) => BEHIND[i % BEHIND.length]! % this.#config.leaps);
    const sigmas = Array.from(behind, (leaps) => LEAPS[leaps]!);
    const noisy = await this.#underway(behind, labels, rng);
    const losses = tf.tidy(() => {
      const y = tf.tensor2d(oneHot(labels, classes + 1), [n, classes + 1]);
      const known = this.#told(labels, behind);
      const twice = tf.concat([known, known], 0);
      const x = tf.tensor4d(noisy, [n, height, width, channels]);
      const genuine = grey(tf.tensor4d(real, [n, height, width, channels]), range);
      const fake = grey(this.#leap(this.#learner.current(), x, sigmas, y), range);
      const both = tf.concat([genuine, fake], 0);
      const penalty = step % PENALTY_EVERY === 0 ? (GAMMA / 2) * PENALTY_EVERY : 0;
      const critic = this.#critic.descend(
        (w) => discriminatorObjective('relativistic', (v) => discriminate(w, v, twice), both, penalty),
        rates,
      );
      const judge = this.#critic.current();
      const onReal = discriminate(judge, genuine, known);
      const student = this.#learner.descend(
        (w) =>
          generatorLoss('relativistic', onReal, discriminate(judge, grey(this.#leap(w, x, sigmas, y), range), known)),
        rates,
      );
      return tf.stack([critic.loss, student.loss]);
    });
    const [critic, student] = (await losses.data()) as unknown as [number, number];
    losses.dispose();
    return { critic, student };
  }

  /**
   * Pictures out of nothing but noise.
   *
   * @param rngs the chance of each picture
   * @param labels class of each; the number of classes stands for none [n]
   * @param leaps how many of {@link LEAPS} to visit
   * @returns in the network's units [n, pixels]
   */
  async draw(rngs: readonly Rng[], labels: Int32Array, leaps: number): Promise<Float32Array> {
    const { height, width, channels } = this.#shape;
    const size = height * width * channels;
    const start = startOf(rngs.length, size, (i) => rngs[i]!);
    let x = await this.#land(start, LEAPS[0]!, labels);
    for (const sigma of LEAPS.slice(1, leaps)) {
      const noisy = x.map((value, j) => value + sigma * rngs[Math.floor(j / size)]!.normal());
      x = await this.#land(noisy, sigma, labels);
    }
    return x;
  }

  /** What the critic knows of each picture: its class and its leap; nothing where there is no class. [n, classes x leaps] */
  #told(labels: Int32Array, behind: Uint8Array): tf.Tensor2D {
    const kinds = kindsOf(this.#shape);
    const all = kinds * LEAPS.length;
    const places = labels.map((label, i) => (label < kinds ? behind[i]! * kinds + label : all));
    return tf.tensor2d(oneHot(places, all + 1), [labels.length, all + 1]).slice([0, 0], [labels.length, all]);
  }

  /**
   * What the next leap starts from, for pictures with some leaps behind them: the student's own, as when it draws, since what it
   * makes of real pictures under noise would not teach it to mend what it does wrong.
   *
   * @param behind leaps of each [n]
   * @returns under the noise of the next leap [n, pixels]
   */
  async #underway(behind: Uint8Array, labels: Int32Array, rng: Rng): Promise<Float32Array> {
    const { height, width, channels } = this.#shape;
    const size = height * width * channels;
    const noisy = startOf(behind.length, size, () => rng);
    for (let leap = 0; leap + 1 < LEAPS.length; leap++) {
      const onward = [...behind.keys()].filter((i) => behind[i]! > leap);
      if (onward.length === 0) break;
      const starts = new Float32Array(onward.length * size);
      onward.forEach((i, row) => starts.set(noisy.subarray(i * size, (i + 1) * size), row * size));
      const asked = Int32Array.from(onward, (i) => labels[i]!);
      const landed = await this.#land(starts, LEAPS[leap]!, asked);
      onward.forEach((i, row) => {
        for (let j = 0; j < size; j++) noisy[i * size + j] = landed[row * size + j]! + LEAPS[leap + 1]! * rng.normal();
      });
    }
    return noisy;
  }

  async #land(noisy: Float32Array, sigma: number, labels: Int32Array): Promise<Float32Array> {
    const { height, width, channels, classes } = this.#shape;
    const n = labels.length;
    const clean = tf.tidy(() =>
      this.#leap(
        this.#learner.averaged(),
        tf.tensor4d(noisy, [n, height, width, channels]),
        new Array<number>(n).fill(sigma),
        tf.tensor2d(oneHot(labels, classes + 1), [n, classes + 1]),
      ),
    );
    const values = (await clean.data()) as Float32Array;
    clean.dispose();
    return values;
  }

  #leap(w: ReturnType<Learner['current']>, x: tf.Tensor4D, sigmas: readonly number[], y: tf.Tensor2D): tf.Tensor4D {
    const n = sigmas.length;
    const factors = sigmas.map(scalings);
    const column = (key: 'skip' | 'out' | 'input'): tf.Tensor4D =>
      tf.tensor4d(
        factors.map((f) => f[key]),
        [n, 1, 1, 1],
      );
    const features = tf.tensor2d(sigmas.map(noiseFeatures), [n, NOISE_FEATURES]);
    const f = network(w, x.mul(column('input')), features, y, this.#config.heads);
    return x.mul(column('skip')).add(f.mul(column('out'))) as tf.Tensor4D;
  }

  async save(forResume: boolean): Promise<TensorMap> {
    const tensors = await this.#learner.save('student', forResume);
    if (forResume) for (const [name, tensor] of await this.#critic.save('critic', true)) tensors.set(name, tensor);
    return tensors;
  }

  static isIn(tensors: TensorMap): boolean {
    return [...tensors.keys()].some((name) => name.startsWith('student.'));
  }

  restore(tensors: TensorMap): void {
    this.#learner.restore('student', tensors);
    if (tensors.has('resume.critic.weights')) this.#critic.restore('critic', tensors);
  }

  dispose(): void {
    this.#learner.dispose();
    this.#critic.dispose();
  }
}

/** Classes; pictures of a set without any are of one kind. */
const kindsOf = ({ classes }: ImageShape): number => Math.max(1, classes);

/**
 * The noise that the first leap starts from: each pixel's own and, as strong, a part that all pixels of a picture share. That is a
 * number for the picture as a whole; without it a network finds none in noise, and draws all strokes of a thickness. [n, size]
 */
function startOf(n: number, size: number, chance: (i: number) => Rng): Float32Array {
  const noise = new Float32Array(n * size);
  for (let i = 0; i < n; i++) {
    const rng = chance(i);
    const shared = rng.normal();
    for (let j = 0; j < size; j++) noise[i * size + j] = LEAPS[0]! * (shared + rng.normal());
  }
  return noise;
}

/** From the network's units to -1 for black and 1 for white, as the critic sees pictures; what lies beyond is cut off. */
function grey(x: tf.Tensor4D, [black, white]: readonly [number, number]): tf.Tensor4D {
  return tf.clipByValue(x.sub((black + white) / 2).mul(2 / (white - black)), -1, 1);
}
