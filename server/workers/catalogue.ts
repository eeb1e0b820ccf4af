import { z } from 'zod';
import type { ConfigField, GeneratorInfo, Words } from '../../shared/protocol/http.ts';
import { listGenerators } from '../ml/generators/index.ts';
import type { GeneratorPlugin } from '../ml/generator.ts';

let described: Promise<readonly GeneratorInfo[]> | undefined;

/** All generators for people: words and config fields. Reads only the plug-ins' descriptions, so no TensorFlow.js is loaded. */
export function describeGenerators(): Promise<readonly GeneratorInfo[]> {
  described ??= listGenerators().then((plugins) => plugins.map(describe));
  return described;
}

function describe(plugin: GeneratorPlugin): GeneratorInfo {
  const { name, rung, title, idea, giveaway, source, conditional } = plugin;
  return { name, rung, title, idea, giveaway, source, conditional, fields: fieldsOf(plugin) };
}

/** What a config schema says of one field, as JSON Schema words it. */
const property = z.object({
  type: z.enum(['number', 'integer', 'boolean', 'string']),
  description: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  enum: z.array(z.string()).optional(),
});
const schema = z.object({ properties: z.record(z.string(), property) });

/** @throws Error naming the generator where a field is not a number, boolean or choice */
export function fieldsOf({ name: generator, config, presets }: GeneratorPlugin): ConfigField[] {
  const parsed = schema.safeParse(z.toJSONSchema(config, { io: 'input' }));
  if (!parsed.success) {
    throw new Error(
      `The config of ${generator} should be an object of numbers, booleans and choices (${z.prettifyError(parsed.error)}).`,
    );
  }
  return Object.entries(parsed.data.properties).map(([name, field]) => ({
    name,
    kind: field.enum ? 'choice' : field.type === 'string' ? 'choice' : field.type,
    meaning: wordsOf(field.description ?? name),
    min: field.minimum ?? null,
    max: field.maximum ?? null,
    choices: field.enum ?? null,
    classroom: presets.classroom[name] as number | boolean | string,
    full: presets.full[name] as number | boolean | string,
  }));
}

/** Splits 'English | 한국어'; a text in one language serves for both. */
export function wordsOf(text: string): Words {
  const [en = text, ko = en] = text.split(' | ').map((part) => part.trim());
  return { en, ko };
}
