import type { OwnMeasure } from '../../checkpoint.ts';
import type { ImageSet } from '../../dataset.ts';
import type { MeasureOptions } from '../../generator.ts';
import { gemm } from '../../numeric/gemm.ts';
import { meanInterval } from '../../numeric/interval.ts';
import { pixelMoments, pixelRows } from '../../numeric/pixels.ts';
import { principalComponents, projectRows } from '../../numeric/principal.ts';
import { squaredErrors } from '../../numeric/reconstruction.ts';
import { rngFor } from '../../random.ts';
import type { Autoencoder } from './autoencoder.ts';

/** Pictures reconstructed at once. */
const BLOCK = 1024;
const UNIT = 'squared, 0 to 1, a pixel';

/** Error of the reconstructions of held-out images, beside that of as many principal components of the training images. */
export async function measureAutoencoder(
  model: Pick<Autoencoder, 'encode' | 'decode'>,
  latent: number,
  train: ImageSet,
  test: ImageSet,
  { signal, onProgress }: MeasureOptions,
): Promise<Record<string, OwnMeasure>> {
  const size = test.height * test.width * test.channels;
  const errors: number[] = [];
  for (let first = 0; first < test.n; first += BLOCK) {
    signal?.throwIfAborted();
    const count = Math.min(BLOCK, test.n - first);
    const images = test.images.subarray(first * size, (first + count) * size);
    errors.push(...squaredErrors(images, await model.decode(await model.encode(images, count), count), size));
    onProgress?.((0.5 * (first + count)) / test.n);
  }
  const byComponents = await principalErrors(train, test, Math.min(latent, size));
  onProgress?.(1);
  return {
    reconstructionError: { ...meanInterval(errors), unit: UNIT },
    principalComponentsError: { ...meanInterval(byComponents), unit: UNIT },
  };
}

/** Squared error a pixel of each test image through k principal components of the training images. [n] */
export async function principalErrors(train: ImageSet, test: ImageSet, k: number): Promise<Float64Array> {
  const [rows, held] = [pixelRows(train), pixelRows(test)];
  const { mean } = pixelMoments(rows);
  const { components } = await principalComponents(rows, mean, k, rngFor('principal', k));
  const codes = await projectRows(held, mean, components, k);
  const back = await gemm({ a: codes, b: components, m: test.n, n: rows.d, k });
  const means = Float32Array.from(back, (value, j) => (value + mean[j % rows.d]!) / 255);
  return squaredErrors(test.images, means, rows.d);
}
