import { tf } from '../../engine/tf.ts';
import type { TensorMap } from '../../generator.ts';
import type { Rng } from '../../random.ts';
import { Learner } from '../../training/learner.ts';
import type { Rates } from '../../training/learner.ts';
import { drawToken } from './nucleus.ts';
import type { Draw } from './nucleus.ts';
import { emptyCache, transformer, transformerLayout, transformerStep } from './transformer.ts';
import type { AttentionCache, TransformerSpec } from './transformer.ts';

export interface TokenPriorSpec {
  /** Different tokens of the prefix: classes, or words. At least 1. */
  readonly words: number;
  /** Tokens of the prefix. At least 1. */
  readonly prefix: number;
  /** Different tokens of a picture. */
  readonly codes: number;
  /** Tokens of a picture. */
  readonly length: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
}

export interface TokenRequest {
  /** Tokens that are given: pictures begin with them [n, given]. */
  readonly given?: Int32Array;
  /**
   * Guidance: logits become l(prefix) + strength (l(prefix) - l(away)), for a prior that has also learned from the prefix `away`.
   * Costs as much again. Source: Ho & Salimans 2022; Crowson 2021 for tokens.
   */
  readonly guide?: { readonly away: readonly number[]; readonly strength: number };
  readonly signal?: AbortSignal;
  /** After each token, with its place (from 0) and the tokens so far [n, length]; those to come are 0. */
  readonly onToken?: (place: number, tokens: Int32Array) => void;
}

/**
 * p(picture tokens | prefix) as a product over the grid, row by row: a causal transformer that reads the prefix (a class, or a
 * caption) and then the tokens so far. Owns its weights.
 */
export class TokenPrior {
  readonly #spec: TokenPriorSpec;
  readonly #net: TransformerSpec;
  readonly #learner: Learner;

  constructor(spec: TokenPriorSpec, seed: number) {
    const { words, prefix, codes, length, width, layers, heads } = spec;
    this.#spec = spec;
    this.#net = { inputs: words + codes, outputs: codes, length: prefix + length - 1, width, layers, heads };
    const layout = transformerLayout(this.#net);
    this.#learner = new Learner(layout, layout.initial(seed, 'prior'), { clipNorm: 1, weightDecay: 0.05, beta2: 0.98 });
  }

  get parameters(): number {
    return this.#learner.parameters;
  }

  /**
   * One update.
   * @param prefix [n, prefix]
   * @param tokens [n, length]
   * @returns -ln p(tokens | prefix), mean over the batch, in nats a picture
   */
  async descend(prefix: Int32Array, tokens: Int32Array, n: number, rates: Rates): Promise<number> {
    const loss = tf.tidy(() => {
      const all = this.#inputs(prefix, tokens, n);
      const targets = tf.tensor1d(tokens, 'int32');
      // Per token, so that the step size does not depend on the length.
      return this.#learner.descend((w) => this.#nats(w, all, targets).mean().div(this.#spec.length) as tf.Scalar, rates)
        .loss;
    });
    const [value] = (await loss.data()) as unknown as [number];
    loss.dispose();
    return value * this.#spec.length;
  }

  /** -ln p(tokens | prefix) of each picture, in nats. Asked for in batches of one size, it compiles once. [n] */
  async nats(prefix: Int32Array, tokens: Int32Array, n: number): Promise<Float32Array> {
    const nats = tf.tidy(() =>
      this.#nats(this.#learner.averaged(), this.#inputs(prefix, tokens, n), tf.tensor1d(tokens, 'int32')),
    );
    const values = ((await nats.data()) as Float32Array).slice();
    nats.dispose();
    return values;
  }

  /**
   * Draws pictures' tokens one place after the other, each from its own stream.
   *
   * @param prefix [n, prefix]
   * @param rngs one for each picture [n]
   * @returns [n, length]
   */
  async sample(prefix: Int32Array, rngs: readonly Rng[], draw: Draw, request: TokenRequest = {}): Promise<Int32Array> {
    const { words, prefix: p, codes, length } = this.#spec;
    const n = rngs.length;
    const { guide } = request;
    const given = (request.given?.length ?? 0) / n;
    const tokens = new Int32Array(n * length);
    const inputs = new Int32Array(guide ? 2 * n : n); // with a guide, the second half reads the other prefix
    let cache = tf.tidy(() => emptyCache(this.#net, inputs.length));
    try {
      for (let at = 0; at < p + length - 1; at++) {
        request.signal?.throwIfAborted();
        for (let i = 0; i < n; i++) {
          inputs[i] = at < p ? prefix[i * p + at]! : words + tokens[i * length + at - p]!;
          if (guide) inputs[n + i] = at < p ? guide.away[at]! : inputs[i]!;
        }
        const next = await this.#step(inputs, at, cache);
        cache = next.cache;
        const place = at - p + 1;
        if (place < 0) continue;
        for (let i = 0; i < n; i++) {
          const row = next.logits.subarray(i * codes, (i + 1) * codes);
          if (guide) push(row, next.logits.subarray((n + i) * codes, (n + i + 1) * codes), guide.strength);
          tokens[i * length + place] =
            place < given ? request.given![i * given + place]! : drawToken(row, draw, rngs[i]!);
        }
        request.onToken?.(place, tokens);
      }
    } finally {
      disposeCache(cache);
    }
    return tokens;
  }

  async #step(
    inputs: Int32Array,
    at: number,
    cache: AttentionCache,
  ): Promise<{ logits: Float32Array; cache: AttentionCache }> {
    const { length } = this.#net;
    const { logits, cache: grown } = tf.tidy(() =>
      transformerStep(
        this.#learner.averaged(),
        this.#net,
        tf.tensor1d(inputs.slice(), 'int32'),
        tf.tensor1d(Float32Array.from({ length }, (_, i) => +(i === at))),
        tf.tensor1d(Float32Array.from({ length }, (_, i) => (i <= at ? 0 : -1e9))),
        cache,
      ),
    );
    const values = ((await logits.data()) as Float32Array).slice();
    logits.dispose();
    disposeCache(cache);
    return { logits: values, cache: grown };
  }

  /** What the network reads: the prefix, and all picture tokens but the last. [n, prefix + length - 1] */
  #inputs(prefix: Int32Array, tokens: Int32Array, n: number): tf.Tensor2D {
    const { words, prefix: p, length } = this.#spec;
    const row = p + length - 1;
    const all = new Int32Array(n * row);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < row; j++) all[i * row + j] = j < p ? prefix[i * p + j]! : words + tokens[i * length + j - p]!;
    }
    return tf.tensor2d(all, [n, row], 'int32');
  }

  #nats(w: Readonly<Record<string, tf.Tensor>>, inputs: tf.Tensor2D, targets: tf.Tensor1D): tf.Tensor1D {
    const { prefix: p, length, codes } = this.#spec;
    const n = inputs.shape[0];
    const logits = tf.slice(transformer(w, this.#net, inputs), [0, p - 1, 0], [n, length, codes]);
    const hit = tf.oneHot(targets, codes).cast('float32').reshape([n, length, codes]);
    return tf.logSoftmax(logits).mul(hit).sum([1, 2]).neg() as tf.Tensor1D;
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

/** Moves logits away from others, in place. */
function push(logits: Float32Array, away: Float32Array, strength: number): void {
  for (let c = 0; c < logits.length; c++) logits[c]! += strength * (logits[c]! - away[c]!);
}

function disposeCache(cache: AttentionCache): void {
  for (const { keys, values } of cache) tf.dispose([keys, values]);
}
