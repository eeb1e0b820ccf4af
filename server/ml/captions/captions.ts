import type { ImageSet } from '../dataset.ts';
import { PromptError } from '../generator.ts';
import type { ImageShape, SampleRequest, TensorMap } from '../generator.ts';
import type { Rng } from '../random.ts';
import { rngFor } from '../random.ts';
import { ClassShares } from '../training/class-shares.ts';
import { tensorOf } from '../training/tensors.ts';
import { ATTRIBUTES, COMBINATIONS, combinationOf, levelsOf } from './description.ts';
import type { Description, Language, Level } from './description.ts';
import type { Morphology } from './morphology.ts';
import { nounsOf } from './nouns.ts';
import { captionOf } from './phrasing.ts';
import { Reader } from './reader.ts';
import type { Reading } from './reader.ts';
import { RARE, Scale, fits } from './scale.ts';
import type { Levels } from './scale.ts';

/** Ways to say or leave out each attribute: 4 to the third. */
const CODES = 4 ** ATTRIBUTES.length;
/** How often a training caption leaves out what could be said. */
const LEAVE_OUT = { kind: 0.05, attribute: 0.1 };

const NOTHING_CLEAR: Levels = { thickness: null, slant: null, size: null };

/** Training pictures with what can be said of them; pictures of held-out combinations are not among them. */
export interface Captioned {
  /** Indices into the training split. */
  readonly indices: Uint32Array;
  /** Class (0 where there are none) and what is clear of each of them, in the same order. */
  readonly kinds: Uint8Array;
  readonly levels: readonly Levels[];
}

/** What was asked of one picture. */
export interface Asked extends Reading {
  /** Class asked for, null where the caption names none. */
  readonly kind: number | null;
}

/** Everything a model of captions and pictures knows of captions: words, what they measure, and how often they are said. */
export class Captions {
  readonly reader: Reader;
  readonly scale: Scale;
  readonly #classes: number;
  readonly #shares: ClassShares;
  readonly #codes: Float32Array; // how often each class is described so, [kinds, CODES]

  constructor({ classes, classNames }: ImageShape) {
    this.reader = new Reader(nounsOf(classes, classNames));
    this.scale = new Scale(classes);
    this.#classes = classes;
    this.#shares = new ClassShares(classes);
    this.#codes = new Float32Array(this.scale.kinds * CODES);
  }

  /** Number of tokens. */
  get vocabulary(): number {
    return this.reader.vocabulary;
  }

  /** Measures the training pictures and describes them. @param doubt see {@link Scale} */
  measure(train: ImageSet, doubt: number): Captioned {
    const measures = this.scale.measure(train, doubt);
    this.#shares.measure(train.labels);
    const kindAt = (i: number): number => train.labels?.[i] ?? 0;
    const indices = Uint32Array.from(measures.keys()).filter((i) => !this.#isHeldOut(measures[i]!, kindAt(i)));
    const kinds = Uint8Array.from(indices, kindAt);
    const levels = Array.from(indices, (index, i) => this.scale.clearLevels(measures[index]!, kinds[i]!));
    this.#codes.fill(0);
    const counts = new Float64Array(this.scale.kinds);
    for (const kind of kinds) counts[kind]!++;
    levels.forEach((said, i) => {
      this.#codes[kinds[i]! * CODES + codeOf(said)]! += 1 / counts[kinds[i]!]!;
    });
    return { indices, kinds, levels };
  }

  /** A caption of training picture i of {@link Captioned}, worded by chance, with some of what is known left out. */
  ofPicture({ kinds, levels }: Captioned, i: number, rng: Rng): Reading {
    return this.about(kinds[i]!, levels[i]!, rng);
  }

  /** A caption of a picture of this class and these levels, worded by chance, with some of what is known left out. */
  about(kind: number, levels: Levels, rng: Rng): Reading {
    const said = { ...levels } as { -readonly [K in keyof Levels]: Levels[K] };
    for (const attribute of ATTRIBUTES) if (rng.uniform() < LEAVE_OUT.attribute) said[attribute] = null;
    const named = this.#classes === 0 || rng.uniform() < LEAVE_OUT.kind ? null : kind;
    return this.worded({ kind: named, ...said }, rng);
  }

  /**
   * What is clear of a picture that is not of the training split itself, by the same thresholds; nothing where it shows a held-out
   * combination, which training must not meet.
   */
  clearOf(measure: Morphology, kind: number): Levels {
    return this.#isHeldOut(measure, kind) ? NOTHING_CLEAR : this.scale.clearLevels(measure, kind);
  }

  #isHeldOut(measure: Morphology, kind: number): boolean {
    return this.scale.heldOut(kind).includes(combinationOf(this.scale.levels(measure, kind)));
  }

  /** A reading of a description, worded by chance in one of the two languages. */
  worded(description: Description, rng: Rng, language: Language = rng.uniform() < 0.5 ? 'en' : 'ko'): Reading {
    return this.reader.read(captionOf(description, language, this.reader, rng));
  }

  /**
   * What each picture of a request shall show: the prompt where there is one; else class and properties drawn by (seed, index)
   * as often as the training captions had them. [n]
   *
   * @throws PromptError where the prompt can't be understood or satisfied, or names another class than `label`
   */
  asked(request: SampleRequest): Asked[] {
    const { n, seed, firstIndex = 0, prompt } = request;
    if (prompt !== undefined) {
      const reading = this.read(prompt);
      const { kind } = reading.description;
      if (request.label !== undefined && kind !== request.label) {
        throw new PromptError(
          `The prompt "${prompt}" and the class ${request.label} were asked for together; give one of the two.`,
        );
      }
      return Array.from({ length: n }, () => ({ ...reading, kind }));
    }
    const labels = this.#shares.draw(request);
    return Array.from({ length: n }, (_, i) => {
      const rng = rngFor(seed, 'caption', firstIndex + i);
      const kind = labels ? labels[i]! : null;
      const description = { kind, ...this.#drawLevels(kind ?? 0, rng) };
      return { ...this.worded(description, rng), kind };
    });
  }

  /** Reads a prompt. @throws PromptError where it can't be understood, or the training pictures have next to nothing of the kind */
  read(prompt: string): Reading {
    const reading = this.reader.read(prompt);
    const { description, language } = reading;
    const kinds =
      description.kind === null ? Array.from({ length: this.scale.kinds }, (_, k) => k) : [description.kind];
    let share = 0;
    for (const kind of kinds) {
      for (let c = 0; c < COMBINATIONS; c++)
        if (fits(c, description)) share += this.scale.support(kind, c) / kinds.length;
    }
    if (share >= RARE) return reading;
    const caption = captionOf(description, language, this.reader);
    throw new PromptError(
      language === 'en'
        ? `Next to no training picture shows ${caption}, so it can't be drawn; leave a word out or change one.`
        : `학습 그림 가운데 "${caption}"에 맞는 것이 거의 없어 그릴 수 없습니다; 말을 하나 빼거나 바꿔 주세요.`,
    );
  }

  save(): [string, { shape: number[]; data: Float32Array }][] {
    const codes = { shape: [this.scale.kinds, CODES], data: this.#codes.slice() };
    return [...this.scale.save(), this.#shares.save(), ['captions.shares', codes]];
  }

  /** @throws CheckpointError */
  restore(tensors: TensorMap): void {
    this.scale.restore(tensors);
    this.#shares.restore(tensors);
    this.#codes.set(tensorOf(tensors, 'captions.shares', [this.scale.kinds, CODES]));
  }

  #drawLevels(kind: number, rng: Rng): Levels {
    let u = rng.uniform();
    for (let code = 0; code < CODES; code++) {
      if ((u -= this.#codes[kind * CODES + code]!) < 0) return levelsOfCode(code);
    }
    return NOTHING_CLEAR;
  }
}

/** A description of every held-out combination of every class. */
export function heldOutDescriptions({ scale }: Captions, classes: number): Description[] {
  return Array.from({ length: scale.kinds }, (_, kind) =>
    scale.heldOut(kind).map((combination) => ({ kind: classes > 0 ? kind : null, ...levelsOf(combination) })),
  ).flat();
}

/** True where something said of a picture is clearly not so; what is in doubt contradicts nothing. */
export function contradicts(said: Description, kind: number, levels: Levels): boolean {
  if (said.kind !== null && said.kind !== kind) return true;
  return ATTRIBUTES.some(
    (attribute) => said[attribute] !== null && levels[attribute] !== null && said[attribute] !== levels[attribute],
  );
}

/** 0 for nothing said, else level + 1, as digits of a number to base 4. */
const codeOf = (said: Levels): number =>
  ATTRIBUTES.reduce((code, attribute) => 4 * code + (said[attribute] === null ? 0 : said[attribute] + 1), 0);

function levelsOfCode(code: number): Levels {
  const digit = (place: number): Level | null => {
    const value = Math.floor(code / 4 ** place) % 4;
    return value === 0 ? null : ((value - 1) as Level);
  };
  return { thickness: digit(2), slant: digit(1), size: digit(0) };
}
