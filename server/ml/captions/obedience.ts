import { wilson } from '../../../shared/domain/wilson.ts';
import type { OwnMeasure } from '../checkpoint.ts';
import type { MeasureOptions, SampleRequest } from '../generator.ts';
import { rngFor } from '../random.ts';
import type { Captions } from './captions.ts';
import { heldOutDescriptions } from './captions.ts';
import { ATTRIBUTES } from './description.ts';
import { morphologyOf } from './morphology.ts';
import type { Frame } from './morphology.ts';
import type { Reading } from './reader.ts';

/** Prompts asked; every held-out combination in turn, in both languages. */
const PROMPTS = 500;

/**
 * How often a picture is what its prompt says, over 500 prompts of combinations that training never saw: class as the data set's
 * classifier reads it, the rest by measurement with the thresholds of the class asked for; each by itself, then all together.
 * Without a classifier there is no share of the class, and none of all.
 *
 * @param draw pictures of readings, one each; [n, height, width, channels]
 */
export async function measureObedience(
  captions: Captions,
  classes: number,
  frame: Frame,
  draw: (readings: readonly Reading[], request: SampleRequest) => Promise<Uint8Array>,
  { seed = 0, readClasses, signal, onProgress }: MeasureOptions,
): Promise<Record<string, OwnMeasure>> {
  const wanted = heldOutDescriptions(captions, classes);
  if (wanted.length === 0) return {};
  const readings = Array.from({ length: PROMPTS }, (_, i) =>
    captions.worded(wanted[i % wanted.length]!, rngFor(seed, 'held-out prompt', i), i % 2 === 0 ? 'en' : 'ko'),
  );
  const images = await draw(readings, {
    n: PROMPTS,
    seed,
    signal,
    onProgress: (done) => onProgress?.(done / PROMPTS),
  });
  signal?.throwIfAborted();
  const seen = classes > 0 ? await readClasses?.(images) : undefined;
  const right: Record<string, number> = {};
  let all = 0;
  readings.forEach(({ description }, i) => {
    const levels = captions.scale.levels(morphologyOf(images, i, frame), description.kind ?? 0);
    const carried = ATTRIBUTES.map((attribute) => levels[attribute] === description[attribute]);
    const kind = seen === undefined || seen[i] === description.kind;
    if (seen !== undefined) right['prompt: class'] = (right['prompt: class'] ?? 0) + Number(kind);
    ATTRIBUTES.forEach((attribute, a) => {
      right[`prompt: ${attribute}`] = (right[`prompt: ${attribute}`] ?? 0) + Number(carried[a]);
    });
    if (kind && carried.every(Boolean)) all++;
  });
  if (seen !== undefined || classes === 0) right['prompt: all'] = all;
  return Object.fromEntries(
    Object.entries(right).map(([name, count]) => [name, { ...wilson(count, PROMPTS), unit: 'share', n: PROMPTS }]),
  );
}
