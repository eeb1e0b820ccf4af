import { z } from 'zod';

/** Anything with settings inside limits, and named presets of them. */
export interface Configurable {
  readonly name: string;
  readonly config: z.ZodType;
  readonly presets: object;
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
  plugin: Configurable,
  preset: string,
  overrides: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const base = (plugin.presets as Record<string, Record<string, unknown> | undefined>)[preset];
  if (!base)
    throw new ConfigError(
      `There is no preset "${preset}" of ${plugin.name}; choose ${Object.keys(plugin.presets).join(' or ')}.`,
    );
  return changedConfig(plugin, base, overrides);
}

/** A config with some settings changed; see {@link configOf}. @throws ConfigError */
export function changedConfig(
  plugin: Pick<Configurable, 'name' | 'config'>,
  base: Readonly<Record<string, unknown>>,
  overrides: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  // A config may be older than some of the settings; they have a default then.
  const known = { ...base, ...(plugin.config.safeParse(base).data as object | undefined) } as Record<string, unknown>;
  const changed = { ...known };
  for (const [key, value] of Object.entries(overrides)) {
    if (!(key in known))
      throw new ConfigError(`${plugin.name} has no setting "${key}"; it has ${Object.keys(known).join(', ')}.`);
    changed[key] = typeof value === 'string' && typeof known[key] !== 'string' ? parsed(value) : value;
  }
  const result = plugin.config.safeParse(changed);
  if (result.success) return result.data as Record<string, unknown>;
  const issue = result.error.issues[0]!;
  throw new ConfigError(
    `The setting ${issue.path.join('.')} of ${plugin.name} can't be ${JSON.stringify(changed[String(issue.path[0])])}: ${z.prettifyError(result.error).split('\n')[0]!.replace(/^✖ /, '')}.`,
  );
}

function parsed(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() === '' ? text : Number.isNaN(Number(text)) ? text : Number(text);
}
