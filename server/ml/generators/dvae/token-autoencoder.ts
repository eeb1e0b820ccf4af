import { tf } from '../../engine/tf.ts';
import type { ImageShape, TensorMap } from '../../generator.ts';
import type { Rng } from '../../random.ts';
import { Learner } from '../../training/learner.ts';
import type { Rates } from '../../training/learner.ts';
import { requireFolding } from '../../training/pictures.ts';
import { codesLayout, decodeTokens, encodeTokens, tokenGrid } from './codes.ts';
import type { CodesSpec } from './codes.ts';
import { codebookUse, gumbelSoftmax } from './relaxation.ts';

/** What a step of learning weighs. */
export interface CodesLoss {
  /** Of the softened draws: 1 is soft, 1/16 nearly hard. */
  readonly temperature: number;
  /** Of the KL of each cell's distribution to uniform. */
  readonly klWeight: number;
  /** Of the KL of the codebook's use to uniform. */
  readonly balanceWeight: number;
}

/** Losses of a step, in nats a picture, and the number of codes in use. */
export type CodesStep = Readonly<Record<'reconstruction' | 'kl' | 'perplexity', number>>;

/** Pictures encoded or decoded at once, whatever is asked, so that few graphs are compiled. */
const CHUNKS = [128, 8] as const;

/** A picture's way into a grid of tokens and back, learned by Gumbel-softmax. Owns its weights. */
export class TokenAutoencoder {
  readonly grid: { readonly rows: number; readonly columns: number; readonly length: number };
  readonly codes: number;
  readonly #shape: ImageShape;
  readonly #learner: Learner;

  /** @throws RangeError where the pictures' sides do not fold by four */
  constructor(shape: ImageShape, spec: CodesSpec, seed: number) {
    requireFolding('discrete autoencoder', shape);
    const layout = codesLayout(shape, spec);
    this.grid = tokenGrid(shape);
    this.codes = spec.codes;
    this.#shape = shape;
    this.#learner = new Learner(layout, layout.initial(seed, 'codes'), { clipNorm: 200, weightDecay: 0.01 });
  }

  get parameters(): number {
    return this.#learner.parameters;
  }

  /**
   * One update.
   * @param pixels pictures, 0 to 1 [n, height, width, channels]
   */
  async descend(pixels: Float32Array, n: number, rng: Rng, rates: Rates, loss: CodesLoss): Promise<CodesStep> {
    const { height, width, channels } = this.#shape;
    const { rows, columns, length } = this.grid;
    const noise = new Float32Array(n * length * this.codes);
    for (let i = 0; i < noise.length; i++) noise[i] = 1e-6 + (1 - 2e-6) * rng.uniform(); // ends kept out of the logarithms
    const result = tf.tidy(() => {
      const x = tf.tensor4d(pixels, [n, height, width, channels]);
      const uniform = tf.tensor4d(noise, [n, rows, columns, this.codes]);
      // Tensors, not numbers: they change from step to step.
      const [temperature, klWeight, balanceWeight] = tf.split(
        tf.tensor1d([loss.temperature, loss.klWeight, loss.balanceWeight]),
        3,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const parts: tf.Tensor[] = [];
      this.#learner.descend((w) => {
        const logits = encodeTokens(w, x);
        const { kl, balance, perplexity } = codebookUse(logits);
        const decoded = decodeTokens(w, gumbelSoftmax(logits, uniform, temperature));
        const reconstruction = bernoulli(x, decoded).mean();
        parts.push(...[reconstruction, kl.mean(), perplexity].map((part) => tf.keep(part)));
        return reconstruction.add(kl.mean().mul(klWeight)).add(balance.mul(balanceWeight)).sum() as tf.Scalar;
      }, rates);
      const all = tf.stack(parts);
      tf.dispose(parts);
      return all;
    });
    const [reconstruction, kl, perplexity] = (await result.data()) as unknown as [number, number, number];
    result.dispose();
    return { reconstruction, kl, perplexity };
  }

  /**
   * The likeliest token of each cell.
   * @param images [n, height, width, channels], 0 to 255
   * @returns row by row of the grid [n, rows x columns]
   */
  async encode(images: Uint8Array, n: number, signal?: AbortSignal): Promise<Int32Array> {
    const { height, width, channels } = this.#shape;
    const size = height * width * channels;
    const tokens = new Int32Array(n * this.grid.length);
    await inPieces(n, signal, async (first, count, chunk) => {
      const pixels = new Float32Array(chunk * size);
      for (let j = 0; j < count * size; j++) pixels[j] = images[first * size + j]! / 255;
      const found = tf.tidy(() =>
        tf.argMax(encodeTokens(this.#learner.averaged(), tf.tensor4d(pixels, [chunk, height, width, channels])), 3),
      );
      tokens.set((await found.data()).subarray(0, count * this.grid.length), first * this.grid.length);
      found.dispose();
    });
    return tokens;
  }

  /**
   * The mean of p(x | t): each pixel's probability of white.
   * @param tokens [n, rows x columns]
   * @returns 0 to 1 [n, height, width, channels]
   */
  async decode(tokens: Int32Array, n: number, signal?: AbortSignal): Promise<Float32Array> {
    const { height, width, channels } = this.#shape;
    const { rows, columns, length } = this.grid;
    const size = height * width * channels;
    const means = new Float32Array(n * size);
    await inPieces(n, signal, async (first, count, chunk) => {
      const chosen = new Int32Array(chunk * length);
      chosen.set(tokens.subarray(first * length, (first + count) * length));
      const mean = tf.tidy(() => {
        const t = tf.oneHot(tf.tensor1d(chosen, 'int32'), this.codes).cast('float32');
        const cells = t.reshape([chunk, rows, columns, this.codes]) as tf.Tensor4D;
        return tf.sigmoid(decodeTokens(this.#learner.averaged(), cells));
      });
      means.set(((await mean.data()) as Float32Array).subarray(0, count * size), first * size);
      mean.dispose();
    });
    return means;
  }

  /** Tensors `<name>.*`; with `forResume` all that continuing needs. */
  save(name: string, forResume: boolean): ReturnType<Learner['save']> {
    return this.#learner.save(name, forResume);
  }

  /** @throws CheckpointError */
  restore(name: string, tensors: TensorMap): void {
    this.#learner.restore(name, tensors);
  }

  dispose(): void {
    this.#learner.dispose();
  }
}

/** -ln p(x | t) of each picture, a grey value counting as the probability of white, in nats. [B] */
function bernoulli(x: tf.Tensor4D, logits: tf.Tensor4D): tf.Tensor {
  return tf.softplus(logits).sub(x.mul(logits)).sum([1, 2, 3]);
}

async function inPieces(
  n: number,
  signal: AbortSignal | undefined,
  compute: (first: number, count: number, chunk: number) => Promise<void>,
): Promise<void> {
  for (let first = 0; first < n;) {
    signal?.throwIfAborted();
    const chunk = n - first > 2 * CHUNKS[1] ? CHUNKS[0] : CHUNKS[1];
    const count = Math.min(chunk, n - first);
    await compute(first, count, chunk);
    first += count;
  }
}
