import type { FitOptions, Generator, GeneratorPlugin, ImageShape, TensorMap, TrainStep } from '../generator.ts';
import type { Dataset, ImageSet } from '../dataset.ts';
import { findGenerator } from '../generators/index.ts';
import { plugin as classifierPlugin } from '../features/classifier/index.ts';

/** What a run needs of a model, be it a generator or the classifier whose features judge generators. */
export interface Trainee {
  fit(train: ImageSet, options?: FitOptions): AsyncIterable<TrainStep>;
  save(options?: { forResume?: boolean }): Promise<TensorMap>;
  restore(tensors: TensorMap): void;
  describe(): { readonly parameters: number; readonly step: number };
  dispose(): void;
  /** Generators only. */
  sample?: Generator['sample'];
  /** Classifiers only: share of a set read rightly. */
  accuracy?(set: ImageSet): Promise<number>;
}

/** A kind of trainee: generator plug-ins and the classifier. */
export type TraineePlugin = Pick<GeneratorPlugin, 'name' | 'config' | 'presets'> & {
  readonly create: (shape: ImageShape, config: Record<string, unknown>, seed: number) => Promise<Trainee>;
};

/** A generator's plug-in, or the classifier's. @throws CheckpointError naming what there is. */
export async function findTrainee(name: string): Promise<TraineePlugin> {
  const found: unknown = name === classifierPlugin.name ? classifierPlugin : await findGenerator(name);
  return found as TraineePlugin;
}

/** The shape a model is made for. */
export function shapeOf({ train: { height, width, channels }, classes }: Dataset): ImageShape {
  return { height, width, channels, classes: classes.length, ...(classes.length > 0 && { classNames: classes }) };
}
