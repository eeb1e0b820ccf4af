import { ExtractorError, type Pictures } from './extractor.ts';
import { FILTERS, resized, type Filter } from './resize.ts';

const IMAGENET = { mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] } as const;

/** What a network expects of grey levels 0 to 255: (x - mean) / std, by channel. */
export const SCALES = {
  '0..255': { mean: [0, 0, 0], std: [1, 1, 1] },
  '0..1': { mean: [0, 0, 0], std: [255, 255, 255] },
  '-1..1': { mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5] },
  /** The graph of TensorFlow's Inception-v3: (x - 128) / 128. */
  inception: { mean: [128, 128, 128], std: [128, 128, 128] },
  imagenet: IMAGENET,
} as const;
export type ScaleName = keyof typeof SCALES;

/** How pictures are prepared for a network. */
export interface Convention {
  /** Side of the square that pictures are resized to; null leaves them as they are. */
  readonly size: number | null;
  readonly filter: Filter;
  readonly scale: ScaleName;
}

/** Conventions of well-known networks. */
export const PRESETS: Readonly<Record<string, Convention>> = {
  none: { size: null, filter: 'bilinear', scale: '0..1' },
  /** Heusel et al. 2017 and torch-fidelity. */
  'inception-v3': { size: 299, filter: 'bilinear-tf1', scale: 'inception' },
  /** Oquab et al. 2023; Stein et al. 2023 for scores. */
  dinov2: { size: 224, filter: 'bicubic', scale: 'imagenet' },
};

/** @throws ExtractorError naming what there is to choose from */
export function conventionOf(
  preset: string,
  changes: {
    readonly resize?: number | undefined;
    readonly filter?: string | undefined;
    readonly scale?: string | undefined;
  },
): Convention {
  const named = <T extends string>(what: string, value: string, known: readonly T[]): T => {
    const found = known.find((name) => name === value);
    if (found !== undefined) return found;
    throw new ExtractorError(`There is no ${what} "${value}"; choose one of ${known.join(', ')}.`);
  };
  const base = PRESETS[named('preset', preset, Object.keys(PRESETS))]!;
  return {
    size: changes.resize ?? base.size,
    filter: changes.filter === undefined ? base.filter : named('filter', changes.filter, FILTERS),
    scale: changes.scale === undefined ? base.scale : named('scale', changes.scale, Object.keys(SCALES) as ScaleName[]),
  };
}

/** Every setting that changes features, in words. */
export const describeConvention = ({ size, filter, scale }: Convention): string =>
  `${size === null ? 'size as given' : `${size} x ${size}, ${filter}`}, scale ${scale}`;

export type Order = 'nchw' | 'nhwc';

/**
 * Pictures as a network takes them. Grey pictures are repeated where it wants colour.
 *
 * @returns [n, channels, height, width] or [n, height, width, channels]
 * @throws ExtractorError where it wants grey and the pictures have colour
 */
export function prepared(
  pictures: Pictures,
  { size, filter, scale }: Convention,
  order: Order,
  channels: number,
): { readonly data: Float32Array; readonly height: number; readonly width: number } {
  if (pictures.channels !== channels && pictures.channels !== 1) {
    throw new ExtractorError(
      `The network takes ${channels} channels and the pictures have ${pictures.channels}; convert the pictures.`,
    );
  }
  const { values, n, height, width } = resized(pictures, size ?? pictures.height, size ?? pictures.width, filter);
  const { mean, std } = SCALES[scale];
  const area = height * width;
  const data = new Float32Array(n * area * channels);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < area; p++) {
      for (let c = 0; c < channels; c++) {
        const from = (i * area + p) * pictures.channels + (pictures.channels === 1 ? 0 : c);
        const to = order === 'nchw' ? (i * channels + c) * area + p : (i * area + p) * channels + c;
        data[to] = (values[from]! - mean[c % 3]!) / std[c % 3]!;
      }
    }
  }
  return { data, height, width };
}
