import type { Rng } from '../../../shared/random.ts';
import { bytesOf } from '../parts/bytes.ts';

/** As the server's `filters` answers. */
export interface FiltersAnswer {
  readonly shape: { readonly height: number; readonly width: number; readonly channels: 1 | 3 };
  readonly visible: number;
  readonly hidden: number;
  readonly filters: string;
  readonly scales: string;
}

/** As the server's `biases` answers. */
export interface BiasesAnswer {
  readonly visible: string;
  readonly hidden: string;
  readonly base: string;
}

export interface Biases {
  /** [visible] */
  readonly visible: Float32Array;
  /** [hidden] */
  readonly hidden: Float32Array;
  /** Logits of the pixels' own shares. [visible] */
  readonly base: Float32Array;
}

/** W, turned: the filter of each hidden unit. [hidden, visible] */
export interface Filters {
  readonly visible: number;
  readonly hidden: number;
  readonly weights: Float32Array;
}

const floats = (base64: string): Float32Array => new Float32Array(bytesOf(base64).buffer);

export function filtersOf({ visible, hidden, filters, scales }: FiltersAnswer): Filters {
  const levels = new Int8Array(bytesOf(filters).buffer);
  const scale = floats(scales);
  const weights = Float32Array.from(levels, (level, i) => level * scale[Math.floor(i / visible)]!);
  return { visible, hidden, weights };
}

export const biasesOf = ({ visible, hidden, base }: BiasesAnswer): Biases => ({
  visible: floats(visible),
  hidden: floats(hidden),
  base: floats(base),
});

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Each bit 1 with its chance. */
export const flipped = (chances: Float32Array, rng: Rng): Uint8Array =>
  Uint8Array.from(chances, (p) => Number(rng.uniform() < p));

/** p(h = 1 | v), all votes times `strength`. [hidden] */
export function hiddenChances(filters: Filters, biases: Biases, v: Uint8Array, strength: number): Float32Array {
  return fieldOfHidden(filters, biases, v).map((field) => sigmoid(strength * field));
}

/** Sums of the votes for each hidden unit. [hidden] */
export function fieldOfHidden({ visible, weights }: Filters, biases: Biases, v: Uint8Array): Float32Array {
  const on: number[] = [];
  v.forEach((bit, i) => bit && on.push(i));
  return biases.hidden.map((bias, j) => {
    let sum = bias;
    for (const i of on) sum += weights[j * visible + i]!;
    return sum;
  });
}

/** p(v = 1 | h), all votes times `strength`. [visible] */
export function visibleChances(
  { visible, weights }: Filters,
  biases: Biases,
  h: Uint8Array,
  strength: number,
): Float32Array {
  const field = biases.visible.slice();
  h.forEach((bit, j) => {
    if (bit) for (let i = 0; i < visible; i++) field[i]! += weights[j * visible + i]!;
  });
  return field.map((sum) => sigmoid(strength * sum));
}

/** -ln of what the machine gives to v, but for Z: -b.v - sum log(1 + exp(field)). */
export function freeEnergy(filters: Filters, biases: Biases, v: Uint8Array): number {
  let sum = 0;
  v.forEach((bit, i) => bit && (sum -= biases.visible[i]!));
  for (const field of fieldOfHidden(filters, biases, v)) {
    sum -= Math.max(field, 0) + Math.log1p(Math.exp(-Math.abs(field)));
  }
  return sum;
}

/** A chain: bits of the pixels, the chances they were flipped with, bits of the hidden units. */
export interface ChainState {
  readonly v: Uint8Array;
  readonly chances: Float32Array;
  readonly h: Uint8Array;
}

/** Every pixel alone, in its own share. */
export function startChain({ base, hidden }: Biases, rng: Rng): ChainState {
  const chances = base.map(sigmoid);
  return { v: flipped(chances, rng), chances, h: new Uint8Array(hidden.length) };
}

/** One Gibbs step: hidden units hear the pixels, pixels hear the hidden units. */
export function gibbsStep(
  filters: Filters,
  biases: Biases,
  { v }: Pick<ChainState, 'v'>,
  strength: number,
  rng: Rng,
): ChainState {
  const h = flipped(hiddenChances(filters, biases, v, strength), rng);
  const chances = visibleChances(filters, biases, h, strength);
  return { v: flipped(chances, rng), chances, h };
}
