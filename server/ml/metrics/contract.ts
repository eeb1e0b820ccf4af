import { z } from 'zod';

const words = z.object({ en: z.string().min(1), ko: z.string().min(1) });

const contract = z.object({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'should be in lower case, words joined by hyphens'),
  title: words,
  idea: words,
  better: z.enum(['lower', 'higher']),
  source: z.string().min(1),
  score: z.custom((value) => typeof value === 'function', 'should be a function'),
});

/** What keeps a module's `plugin` from being the metric of the folder `folder`, or null if nothing does. */
export function breachOf(plugin: unknown, folder: string): string | null {
  if (plugin === undefined) return "its index should export 'plugin'";
  const parsed = contract.safeParse(plugin);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return `'${path.join('.')}' is wrong (${message})`;
  }
  return parsed.data.name === folder ? null : `it is named '${parsed.data.name}' but its folder '${folder}'`;
}
