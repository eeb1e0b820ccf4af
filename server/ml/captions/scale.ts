import type { ImageSet } from '../dataset.ts';
import type { TensorMap } from '../generator.ts';
import { rngFor } from '../random.ts';
import { tensorOf } from '../training/tensors.ts';
import { ATTRIBUTES, COMBINATIONS, combinationOf, levelsOf } from './description.ts';
import type { Attribute, Level } from './description.ts';
import { morphologyOf } from './morphology.ts';
import type { Morphology } from './morphology.ts';

/** Quantiles kept of each attribute: a third with the edges of what is doubtful, two thirds with its edges. */
const CUTS = 6;
/** A combination that fewer of a class's pictures have is not a form of that class. */
export const RARE = 0.004;
/** Combinations of each class that training never sees. */
const HELD_OUT = 3;

/** Levels of a picture in a class; null where a look does not settle it. */
export type Levels = Readonly<Record<Attribute, Level | null>>;

/**
 * Where thin ends and thick begins, for each class by itself: a large one is a large one among ones. The words divide the training
 * pictures of a class in thirds; nearer to a border than `doubt`, as a share of the pictures, nothing is said.
 */
export class Scale {
  readonly kinds: number;
  readonly #thresholds: Float32Array; // [kinds, attribute, CUTS]
  readonly #support: Float32Array; // share of each combination among the pictures of a class [kinds, 27]
  /** What {@link heldOut} gave for each class; forgotten when the shares change. */
  readonly #heldOut = new Map<number, readonly number[]>();

  /** @param classes number of classes, 0 where there are none: then all pictures are of one kind */
  constructor(classes: number) {
    this.kinds = Math.max(1, classes);
    this.#thresholds = new Float32Array(this.kinds * ATTRIBUTES.length * CUTS);
    this.#support = new Float32Array(this.kinds * COMBINATIONS);
  }

  /** Learns thresholds and shares. @returns the measures of the pictures, in order */
  measure(train: ImageSet, doubt: number): Morphology[] {
    const measures = Array.from({ length: train.n }, (_, i) => morphologyOf(train.images, i, train));
    this.#heldOut.clear();
    const shares = [1 / 3 - doubt, 1 / 3, 1 / 3 + doubt, 2 / 3 - doubt, 2 / 3, 2 / 3 + doubt];
    for (let kind = 0; kind < this.kinds; kind++) {
      const own = train.labels ? measures.filter((_, i) => train.labels![i] === kind) : measures;
      ATTRIBUTES.forEach((attribute, a) => {
        const sorted = Float64Array.from(own, (measure) => measure[attribute]).sort();
        shares.forEach((share, c) => {
          this.#thresholds[(kind * ATTRIBUTES.length + a) * CUTS + c] =
            sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
        });
      });
      const support = this.#support.subarray(kind * COMBINATIONS, (kind + 1) * COMBINATIONS).fill(0);
      for (const measure of own) support[combinationOf(this.levels(measure, kind))]! += 1 / own.length;
    }
    return measures;
  }

  /** Levels by the thirds alone. */
  levels(measure: Morphology, kind: number): Record<Attribute, Level> {
    return this.#each((attribute, cut) => {
      const value = measure[attribute];
      return value < cut(1) ? 0 : value < cut(4) ? 1 : 2;
    }, kind) as Record<Attribute, Level>;
  }

  /** Levels where they are clear, null within doubt of a border. */
  clearLevels(measure: Morphology, kind: number): Levels {
    return this.#each((attribute, cut) => {
      const value = measure[attribute];
      if (value < cut(0)) return 0;
      if (value >= cut(2) && value < cut(3)) return 1;
      return value >= cut(5) ? 2 : null;
    }, kind);
  }

  /** Share of a class's training pictures that have a combination. */
  support(kind: number, combination: number): number {
    return this.#support[kind * COMBINATIONS + combination]!;
  }

  /** Combinations kept from training, a function of the class and the thresholds alone; ascending. */
  heldOut(kind: number): readonly number[] {
    const known = this.#heldOut.get(kind) ?? this.#chooseHeldOut(kind);
    this.#heldOut.set(kind, known);
    return known;
  }

  #chooseHeldOut(kind: number): number[] {
    const usual = Array.from({ length: COMBINATIONS }, (_, c) => c).filter((c) => this.support(kind, c) >= 2 * RARE);
    const place = new Map(usual.map((c) => [c, rngFor('held out', kind, c).uniform()]));
    if (usual.length <= COMBINATIONS / 2) return [];
    return usual
      .sort((a, b) => place.get(a)! - place.get(b)!)
      .slice(0, HELD_OUT)
      .sort((a, b) => a - b);
  }

  save(): [string, { shape: number[]; data: Float32Array }][] {
    return [
      ['captions.thresholds', { shape: [this.kinds, ATTRIBUTES.length, CUTS], data: this.#thresholds.slice() }],
      ['captions.support', { shape: [this.kinds, COMBINATIONS], data: this.#support.slice() }],
    ];
  }

  /** @throws CheckpointError */
  restore(tensors: TensorMap): void {
    this.#thresholds.set(tensorOf(tensors, 'captions.thresholds', [this.kinds, ATTRIBUTES.length, CUTS]));
    this.#heldOut.clear();
    this.#support.set(tensorOf(tensors, 'captions.support', [this.kinds, COMBINATIONS]));
  }

  #each(level: (attribute: Attribute, cut: (c: number) => number) => Level | null, kind: number): Levels {
    const entries = ATTRIBUTES.map((attribute, a) => {
      const offset = (kind * ATTRIBUTES.length + a) * CUTS;
      return [attribute, level(attribute, (c) => this.#thresholds[offset + c]!)];
    });
    return Object.fromEntries(entries) as Levels;
  }
}

/** True where a combination's levels agree with all that is said. */
export function fits(combination: number, said: Levels): boolean {
  const levels = levelsOf(combination);
  return ATTRIBUTES.every((attribute) => said[attribute] === null || said[attribute] === levels[attribute]);
}
