import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../dataset.ts';
import { PromptError } from '../generator.ts';
import { rngFor } from '../random.ts';
import { Captions, contradicts, heldOutDescriptions } from './captions.ts';
import { ATTRIBUTES, COMBINATIONS, NOTHING_SAID, combinationOf, levelsOf } from './description.ts';
import type { Description, Level } from './description.ts';
import { foilOf } from './foil.ts';
import { morphologyOf } from './morphology.ts';
import { nounsOf } from './nouns.ts';
import { measureObedience } from './obedience.ts';
import { captionOf } from './phrasing.ts';
import { Reader } from './reader.ts';
import type { Reading } from './reader.ts';
import { Scale } from './scale.ts';

const frame = { height: 28, width: 28, channels: 1 } as const;

/** A pen of a width, drawn as a ribbon with soft edges along x = 14 + shear (14 - y), from 14 - reach to 14 + reach. */
function ribbon({ width = 3, shear = 0, reach = 9 }): Uint8Array {
  return Uint8Array.from({ length: 784 }, (_, i) => {
    const [x, y] = [(i % 28) - 14, 14 - Math.floor(i / 28)];
    const across = Math.abs(x - shear * y) / Math.hypot(1, shear);
    const soft = (distance: number): number => Math.max(0, Math.min(1, 0.5 + distance));
    return Math.round(255 * soft(width / 2 - across) * soft(reach - Math.abs(y)));
  });
}

/** Ribbons of all forms and two classes: the second is longer and thicker. */
function ribbons(n: number): ImageSet {
  const rng = rngFor('ribbons');
  const images = new Uint8Array(n * 784);
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 2);
  for (let i = 0; i < n; i++) {
    const kind = i % 2;
    images.set(
      ribbon({
        width: 2 + kind + 2 * rng.uniform(),
        shear: rng.uniform() - 0.5,
        reach: 6 + 3 * kind + 3 * rng.uniform(),
      }),
      i * 784,
    );
  }
  return { images, labels, n, ...frame };
}

describe('what is measured', () => {
  it('is the width of the pen', () => {
    for (const width of [2, 3, 4, 5]) {
      const { thickness } = morphologyOf(ribbon({ width, reach: 11 }), 0, frame);
      expect(Math.abs(thickness - (width * 22) / (22 + width))).toBeLessThan(0.2); // a ribbon's ends are edges too
    }
  });

  it('is the shear of the stroke', () => {
    for (const shear of [-0.5, -0.2, 0, 0.3, 0.6])
      expect(Math.abs(morphologyOf(ribbon({ shear }), 0, frame).slant - shear)).toBeLessThan(0.03);
  });

  it('grows with the drawing: twice as large, twice the size', () => {
    const small = morphologyOf(ribbon({ width: 2, reach: 5 }), 0, frame).size;
    expect(morphologyOf(ribbon({ width: 4, reach: 10 }), 0, frame).size / small).toBeCloseTo(2, 1);
  });

  it('does not mind how dark the ink is or where the drawing stands', () => {
    const image = ribbon({ shear: 0.2, reach: 6 });
    const [moved, faint] = [new Uint8Array(784), image.map((level) => level / 2)];
    moved.set(image.subarray(0, 784 - 3 * 28), 3 * 28);
    const measured = morphologyOf(image, 0, frame);
    for (const other of [moved, faint])
      for (const attribute of ATTRIBUTES)
        expect(Math.abs(morphologyOf(other, 0, frame)[attribute] - measured[attribute])).toBeLessThan(0.05);
    expect(morphologyOf(new Uint8Array(784), 0, frame)).toEqual({ thickness: 0, slant: 0, size: 0 });
  });
});

describe('prompts', () => {
  const sets = [nounsOf(10), nounsOf(3, ['T-shirt', 'shirt', 'ankle boot']), nounsOf(0)];
  const levels: readonly (Level | null)[] = [null, 0, 1, 2];
  const everything = (kinds: number): Description[] =>
    [null, ...Array.from({ length: kinds }, (_, k) => k)].flatMap((kind) =>
      levels.flatMap((thickness) =>
        levels.flatMap((slant) => levels.map((size) => ({ kind, thickness, slant, size }))),
      ),
    );

  it.each(['en', 'ko'] as const)('in %s say what their caption was made from, however it is worded', (language) => {
    for (const nouns of sets) {
      const reader = new Reader(nouns);
      for (const description of everything(nouns.kinds.length)) {
        for (const rng of [null, rngFor('wording', 1), rngFor('wording', 2), rngFor('wording', 3)]) {
          const caption = captionOf(description, language, reader, rng);
          expect([caption, reader.read(caption).description]).toEqual([caption, description]);
        }
      }
    }
  });

  const reader = new Reader(nounsOf(10));
  it('are the same tokens in both languages and with other words', () => {
    const tokens = (prompt: string): number[] => [...reader.read(prompt).tokens].sort((a, b) => a - b);
    expect(tokens('a thin, left-leaning seven')).toEqual(tokens('왼쪽으로 기울고 가는 일곱'));
    expect(tokens('a fine 7, tilted left')).toEqual(tokens('a thin, left-leaning seven'));
    const all = new Set(everything(10).flatMap((d) => tokens(captionOf(d, 'en', reader))));
    expect([...all].sort((a, b) => a - b)).toEqual(Array.from({ length: reader.vocabulary }, (_, t) => t));
  });

  it('are written as people write', () => {
    const seven = { ...NOTHING_SAID, kind: 7, thickness: 0, slant: 0 } as const;
    expect(captionOf(seven, 'en', reader)).toBe('a thin, left-leaning seven');
    expect(captionOf(seven, 'ko', reader)).toBe('가늘고 왼쪽으로 기운 7');
    expect(captionOf({ ...NOTHING_SAID, kind: 8 }, 'en', reader)).toBe('an eight');
    expect(captionOf({ ...NOTHING_SAID, slant: 1 }, 'en', reader)).toBe('an upright digit');
  });

  it.each([
    ['Draw me a seven, thin, leaning to the left!', { kind: 7, thickness: 0, slant: 0, size: null }],
    ['8 thick', { kind: 8, thickness: 2, slant: null, size: null }],
    ['one big thin four', { kind: 4, thickness: 0, slant: null, size: 2 }],
    ['a straight one', { kind: 1, thickness: null, slant: 1, size: null }],
    ['a digit of medium size with medium-thick strokes', { kind: null, thickness: 1, slant: null, size: 1 }],
    ['크고 굵은 숫자 칠을 그려줘', { kind: 7, thickness: 2, slant: null, size: 2 }],
    ['7 하나, 가늘고 오른쪽으로 기울어진', { kind: 7, thickness: 0, slant: 2, size: null }],
    ['일곱', { kind: 7, thickness: null, slant: null, size: null }],
    ['조그맣고 두꺼운 9', { kind: 9, thickness: 2, slant: null, size: 0 }],
  ])('"%s" is understood', (prompt, description) => {
    expect(reader.read(prompt).description).toEqual(description);
  });

  it.each([
    ['a purple seven', /"purple" is not a word this model has seen; ask for zero, one/],
    ['a thin, bold seven', /can't be both "thin" and "bold"/],
    ['a three and a seven', /can't be both "three" and "seven"/],
    ['  ', /The prompt is empty/],
    ['파란 7', /"파란".*본 적 없는 말.*골라 주세요/],
    ['크고 작은 7', /"큰"이면서 "작은"/],
  ])('"%s" is refused with what can be asked', (prompt, message) => {
    expect(() => reader.read(prompt)).toThrow(PromptError);
    expect(() => reader.read(prompt)).toThrow(message);
  });
});

describe('the scale', () => {
  const set = ribbons(3000);
  const scale = new Scale(2);
  const measures = scale.measure(set, 0.05);

  it('divides each class in thirds', () => {
    for (const attribute of ATTRIBUTES) {
      for (const kind of [0, 1]) {
        const counts = [0, 0, 0];
        measures.forEach((measure, i) => i % 2 === kind && counts[scale.levels(measure, kind)[attribute]]!++);
        for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(5);
      }
    }
  });

  it('says only what is clear, and then what the thirds say', () => {
    let silent = 0;
    measures.forEach((measure, i) => {
      const [clear, sure] = [scale.clearLevels(measure, i % 2), scale.levels(measure, i % 2)];
      for (const attribute of ATTRIBUTES) {
        if (clear[attribute] === null) silent++;
        else expect(clear[attribute]).toBe(sure[attribute]);
      }
    });
    expect(Math.abs(silent / (3 * set.n) - 4 * 0.05)).toBeLessThan(0.01);
  });

  it('is put back by restore', () => {
    const other = new Scale(2);
    other.restore(new Map(scale.save()));
    expect(other.heldOut(1)).toEqual(scale.heldOut(1));
    expect(measures.map((measure) => other.levels(measure, 0))).toEqual(measures.map((m) => scale.levels(m, 0)));
  });
});

describe('captions of a training set', () => {
  const captions = new Captions({ ...frame, classes: 2 });
  const set = ribbons(3000);
  const captioned = captions.measure(set, 0.05);

  it('never show a held-out combination', () => {
    const held = heldOutDescriptions(captions, 2);
    expect(held).toHaveLength(6);
    expect(captioned.indices.length).toBeLessThan(set.n);
    for (const [i, index] of captioned.indices.entries()) {
      const kind = captioned.kinds[i]!;
      const combination = combinationOf(captions.scale.levels(morphologyOf(set.images, index, frame), kind));
      expect(held).not.toContainEqual({ kind, ...levelsOf(combination) });
    }
  });

  it('hold true of their picture', () => {
    for (let i = 0; i < 300; i++) {
      const { tokens, description } = captions.ofPicture(captioned, i, rngFor('truth', i));
      expect(contradicts(description, captioned.kinds[i]!, captioned.levels[i]!)).toBe(false);
      const levels = captions.scale.levels(morphologyOf(set.images, captioned.indices[i]!, frame), captioned.kinds[i]!);
      const { kind, ...attributes } = description;
      if (kind !== null) expect(kind).toBe(captioned.kinds[i]);
      for (const attribute of ATTRIBUTES)
        if (attributes[attribute] !== null) expect(levels[attribute]).toBe(attributes[attribute]);
      expect(tokens).toHaveLength(Object.values(description).filter((said) => said !== null).length);
    }
  });

  it('are drawn for pictures by seed and index, in the shares of training', () => {
    const asked = captions.asked({ n: 400, seed: 4 });
    expect(captions.asked({ n: 3, seed: 4, firstIndex: 50 })).toEqual(asked.slice(50, 53));
    const thick = asked.filter(({ description }) => description.thickness === 2).length;
    expect(Math.abs(thick / 400 - (1 / 3 - 0.05))).toBeLessThan(0.08);
    expect(new Set(captions.asked({ n: 5, seed: 1, label: 1 }).map(({ kind }) => kind))).toEqual(new Set([1]));
  });

  it('tell that a combination does not exist', () => {
    const thinAreSmall: ImageSet = { ...set, images: set.images.slice() };
    for (let i = 0; i < set.n; i++) {
      const t = rngFor('size', i).uniform();
      thinAreSmall.images.set(
        ribbon({ width: 2 + 2 * t, reach: 6 + 4 * t, shear: rngFor('lean', i).uniform() }),
        i * 784,
      );
    }
    const few = new Captions({ ...frame, classes: 2 });
    few.measure(thinAreSmall, 0.05);
    expect(few.read('a thin, small one').description).toEqual({ kind: 1, thickness: 0, slant: null, size: 0 });
    expect(() => few.read('a thin, large one')).toThrow(/Next to no training picture shows a thin, large one/);
    expect(() => few.read('가늘고 큰 1')).toThrow(/거의 없어/);
    expect(() => few.asked({ n: 1, seed: 1, label: 0, prompt: 'a one' })).toThrow(/give one of the two/);
  });
});

describe('obedience', () => {
  const captions = new Captions({ ...frame, classes: 2 });
  const set = ribbons(3000);
  captions.measure(set, 0.05);
  const levels = Array.from({ length: set.n }, (_, i) =>
    captions.scale.levels(morphologyOf(set.images, i, frame), i % 2),
  );
  /** Real pictures, each of whatever the reading says, or each of anything. */
  const real =
    (right: boolean) =>
    (readings: readonly Reading[]): Promise<Uint8Array> => {
      const images = new Uint8Array(readings.length * 784);
      readings.forEach(({ description: said }, i) => {
        const found = right
          ? levels.findIndex((own, k) => k % 2 === said.kind && ATTRIBUTES.every((a) => own[a] === said[a]))
          : i;
        images.set(set.images.subarray(found * 784, (found + 1) * 784), i * 784);
      });
      return Promise.resolve(images);
    };
  const readClasses = (images: Uint8Array): Promise<Uint8Array> =>
    Promise.resolve(
      Uint8Array.from({ length: images.length / 784 }, (_, i) => Number(morphologyOf(images, i, frame).size > 5)),
    );

  it('is one for pictures that carry all that is asked, and as chance has it for others', async () => {
    const perfect = await measureObedience(captions, 2, frame, real(true), {});
    for (const attribute of ATTRIBUTES) expect(perfect[`prompt: ${attribute}`]).toMatchObject({ value: 1, n: 500 });
    expect(perfect['prompt: all']).toBeUndefined(); // no classifier, no verdict on all
    const chance = await measureObedience(captions, 2, frame, real(false), { readClasses });
    for (const attribute of ATTRIBUTES)
      expect(Math.abs(chance[`prompt: ${attribute}`]!.value - 1 / 3)).toBeLessThan(0.15);
    expect(chance['prompt: all']!.value).toBeLessThan(0.2);
    expect(chance['prompt: all']!.high).toBeGreaterThan(chance['prompt: all']!.value);
  });
});

it('foils say one thing else', () => {
  const rng = rngFor('foils');
  const description: Description = { kind: 1, thickness: 0, slant: null, size: 2 };
  for (let i = 0; i < 50; i++) {
    const foil = foilOf(description, 10, rng);
    const changed = (Object.keys(description) as (keyof Description)[]).filter((k) => foil[k] !== description[k]);
    expect(changed).toHaveLength(1);
    expect(description[changed[0]!]).not.toBeNull();
  }
});

it('numbers combinations in one way', () => {
  for (let c = 0; c < COMBINATIONS; c++) expect(combinationOf(levelsOf(c))).toBe(c);
});
