import { z } from 'zod';
import type { ImageSet } from '../../ml/dataset.ts';
import { rngFor } from '../../ml/random.ts';

/** How a learner makes a set of pictures worse. */
export const spoils = z.object({
  /** Standard deviation of the blur, pixels. */
  blur: z.number().min(0).max(4).default(0),
  /** Standard deviation of the grey noise added. */
  noise: z.number().min(0).max(128).default(0),
  /** Classes that stay, counted from the first. */
  classes: z.int().min(1).max(255).default(255),
  /** Different pictures in the set; the rest are copies of these. */
  distinct: z.int().min(1).max(500).default(500),
});
export type Spoils = z.infer<typeof spoils>;

/** The even pictures of a set are the reference, the odd ones are made worse. */
export function halves(reals: ImageSet): { reference: ImageSet; mine: ImageSet } {
  return {
    reference: picked(reals, (i) => i % 2 === 0),
    mine: picked(reals, (i) => i % 2 === 1),
  };
}

/** As many pictures as before, worse as asked: classes dropped and places filled with copies, then blur, then noise. */
export function spoil(set: ImageSet, { blur, noise, classes, distinct }: Spoils): ImageSet {
  const { height, width, channels, n } = set;
  const size = height * width * channels;
  const left = Array.from({ length: n }, (_, i) => i).filter((i) => !set.labels || set.labels[i]! < classes);
  const kept = left.slice(0, Math.min(left.length, distinct));
  const chosen = Array.from({ length: n }, (_, i) => kept[i % kept.length]!);
  const images = new Uint8Array(n * size);
  const kernel = gaussian(blur);
  chosen.forEach((from, i) => {
    let values = Float64Array.from(set.images.subarray(from * size, (from + 1) * size));
    if (blur > 0) values = blurred(values, height, width, channels, kernel);
    const rng = rngFor('spoil', i);
    for (let j = 0; j < size; j++) {
      const value = values[j]! + (noise > 0 ? noise * rng.normal() : 0);
      images[i * size + j] = Math.max(0, Math.min(255, Math.round(value)));
    }
  });
  return { ...set, images, labels: set.labels && Uint8Array.from(chosen, (i) => set.labels![i]!) };
}

function picked(set: ImageSet, wanted: (index: number) => boolean): ImageSet {
  const chosen = Array.from({ length: set.n }, (_, i) => i).filter(wanted);
  const size = set.images.length / set.n;
  const images = new Uint8Array(chosen.length * size);
  chosen.forEach((from, i) => images.set(set.images.subarray(from * size, (from + 1) * size), i * size));
  return {
    ...set,
    n: chosen.length,
    images,
    labels: set.labels && Uint8Array.from(chosen, (i) => set.labels![i]!),
  };
}

/** Weights of a Gaussian out to three deviations, summing to 1. */
function gaussian(deviation: number): number[] {
  const reach = Math.ceil(3 * deviation);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    deviation > 0 ? Math.exp(-((i - reach) ** 2) / (2 * deviation ** 2)) : 1,
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** Along rows, then along columns; beyond the edge it is dark. */
function blurred(
  values: Float64Array<ArrayBuffer>,
  height: number,
  width: number,
  channels: number,
  kernel: readonly number[],
): Float64Array<ArrayBuffer> {
  const reach = (kernel.length - 1) / 2;
  const along = (input: Float64Array<ArrayBuffer>, dx: number, dy: number): Float64Array<ArrayBuffer> => {
    const out = new Float64Array(input.length);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let k = -reach; k <= reach; k++) {
          const [sx, sy] = [x + k * dx, y + k * dy];
          if (sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
          for (let c = 0; c < channels; c++)
            out[(y * width + x) * channels + c]! += kernel[k + reach]! * input[(sy * width + sx) * channels + c]!;
        }
    return out;
  };
  return along(along(values, 1, 0), 0, 1);
}
