import type { LabContext } from '../lab.ts';
import type { Captions } from './captions.ts';
import { ATTRIBUTES } from './description.ts';
import type { Attribute } from './description.ts';
import { morphologyOf } from './morphology.ts';
import { captionOf } from './phrasing.ts';
import type { Reading } from './reader.ts';

/** What a page is told of a prompt. */
export interface PromptRead {
  /** The words that were read as tokens, in order. */
  readonly words: readonly string[];
  /** The whole of it in usual words, in both languages. */
  readonly understood: { readonly en: string; readonly ko: string };
  /** True where training never saw this combination. */
  readonly heldOut: boolean;
}

/** What one picture shows, measured, beside what was asked; null where nothing was asked. */
export interface Shown {
  readonly caption: { readonly en: string; readonly ko: string };
  readonly right: Readonly<Record<'kind' | Attribute, boolean | null>>;
}

/** How a prompt was read, for a page to say so. */
export function promptRead(captions: Captions, { description, words }: Reading): PromptRead {
  const { kind, thickness, slant, size } = description;
  const whole = thickness !== null && slant !== null && size !== null;
  return {
    words,
    understood: bothLanguages(captions, description),
    heldOut: whole && kind !== null && captions.scale.heldOut(kind).includes(9 * thickness + 3 * slant + size),
  };
}

/**
 * What each picture shows: class as the classifier reads it, the rest measured on the scale of the class asked for.
 * @param images [n, height, width, channels]
 */
export async function shownOf(
  captions: Captions,
  images: Uint8Array,
  { description: asked }: Reading,
  { header, classifier }: LabContext,
): Promise<Shown[]> {
  const { height, width, channels, classes } = header.shape;
  const n = images.length / (height * width * channels);
  const kinds = classes > 0 ? await readKinds(images, await classifier(), classes) : null;
  return Array.from({ length: n }, (_, i) => {
    const kind = kinds ? kinds[i]! : null;
    const levels = captions.scale.levels(morphologyOf(images, i, header.shape), asked.kind ?? kind ?? 0);
    const right = ATTRIBUTES.map((attribute) => [
      attribute,
      asked[attribute] === null ? null : asked[attribute] === levels[attribute],
    ]);
    return {
      caption: bothLanguages(captions, { kind, ...levels }),
      right: { kind: asked.kind === null ? null : asked.kind === kind, ...Object.fromEntries(right) },
    } as Shown;
  });
}

const bothLanguages = ({ reader }: Captions, description: Reading['description']): { en: string; ko: string } => ({
  en: captionOf(description, 'en', reader),
  ko: captionOf(description, 'ko', reader),
});

async function readKinds(
  images: Uint8Array,
  classifier: Awaited<ReturnType<LabContext['classifier']>>,
  classes: number,
): Promise<number[]> {
  const { probabilities } = await classifier.features(images);
  return Array.from({ length: probabilities.length / classes }, (_, i) => {
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    return row.indexOf(Math.max(...row));
  });
}
