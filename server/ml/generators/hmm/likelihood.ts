import type { OwnMeasure } from '../../checkpoint.ts';
import type { ImageSet } from '../../dataset.ts';
import type { ImageShape, MeasureOptions } from '../../generator.ts';
import { likelihoodMeasures, overClasses } from '../../numeric/heldOut.ts';
import { pixelRows } from '../../numeric/pixels.ts';
import { rngFor } from '../../random.ts';
import { blockSize, type Hmm } from './baumWelch.ts';
import { logEmissions, type EmissionKind } from './emissions.ts';
import { linesOf, type Scan } from './lines.ts';
import { forwardPass } from './passes.ts';

/**
 * Mean log-likelihood of held-out images, log of sum_y share_y p(x | y). For chances of bits: of pictures binarised once by coins
 * with their grey values as chances, in nats. For grey values: of pictures dequantised by uniform noise, in nats, and in bits
 * for each pixel on the scale of 0 to 255.
 */
export async function likelihoodOf(
  models: readonly Hmm[],
  shares: Float32Array,
  shape: ImageShape,
  scan: Scan,
  test: ImageSet,
  { seed = 0, signal, onProgress }: MeasureOptions,
): Promise<Record<string, OwnMeasure>> {
  const { kind } = models[0]!.emissions;
  const { states } = models[0]!.chain;
  const sequences = linesOf(pixelRows(test), shape, scan);
  const logs = new Float64Array(test.n * models.length);
  const block = blockSize(sequences, states);
  for (let start = 0; start < test.n; start += block) {
    signal?.throwIfAborted();
    const end = Math.min(test.n, start + block);
    const n = end - start;
    const x = sequences.read(start, end);
    disturb(x, n, start, sequences.length, kind, seed);
    for (const [g, { chain, emissions }] of models.entries()) {
      const frames = await logEmissions(emissions, x, sequences.length * n);
      const { logLikelihoods } = await forwardPass(chain, frames, n);
      logLikelihoods.forEach((value, i) => (logs[(start + i) * models.length + g] = value));
    }
    onProgress?.(end / test.n);
  }
  const size = shape.height * shape.width * shape.channels;
  const greyLevels = kind === 'gaussian' ? size * Math.log(255) : 0; // densities of values 0 to 1, told of 0 to 255
  const found = overClasses(logs, shares).map((value) => value - greyLevels);
  return likelihoodMeasures(found, kind === 'gaussian' ? size : null);
}

/** Bits by coins, or noise of one grey level; each image from a stream of its own. @param x [length, n, d] */
function disturb(x: Float64Array, n: number, first: number, length: number, kind: EmissionKind, seed: number): void {
  const d = x.length / (n * length);
  for (let i = 0; i < n; i++) {
    const rng = rngFor(seed, 'hmm', 'measure', first + i);
    for (let t = 0; t < length; t++) {
      for (let j = (t * n + i) * d; j < (t * n + i + 1) * d; j++) {
        x[j] = kind === 'bernoulli' ? Number(rng.uniform() < x[j]!) : x[j]! + (rng.uniform() - 0.5) / 255;
      }
    }
  }
}
