import type { ImageSet } from '../../dataset.ts';

/** The pixels' shares of white, each pixel alone: where training, chains and annealing start. */
export interface Base {
  /** Mean of each pixel, 0 to 1. [visible] */
  readonly mean: Float32Array;
  /** Logits of the shares, for each class (or once, without classes). [groups, visible] */
  readonly logits: Float32Array;
}

/** Images added to the shares: half of one white, half of one black, so that no share is 0 or 1. */
const SMOOTHING = 1;

export function baseOf({ images, labels, n, height, width, channels }: ImageSet, classes: number): Base {
  const size = height * width * channels;
  const groups = Math.max(1, classes);
  const sums = new Float64Array(groups * size);
  const counts = new Float64Array(groups);
  for (let i = 0; i < n; i++) {
    const group = classes > 0 ? labels![i]! : 0;
    counts[group]!++;
    for (let j = 0; j < size; j++) sums[group * size + j]! += images[i * size + j]! / 255;
  }
  const mean = new Float32Array(size);
  for (let j = 0; j < size; j++) {
    let sum = 0;
    for (let g = 0; g < groups; g++) sum += sums[g * size + j]!;
    mean[j] = sum / n;
  }
  const logits = Float32Array.from(sums, (sum, i) => {
    const share = (sum + SMOOTHING / 2) / (counts[Math.floor(i / size)]! + SMOOTHING);
    return Math.log(share / (1 - share));
  });
  return { mean, logits };
}

/** The biases of a machine whose hidden units have no say, split into what all classes share and what each adds. */
export function baseBiases(
  logits: Float32Array,
  classes: number,
): { visible: Float32Array; classVisible?: Float32Array } {
  if (classes === 0) return { visible: logits.slice() };
  const size = logits.length / classes;
  const visible = new Float32Array(size);
  for (let i = 0; i < logits.length; i++) visible[i % size]! += logits[i]! / classes;
  return { visible, classVisible: logits.map((logit, i) => logit - visible[i % size]!) };
}
