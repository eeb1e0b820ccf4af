import { blocksOf, type RowSource } from '../../features/rows.ts';
import { meanAndDeviation } from '../../numeric/quantile.ts';
import type { InceptionScore } from './score.ts';

/** Probabilities of the classes, row by row, in place. @param logits [*, k] */
export function softmaxInPlace(logits: Float64Array, k: number): Float64Array {
  for (let at = 0; at < logits.length; at += k) {
    let most = -Infinity;
    for (let c = at; c < at + k; c++) most = Math.max(most, logits[c]!);
    let sum = 0;
    for (let c = at; c < at + k; c++) sum += logits[c] = Math.exp(logits[c]! - most);
    for (let c = at; c < at + k; c++) logits[c]! /= sum;
  }
  return logits;
}

/**
 * Inception Score of logits in the order in which they stand, in memory that does not grow with their number.
 *
 * The standard error is that of the influence of each image: an image moves the logarithm of its split's score by its own
 * divergence KL(p(y|x) || p(y)) less the mean.
 *
 * @param logits finite [n, k], with n >= splits
 */
export async function inceptionScoreOfLogits(
  logits: RowSource,
  splits: number,
  signal?: AbortSignal,
): Promise<InceptionScore & { readonly error: number }> {
  const { n, d: k } = logits;
  const ends = Array.from({ length: splits }, (_, s) => Math.floor(((s + 1) * n) / splits));
  const sizes = ends.map((end, s) => end - (ends[s - 1] ?? 0));
  const marginals = new Float64Array(splits * k);
  await eachRow(logits, ends, signal, (p, at, s) => {
    for (let c = 0; c < k; c++) marginals[s * k + c]! += p[at + c]! / sizes[s]!;
  });
  const sums = new Float64Array(splits);
  const squares = new Float64Array(splits);
  await eachRow(logits, ends, signal, (p, at, s) => {
    let divergence = 0;
    for (let c = 0; c < k; c++) {
      const value = p[at + c]!;
      if (value > 0) divergence += value * Math.log(value / marginals[s * k + c]!);
    }
    sums[s]! += divergence;
    squares[s]! += divergence * divergence;
  });
  const scores = sums.map((sum, s) => Math.exp(sum / sizes[s]!));
  let variance = 0;
  scores.forEach((score, s) => {
    const mean = sums[s]! / sizes[s]!;
    variance += (score ** 2 * Math.max(0, squares[s]! / sizes[s]! - mean ** 2)) / sizes[s]! / splits ** 2;
  });
  return { ...meanAndDeviation(scores), error: Math.sqrt(variance) };
}

/** @param take gets the probabilities, where the row begins among them, and its split */
async function eachRow(
  logits: RowSource,
  ends: readonly number[],
  signal: AbortSignal | undefined,
  take: (p: Float64Array, at: number, split: number) => void,
): Promise<void> {
  let row = 0;
  let split = 0;
  for await (const block of blocksOf(logits, signal)) {
    softmaxInPlace(block, logits.d);
    for (let at = 0; at < block.length; at += logits.d, row++) {
      while (row >= ends[split]!) split++;
      take(block, at, split);
    }
  }
}
