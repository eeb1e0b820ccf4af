import type { z } from 'zod';
import type { OwnMeasure } from './checkpoint.ts';
import type { ImageSet } from './dataset.ts';

/** What a generator must know of the pictures it will make. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** Number of classes, 0 where the data has none. */
  readonly classes: number;
  /** What the classes are called in the data set, in label order; for models that read words. */
  readonly classNames?: readonly string[];
}

/** Words shown to people, in every language of the project. */
export interface Words {
  readonly en: string;
  readonly ko: string;
}

/** Progress of a fit. Losses are means over the steps since the last report. */
export interface TrainStep {
  readonly step: number;
  readonly totalSteps: number;
  readonly losses: Readonly<Record<string, number>>;
}

export interface FitOptions {
  readonly signal?: AbortSignal;
}

/** Named float32 tensors, as a safetensors file holds them. */
export type TensorMap = ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>;

export interface SampleRequest {
  readonly n: number;
  readonly seed: number;
  /** Index of the first sample: image i of a request equals image 0 of a request that starts at firstIndex + i. */
  readonly firstIndex?: number;
  /** One class for all; without it, classes are drawn by (seed, index) in the training data's shares. */
  readonly label?: number;
  /** What is to be seen, in words, for plug-ins with `prompts`. @throws PromptError where it can't be understood or satisfied */
  readonly prompt?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

export interface Samples {
  /** [n, height, width, channels], 0 to 255. */
  readonly images: Uint8Array;
  /** Class asked of each sample, null for unconditional models. [n] */
  readonly labels: Uint8Array | null;
}

export interface MeasureOptions {
  readonly seed?: number;
  /** Classes of pictures [n, height, width, channels] as the data set's own classifier reads them. [n] */
  readonly readClasses?: (images: Uint8Array) => Promise<Uint8Array>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** A model of images: fitted, then sampled. Same config, seed and data give the same model; same checkpoint, seed and index the same image. */
export interface Generator {
  /**
   * Trains from the current state (a new model or a restored one) to the end of its schedule, yielding as it goes.
   * The caller decides about logs, checkpoints, pictures and stopping; `save()` may be called between yields.
   * @throws DivergedError where a loss is not finite.
   */
  fit(train: ImageSet, options?: FitOptions): AsyncIterable<TrainStep>;
  sample(request: SampleRequest): Promise<Samples>;
  /** Weights that sampling needs; with `forResume` also optimiser state, step and random state. */
  save(options?: { forResume?: boolean }): Promise<TensorMap>;
  /** Puts back what `save` gave. @throws CheckpointError naming a missing or misshapen tensor. */
  restore(tensors: TensorMap): void;
  /** Number of learned parameters and the training step reached. */
  describe(): { readonly parameters: number; readonly step: number };
  /** Numbers of this kind of model alone, on held-out images: likelihoods, reconstruction errors, use of a codebook. */
  measure?(
    data: { readonly train: ImageSet; readonly test: ImageSet },
    options?: MeasureOptions,
  ): Promise<Readonly<Record<string, OwnMeasure>>>;
  dispose(): void;
}

/** Quick to show an idea, or as good as the project ships. */
export type PresetName = 'classroom' | 'full';

/** One folder under `generators/`; its `index.ts` exports `plugin: GeneratorPlugin<...>`. A new rung is a new folder and nothing else. */
export interface GeneratorPlugin<Config = Record<string, unknown>> {
  readonly name: string;
  /** Place on the ladder, small first. */
  readonly rung: number;
  readonly title: Words;
  /** One line: the idea. */
  readonly idea: Words;
  /** One line, shown at the reveal: what gives this kind of model away. */
  readonly giveaway: Words;
  /** Source of the method. */
  readonly source: string;
  /** True where a class can be asked for. */
  readonly conditional: boolean;
  /** True where a picture can be asked for in words. */
  readonly prompts?: boolean;
  /** An object of numbers, booleans and enums; each field has limits, and `.describe('English | 한국어')` for a person. */
  readonly config: z.ZodType<Config>;
  readonly presets: Readonly<Record<PresetName, Config>>;
  create(shape: ImageShape, config: Config, seed: number): Promise<Generator>;
}

/** A loss or a weight is no longer finite: the run stops and the last good checkpoint stays. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
}

/** A prompt can't be satisfied, told in one sentence: what was understood, what can be asked for. */
export class PromptError extends Error {
  override readonly name = 'PromptError';
}

/** A checkpoint can't be used, told in one sentence: expected, found, what to do. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}
