import { readCheckpoint } from '../checkpoints/checkpoint-file.ts';
import type { Checkpoint } from '../checkpoints/checkpoint-file.ts';
import { CheckpointError } from '../generator.ts';
import type { Generator } from '../generator.ts';
import { startEngine } from '../engine/index.ts';
import { changedConfig } from '../training/config.ts';
import { findGenerator } from './index.ts';

export interface OpenGenerator extends Omit<Checkpoint, 'tensors'> {
  readonly generator: Generator;
  /** The settings in force: the checkpoint's, with `overrides` where given. */
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * Starts the engine and makes a checkpoint's generator ready to sample; the caller disposes it.
 *
 * @param overrides settings that matter when sampling (a diffusion's guidance, its number of steps)
 * @throws CheckpointError where the file can't be used, ConfigError where a setting is outside its limits
 */
export async function openGenerator(
  file: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<OpenGenerator> {
  const { tensors, ...checkpoint } = await readCheckpoint(file);
  const { header } = checkpoint;
  if (header.kind !== 'generator')
    throw new CheckpointError(`${file} is a classifier, which makes no pictures; give a generator's checkpoint.`);
  const plugin = await findGenerator(header.generator);
  const config = changedConfig(plugin, header.config, overrides);
  await startEngine();
  const generator = await plugin.create(header.shape, config, header.seed);
  try {
    generator.restore(tensors);
  } catch (error) {
    generator.dispose();
    throw error;
  }
  return { ...checkpoint, generator, config };
}
