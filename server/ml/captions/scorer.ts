import { silu } from '../engine/layers.ts';
import { tf } from '../engine/tf.ts';
import type { ImageShape, TensorMap } from '../generator.ts';
import { conv, dense, pixelNorm, spaceToDepth } from '../training/layers.ts';
import { Layout } from '../training/layout.ts';
import type { Weights } from '../training/layout.ts';
import { Learner } from '../training/learner.ts';
import type { Rates } from '../training/learner.ts';
import { inChunks } from '../training/pictures.ts';
import { captionRows, encodeCaption, withEncoder } from './caption-encoder.ts';
import type { Contrast } from './contrast.ts';
import { CAPTION_TOKENS } from './reader.ts';

/** Width of the space in which pictures and captions meet. */
const WIDTH = 64;
const CHANNELS = 16;
/** The scale of likenesses starts at e^2 and is learned. */
const LOG_SCALE = 2;

/**
 * Says how well a caption fits a picture: two encoders into one space, trained so that the right pairs of a batch are closer than
 * the wrong ones. Owns its weights. Source: Radford et al. 2021 (CLIP).
 */
export class Scorer {
  readonly #shape: ImageShape;
  readonly #vocabulary: number;
  readonly #learner: Learner;

  constructor(shape: ImageShape, vocabulary: number, seed: number) {
    const coarse = (shape.height / 4) * (shape.width / 4) * 2 * CHANNELS;
    const layout = withEncoder(new Layout(), vocabulary, WIDTH)
      .add('scale', [1], 0, LOG_SCALE)
      .conv('see.in', 3, 4 * shape.channels, CHANNELS)
      .conv('see.fine', 3, CHANNELS, CHANNELS)
      .conv('see.fold', 1, 4 * CHANNELS, 2 * CHANNELS)
      .conv('see.coarse', 3, 2 * CHANNELS, 2 * CHANNELS)
      .dense('see.1', coarse, WIDTH)
      .dense('see.2', WIDTH, WIDTH);
    this.#shape = shape;
    this.#vocabulary = vocabulary;
    this.#learner = new Learner(layout, layout.initial(seed, 'scorer'), { clipNorm: 1, weightDecay: 0.05 });
  }

  get parameters(): number {
    return this.#learner.parameters;
  }

  /**
   * One update.
   *
   * @param images 0 to 255 [n, height, width, channels]
   * @param contrast captions of them; a pair that is neither wrong nor a picture's own is left out
   * @returns -ln of the share given to the right caption, mean over pictures, and to the right picture, mean over captions, halved
   */
  async descend(images: Uint8Array, { told, wrong }: Contrast, rates: Rates): Promise<number> {
    const n = told.length / 2;
    const own = new Float32Array(n * 2 * n);
    const left = new Float32Array(n * 2 * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < 2 * n; j++) {
        if (i === j) own[i * 2 * n + j] = 1;
        else if (!wrong(i, j)) left[i * 2 * n + j] = -1e4; // gone from a softmax, without an infinity
      }
    }
    const loss = tf.tidy(() => {
      const { x, rows } = this.#tensors(images, told, n);
      const [right, leftOut] = [tf.tensor2d(own, [n, 2 * n]), tf.tensor2d(left, [n, 2 * n])];
      return this.#learner.descend((w) => {
        const likeness = tf.matMul(see(w, x), encodeCaption(w, rows), false, true).mul(w['scale']!.exp()).add(leftOut);
        const ofCaptions = tf.logSoftmax(likeness).mul(right).sum();
        const ofPictures = tf.logSoftmax(likeness.transpose()).mul(right.transpose()).sum();
        return ofCaptions.add(ofPictures).mul(-0.5 / n) as tf.Scalar;
      }, rates).loss;
    });
    const [value] = await loss.data();
    loss.dispose();
    return value!;
  }

  /**
   * How well each picture fits its caption: more is better; comparable among pictures of one caption.
   *
   * @param images 0 to 255 [n, height, width, channels]
   * @param captions tokens of each [n]
   */
  async score(
    images: Uint8Array,
    captions: readonly (readonly number[])[],
    signal?: AbortSignal,
  ): Promise<Float32Array> {
    const n = captions.length;
    const size = images.length / n;
    const scores = new Float32Array(n);
    await inChunks({ n, seed: 0, signal }, async (first, count, chunk) => {
      const padded = new Uint8Array(chunk * size);
      padded.set(images.subarray(first * size, (first + count) * size));
      const told = Array.from({ length: chunk }, (_, i) => captions[first + i] ?? []);
      const likeness = tf.tidy(() => {
        const w = this.#learner.averaged();
        const { x, rows } = this.#tensors(padded, told, chunk);
        return see(w, x).mul(encodeCaption(w, rows)).sum(1);
      });
      scores.set(((await likeness.data()) as Float32Array).subarray(0, count), first);
      likeness.dispose();
    });
    return scores;
  }

  #tensors(
    images: Uint8Array,
    captions: readonly (readonly number[])[],
    n: number,
  ): { x: tf.Tensor4D; rows: tf.Tensor2D } {
    const { height, width, channels } = this.#shape;
    const rows = captionRows(captions, this.#vocabulary);
    return {
      x: tf.tensor4d(
        Float32Array.from(images, (level) => level / 255),
        [n, height, width, channels],
      ),
      rows: tf.tensor2d(rows, [captions.length * CAPTION_TOKENS, this.#vocabulary + 1]),
    };
  }

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

/** Pictures as vectors of length 1. [B, H, W, C] -> [B, WIDTH] */
function see(w: Weights, x: tf.Tensor4D): tf.Tensor2D {
  let h = conv(w, 'see.fine', silu(conv(w, 'see.in', spaceToDepth(x)))); // [B, H/2, W/2, c]
  h = conv(w, 'see.coarse', silu(conv(w, 'see.fold', spaceToDepth(silu(h))))); // [B, H/4, W/4, 2c]
  const flat = silu(h).reshape([x.shape[0], -1]) as tf.Tensor2D;
  const seen = dense(w, 'see.2', silu(dense(w, 'see.1', flat)));
  return pixelNorm(seen).mul(1 / Math.sqrt(WIDTH)) as tf.Tensor2D;
}
