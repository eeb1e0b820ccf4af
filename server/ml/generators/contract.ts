import { z } from 'zod';

const words = z.object({ en: z.string().min(1), ko: z.string().min(1) });
const settings = z.record(z.string(), z.union([z.number(), z.boolean(), z.string()]));

const contract = z.object({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'should be in lower case, words joined by hyphens'),
  rung: z.number(),
  title: words,
  idea: words,
  giveaway: words,
  source: z.string().min(1),
  conditional: z.boolean(),
  prompts: z.boolean().optional(),
  config: z.custom<z.ZodType>((value) => value instanceof z.ZodType, 'should be a zod schema'),
  presets: z.object({ classroom: settings, full: settings }),
  create: z.custom((value) => typeof value === 'function', 'should be a function'),
});

/** What keeps a module's `plugin` from being the generator of the folder `folder`, or null if nothing does. */
export function breachOf(plugin: unknown, folder: string): string | null {
  if (plugin === undefined) return "its index should export 'plugin'";
  const parsed = contract.safeParse(plugin);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return `'${path.join('.')}' is wrong (${message})`;
  }
  const { name, config, presets } = parsed.data;
  if (name !== folder) return `it is named '${name}' but its folder '${folder}'`;
  for (const [preset, value] of Object.entries(presets)) {
    const result = config.safeParse(value);
    if (!result.success)
      return `its preset '${preset}' breaks its own limits at '${result.error.issues[0]!.path.join('.')}'`;
  }
  return null;
}
