import { z } from 'zod';
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
  return { height, width, channels, classes: classes.length };
}

/** A setting that does not fit its limits, told in one sentence. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * A preset with some settings changed. Values may be strings, as a command line gives them.
 *
 * @throws ConfigError for an unknown preset or setting, or a value outside its limits
 */
export function configOf(
  plugin: TraineePlugin,
  preset: string,
  overrides: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const base = (plugin.presets as Record<string, Record<string, unknown>>)[preset];
  if (!base)
    throw new ConfigError(
      `There is no preset "${preset}" of ${plugin.name}; choose ${Object.keys(plugin.presets).join(' or ')}.`,
    );
  return changedConfig(plugin, base, overrides);
}

/** A config with some settings changed; see {@link configOf}. @throws ConfigError */
export function changedConfig(
  plugin: Pick<TraineePlugin, 'name' | 'config'>,
  base: Readonly<Record<string, unknown>>,
  overrides: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const changed: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(overrides)) {
    if (!(key in base))
      throw new ConfigError(`${plugin.name} has no setting "${key}"; it has ${Object.keys(base).join(', ')}.`);
    changed[key] = typeof value === 'string' && typeof base[key] !== 'string' ? parsed(value) : value;
  }
  const result = plugin.config.safeParse(changed);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new ConfigError(
    `The setting ${issue.path.join('.')} of ${plugin.name} can't be ${JSON.stringify(changed[String(issue.path[0])])}: ${z.prettifyError(result.error).split('\n')[0]!.replace(/^✖ /, '')}.`,
  );
}

function parsed(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() === '' ? text : Number.isNaN(Number(text)) ? text : Number(text);
}
