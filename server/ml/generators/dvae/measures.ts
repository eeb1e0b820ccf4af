import type { OwnMeasure } from '../../checkpoint.ts';
import type { ImageSet } from '../../dataset.ts';
import type { MeasureOptions } from '../../generator.ts';
import { meanInterval } from '../../numeric/interval.ts';
import { squaredErrors } from '../../numeric/reconstruction.ts';
import type { TokenAutoencoder } from './token-autoencoder.ts';
import type { TokenPrior } from './token-prior.ts';

/** Pictures measured at once. */
const BLOCK = 500;

/**
 * On held-out images: use of the codebook, error of the reconstructions, and -ln p(t | y) of their tokens under the prior.
 */
export async function measureDvae(
  autoencoder: TokenAutoencoder,
  prior: TokenPrior,
  test: ImageSet,
  { signal, onProgress }: MeasureOptions,
): Promise<Record<string, OwnMeasure>> {
  const size = test.height * test.width * test.channels;
  const { length } = autoencoder.grid;
  const counts = new Float64Array(autoencoder.codes);
  const errors: number[] = [];
  const nats: number[] = [];
  for (let first = 0; first < test.n; first += BLOCK) {
    signal?.throwIfAborted();
    const count = Math.min(BLOCK, test.n - first);
    const images = test.images.subarray(first * size, (first + count) * size);
    const tokens = await autoencoder.encode(images, count, signal);
    for (const token of tokens) counts[token]!++;
    errors.push(...squaredErrors(images, await autoencoder.decode(tokens, count, signal), size));
    // A short last block is filled up, so that the prior compiles once.
    const padded = new Int32Array(BLOCK * length);
    padded.set(tokens);
    const prefix = Int32Array.from({ length: BLOCK }, (_, i) => test.labels?.[first + i] ?? 0);
    nats.push(...(await prior.nats(prefix, padded, BLOCK)).subarray(0, count));
    onProgress?.((first + count) / test.n);
  }
  return {
    codebookPerplexity: {
      value: perplexityOf(counts),
      low: null,
      high: null,
      unit: `codes of ${counts.length}`,
      n: test.n,
    },
    reconstructionError: { ...meanInterval(errors), unit: 'squared, 0 to 1, a pixel' },
    tokenNats: { ...meanInterval(nats), unit: 'nats' },
  };
}

/** exp of the entropy of the shares: 1 where one code does all, K where all K are used alike. */
export function perplexityOf(counts: ArrayLike<number>): number {
  const shares = Array.from(counts);
  const total = shares.reduce((a, b) => a + b, 0);
  return Math.exp(
    -shares.reduce((sum, count) => (count > 0 ? sum + (count / total) * Math.log(count / total) : sum), 0),
  );
}
