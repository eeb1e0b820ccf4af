import type { z } from 'zod';
import type { CheckpointHeader } from './checkpoint.ts';
import type { Dataset, ImageSet } from './dataset.ts';
import type { LoadedClassifier } from './features/classifier/load.ts';
import type { Generator } from './generator.ts';

/** What an operation of the lab may use beside its model. All of it is read when asked for, and kept. */
export interface LabContext {
  /** Of the model's checkpoint. */
  readonly header: CheckpointHeader;
  /** Held-out real pictures that hang in the gallery, up to 1,000, in a seeded order. @throws LabError where none hang */
  reals(): ImageSet;
  /** All of the data set the model was trained on. Takes seconds the first time. @throws DatasetError where it is not here */
  dataset(): Promise<Dataset>;
  /** The classifier of the data set, which ships. @throws CheckpointError where there is none */
  classifier(): Promise<LoadedClassifier>;
}

/** One thing a page of the lab can ask of a model: light enough to answer while a finger moves. */
export interface LabOperation {
  /** Whatever arrives is parsed by it; give every number limits. */
  readonly input: z.ZodType;
  /** @returns anything that JSON holds; pictures as {@link picturesOf} */
  run(generator: Generator, input: never, context: LabContext): unknown;
}

/** `generators/<name>/lab.ts` exports `lab: Lab`: operations by name. */
export type Lab = Readonly<Record<string, LabOperation>>;

/** An operation whose input is typed by its schema and whose generator is the rung's own class. */
export function operation<G extends Generator, Input extends z.ZodType>(
  input: Input,
  run: (generator: G, input: z.output<Input>, context: LabContext) => unknown,
): LabOperation {
  return { input, run: run as unknown as LabOperation['run'] };
}

/** Pictures on their way to a page. */
export interface LabPictures {
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** Base64 of bytes [n, height, width, channels]. */
  readonly pixels: string;
}

/** @param images [n, height, width, channels], 0 to 255 */
export function picturesOf(
  images: Uint8Array,
  { height, width, channels }: { readonly height: number; readonly width: number; readonly channels: 1 | 3 },
): LabPictures {
  const pixels = Buffer.from(images.buffer, images.byteOffset, images.byteLength).toString('base64');
  return { n: images.length / (height * width * channels), height, width, channels, pixels };
}

/** Grey bytes of real numbers: `low` becomes 0, `high` 255. */
export function greyOf(values: ArrayLike<number>, low: number, high: number): Uint8Array {
  return Uint8Array.from(values, (value) =>
    Math.max(0, Math.min(255, Math.round((255 * (value - low)) / (high - low)))),
  );
}

/** What was asked of the lab can't be had, told in one sentence: expected, found, what to do. */
export class LabError extends Error {
  override readonly name = 'LabError';
}
