import { z } from 'zod';

const line = z
  .string()
  .min(1)
  .regex(/^[^\n]*$/, 'should be one line');
const method = z.custom((value) => typeof value === 'function', 'should be a function');

const shape = z.object({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'should be in lower case, words joined by hyphens'),
  description: z.object({ en: line, ko: line }),
  licence: line,
  builtIn: z.boolean(),
  isAvailable: method,
  load: method,
});

/** What keeps a module's `plugin` from being the data set plug-in of the folder `folder`, or null if nothing does. */
export function breachOf(plugin: unknown, folder: string): string | null {
  if (plugin === undefined) return "its index should export 'plugin'";
  const parsed = shape.safeParse(plugin);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return `'${path.join('.')}' is wrong (${message})`;
  }
  return parsed.data.name === folder ? null : `it is named '${parsed.data.name}' but its folder '${folder}'`;
}
