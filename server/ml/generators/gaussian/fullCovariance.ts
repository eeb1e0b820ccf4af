import type { OwnMeasure } from '../../checkpoint.ts';
import type { ImageSet } from '../../dataset.ts';
import type { MeasureOptions } from '../../generator.ts';
import { cholesky, invertLower } from '../../numeric/cholesky.ts';
import { gemm } from '../../numeric/gemm.ts';
import { dequantised, dequantisedLikelihood } from '../../numeric/heldOut.ts';

/** Beyond this many numbers in a picture the covariance would take gigabytes of work for one yardstick. */
const LARGEST = 1024;
/** Images dequantised at once. */
const CHUNK = 2000;

/**
 * The yardstick of the literature: one Gaussian with a full covariance, fitted to dequantised training images and read on
 * dequantised test images, no shrinkage, no classes. Null where the pictures are too large, or too few for a covariance that
 * has an inverse.
 */
export async function fullCovarianceBits(
  train: ImageSet,
  test: ImageSet,
  options: MeasureOptions,
): Promise<OwnMeasure | null> {
  const d = train.height * train.width * train.channels;
  if (d > LARGEST || train.n <= 2 * d) return null;
  const { mean, covariance } = await momentsOfDequantised(train, d, options);
  const whiten = invertLower(cholesky(covariance, d), d); // L^-1, S = L L^T
  let constant = -0.5 * d * Math.log(2 * Math.PI);
  for (let j = 0; j < d; j++) constant += Math.log(whiten[j * d + j]!);
  const density = async (x: Float64Array, n: number): Promise<Float64Array> => {
    const centred = x.map((value, i) => value - mean[i % d]!);
    const white = await gemm({ a: centred, b: whiten, m: n, n: d, k: d, transB: true });
    return Float64Array.from({ length: n }, (_, i) => {
      let distance = 0;
      for (let j = i * d; j < (i + 1) * d; j++) distance += white[j]! ** 2;
      return constant - 0.5 * distance;
    });
  };
  const measures = await dequantisedLikelihood([density], new Float32Array(0), test, options);
  return measures['bitsPerDimension']!;
}

async function momentsOfDequantised(
  train: ImageSet,
  d: number,
  { seed = 0, signal }: MeasureOptions,
): Promise<{ mean: Float64Array; covariance: Float64Array }> {
  const sum = new Float64Array(d);
  const products = new Float64Array(d * d);
  for (let start = 0; start < train.n; start += CHUNK) {
    signal?.throwIfAborted();
    const end = Math.min(train.n, start + CHUNK);
    // About the middle of the scale, so that the difference below loses no digits that matter.
    const x = dequantised(train, start, end, seed, 'train').map((value) => value - 127.5);
    for (let i = 0; i < x.length; i++) sum[i % d]! += x[i]!;
    const part = await gemm({ a: x, b: x, m: d, n: d, k: end - start, transA: true });
    for (let i = 0; i < part.length; i++) products[i]! += part[i]!;
  }
  const { n } = train;
  const covariance = products.map((value, i) => (value - (sum[Math.floor(i / d)]! * sum[i % d]!) / n) / (n - 1));
  return { mean: sum.map((value) => value / n + 127.5), covariance };
}
