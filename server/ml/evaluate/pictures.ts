import type { Extractor } from '../features/extractors/extractor.ts';
import { sha256OfFile, type NpyRows } from '../features/npy/open.ts';
import { MetricError, type FeatureTable } from '../metric.ts';
import { cachedFeatures } from './features.ts';

/** Pictures in memory at once, by their numbers: 64 MB of float64. */
const PART_NUMBERS = 1 << 23;

/** What the largest number of an array of pictures means. */
export type Range = '0..255' | '0..1';

export interface ReadingOptions {
  /** Of arrays of floats; uint8 is 0 to 255. */
  readonly range: Range;
  /** Features are kept under it, by the hashes of the array and of the extractor. */
  readonly cacheDir: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** Features of an array of pictures [n, h, w, c] or [n, h, w]. @throws MetricError where it is none, ExtractorError */
export async function featuresOfPictures(
  extractor: Extractor,
  pictures: NpyRows,
  options: ReadingOptions,
): Promise<FeatureTable> {
  const { range } = options;
  const { file, shape, kind, n } = pictures;
  const [, height, width, channels = 1] = shape;
  if (shape.length < 3 || shape.length > 4 || ![1, 3].includes(channels) || !height || !width) {
    throw new MetricError(
      `${file} should hold pictures (N x H x W x C, C 1 or 3) for an extractor but has the shape ${shape.join(' x ')}; leave out --extractor for features.`,
    );
  }
  if (n < 2) throw new MetricError(`${file} should hold at least 2 pictures but holds ${n}; take more.`);
  const most = kind === 'uint8' || range === '0..255' ? 255 : 1;
  const key = {
    extractorHash: extractor.hash,
    datasetHash: await sha256OfFile(file),
    part: `pictures-${most}-${extractor.convention}`,
  };
  return cachedFeatures(options.cacheDir, key, async () => {
    const rows = Math.max(16, Math.floor(PART_NUMBERS / (height * width * channels) / 16) * 16);
    const parts: FeatureTable[] = [];
    for (let start = 0; start < n; start += rows) {
      options.signal?.throwIfAborted();
      const end = Math.min(n, start + rows);
      const values = await pictures.rows(start, end);
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!;
        if (!(value >= 0 && value <= most)) {
          throw new MetricError(
            `${file} should hold grey levels from 0 to ${most} but has ${value}; ${most === 1 ? 'give --range 0..255, or ' : ''}scale the pictures.`,
          );
        }
        values[i] = (value * 255) / most;
      }
      parts.push(await extractor.read({ values, n: end - start, height, width, channels }));
      options.onProgress?.(end / n);
    }
    return joinedTables(parts);
  });
}

function joinedTables(parts: readonly FeatureTable[]): FeatureTable {
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const { dimensions, classes } = parts[0]!;
  const features = new Float32Array(n * dimensions);
  const probabilities = new Float32Array(n * classes);
  let row = 0;
  for (const part of parts) {
    features.set(part.features, row * dimensions);
    probabilities.set(part.probabilities, row * classes);
    row += part.n;
  }
  return { n, dimensions, features, classes, probabilities };
}
